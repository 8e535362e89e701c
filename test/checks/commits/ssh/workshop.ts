import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the real programs judge: a signature by a list, at a time, perhaps with a revocation list. */
export interface Case {
  readonly signature: Buffer;
  readonly payload: Buffer;
  readonly signers: string;
  readonly at: number;
  readonly revoked?: Buffer;
  readonly zone?: string;
}

/** A temporary folder in which real ssh-keygen and git make and judge things. */
export interface Workshop {
  readonly folder: string;
  path(name: string): string;
  write(name: string, content: string | Buffer): string;
  read(name: string): Buffer;
  keygen(args: readonly string[], input?: Buffer, zone?: string): Outcome;
  git(args: readonly string[], input?: Buffer): Outcome;
  /** Makes a key pair and returns its name, a file in the folder. */
  makeKey(name: string, type: string, bits?: number): string;
  /** The line `type base64` of a public key. */
  publicKey(name: string): string;
  /** Certifies a key by another and returns the name of the certified one. */
  certify(authority: string, name: string, args: readonly string[]): string;
  sign(name: string, payload: Buffer, namespace?: string): Buffer;
  /** What git makes of a signature: find-principals, then verify for each; the names that verified. */
  judge(asked: Case): readonly string[];
  remove(): void;
}

/** Opens a workshop; the caller removes it. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-ssh-"));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(path(name), content, { mode: 0o600 });
    return path(name);
  };
  const read = (name: string): Buffer => readFileSync(path(name));
  const keygen = (args: readonly string[], input?: Buffer, zone = "UTC"): Outcome =>
    start("ssh-keygen", args, folder, { TZ: zone }, input);
  const workshop: Workshop = {
    folder,
    path,
    write,
    read,
    keygen,
    git: (args, input) => start("git", args, folder, gitEnvironment(folder), input),
    makeKey(name, type, bits) {
      const size = bits === undefined ? [] : ["-b", String(bits)];
      must(keygen(["-q", "-t", type, ...size, "-N", "", "-C", "", "-f", path(name)]));
      return name;
    },
    publicKey: (name) => read(`${name}.pub`).toString("utf8").trim(),
    certify(authority, name, args) {
      must(keygen(["-q", "-s", path(authority), ...args, path(`${name}.pub`)]));
      return `${name}-cert`;
    },
    sign(name, payload, namespace = "git") {
      const file = write("payload", payload);
      rmSync(`${file}.sig`, { force: true });
      const key = name.endsWith("-cert") ? `${name}.pub` : name;
      must(keygen(["-q", "-Y", "sign", "-n", namespace, "-f", path(key), file]));
      return read("payload.sig");
    },
    judge: (asked) => judge(workshop, asked),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return workshop;
}

function judge(workshop: Workshop, asked: Case): readonly string[] {
  const signature = workshop.write("judged.sig", asked.signature);
  const signers = workshop.write("judged.signers", asked.signers);
  const common = ["-f", signers, "-s", signature, `-Overify-time=${inDigits(asked.at)}`];
  const found = workshop.keygen(["-Y", "find-principals", ...common], undefined, asked.zone);
  if (found.status !== 0) return [];
  const revoked =
    asked.revoked === undefined ? [] : ["-r", workshop.write("judged.revoked", asked.revoked)];
  const names = found.stdout.split("\n").filter((name) => name !== "");
  return names.filter((name) => {
    const args = ["-Y", "verify", "-n", "git", "-I", name, ...common, ...revoked];
    const said = workshop.keygen(args, asked.payload, asked.zone);
    return said.status === 0 && said.stdout.startsWith("Good");
  });
}

/** A time as ssh-keygen reads it. */
export function inDigits(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`;
}

function gitEnvironment(folder: string): Record<string, string> {
  return {
    TZ: "UTC",
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CEILING_DIRECTORIES: folder,
  };
}

function start(
  program: string,
  args: readonly string[],
  cwd: string,
  environment: Record<string, string>,
  input: Buffer = Buffer.alloc(0),
): Outcome {
  const env = { PATH: process.env["PATH"], LC_ALL: "C", ...environment };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, input });
  if (error !== undefined) throw error;
  return { status, stdout: stdout.toString("utf8"), stderr: stderr.toString("utf8") };
}

/** Says that a program did its work. */
export function must(outcome: Outcome): Outcome {
  if (outcome.status === 0) return outcome;
  throw new Error(`status ${outcome.status}: ${outcome.stderr}${outcome.stdout}`);
}
