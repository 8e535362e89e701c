import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../../../src/model/report.ts";
import { type Content, TestRepository } from "../../git/repository.ts";

const cli = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

/** A key of somebody's, made for the test. */
export interface Key {
  readonly file: string;
  readonly publicKey: string;
}

/** An SSH key of a kind that ssh-keygen makes. */
export function sshKey(...options: string[]): Key {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-key-"));
  const file = join(folder, "key");
  const kind = options.length === 0 ? ["-t", "ed25519"] : options;
  execFileSync("ssh-keygen", ["-q", ...kind, "-N", "", "-C", "", "-f", file]);
  return { file, publicKey: readFileSync(`${file}.pub`, "utf8").trim() };
}

export interface CommitOptions {
  readonly files?: Readonly<Record<string, Content>>;
  readonly key?: Key | undefined;
  readonly message?: string;
  readonly email?: string;
  readonly author?: string;
  readonly date?: string;
}

/** What `portcullis check` made of it. */
export interface Outcome {
  readonly status: number | null;
  readonly report: Report;
  readonly stderr: string;
}

/** A repository in which people sign. */
export class Shop {
  readonly repository: TestRepository;

  constructor(folder?: string, ...init: string[]) {
    this.repository = new TestRepository(folder, ...init);
    this.repository.git("config", "gpg.format", "ssh");
    this.repository.git("config", "uploadpack.allowAnySHA1InWant", "true");
    this.repository.git("config", "uploadpack.allowFilter", "true");
  }

  get folder(): string {
    return this.repository.folder;
  }

  /** Commits with git itself, signed where a key is given, and returns the commit's name. */
  commit(options: CommitOptions = {}): string {
    const { files = {}, key, message = "a change", email = "ann@example.com" } = options;
    for (const [path, content] of Object.entries(files)) this.repository.write(path, content);
    this.repository.git("add", "--all", "--force");
    const date = options.date ?? "2026-01-01T00:00:00Z";
    const person = ["-c", "user.name=Ann", "-c", `user.email=${email}`];
    const signing = key === undefined ? ["--no-gpg-sign"] : [`--gpg-sign=${key.file}`];
    execFileSync(
      "git",
      [...person, "commit", "--quiet", "--allow-empty", ...signing, "-m", message],
      {
        cwd: this.folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: process.env["PATH"],
          GIT_CONFIG_NOSYSTEM: "1",
          GIT_CONFIG_GLOBAL: "/dev/null",
          GIT_AUTHOR_NAME: "Ann",
          GIT_AUTHOR_EMAIL: options.author ?? email,
          GIT_AUTHOR_DATE: date,
          GIT_COMMITTER_DATE: date,
        },
      },
    );
    return this.repository.git("rev-parse", "HEAD");
  }

  /** Puts a commit of any bytes on top of HEAD. */
  commitRaw(headers: string, message = "crafted\n"): string {
    const parent = this.repository.git("rev-parse", "HEAD");
    const tree = this.repository.git("rev-parse", "HEAD^{tree}");
    const bytes = `tree ${tree}\nparent ${parent}\n${headers}\n${message}`;
    return this.advance(this.repository.writeObject("commit", bytes));
  }

  advance(commit: string): string {
    this.repository.git("update-ref", "HEAD", commit);
    return commit;
  }

  /** Runs the built command here, on the commits alone unless told. */
  check(range: string | undefined, ...words: string[]): Outcome {
    const checks = words.includes("--checks") ? [] : ["--checks", "commits"];
    const named = range === undefined ? [] : ["--range", range];
    const args = [cli, "check", ".", ...checks, ...named, "--format", "json", ...words];
    const options = { cwd: this.folder, encoding: "utf8", maxBuffer: 256 << 20 } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
    const report = stdout === "" ? undefined : (JSON.parse(stdout) as Report);
    return { status, report: report as Report, stderr };
  }

  /** The same as a person sees it. */
  shown(format: string, range: string): string {
    const args = [cli, "check", ".", "--checks", "commits", "--range", range, "--format", format];
    return spawnSync(process.execPath, args, { cwd: this.folder, encoding: "utf8" }).stdout;
  }

  remove(): void {
    this.repository.remove();
  }
}

const people = "Ann <ann@example.com> 1767225600 +0000";

/** The headers of a commit by Ann, without a signature. */
export const byAnn = `author ${people}\ncommitter ${people}\n`;

/** A policy that lets those sign whom the file lists. */
export function policyWith(section: string): string {
  return `version: 1\ncommits:\n  ${section.replaceAll("\n", "\n  ")}\n`;
}

export const requireTrusted = policyWith(
  "require: trusted\nallowed-signers: .github/allowed_signers",
);

/** A line of an allowed_signers file. */
export function listed(email: string, key: Key, options = ""): string {
  return `${email} ${options === "" ? "" : `${options} `}${key.publicKey}\n`;
}

/** Every rule that has an open finding, with how bad it is. */
export function saidBy({ report }: Outcome): string[] {
  return report.findings.map(({ rule, severity }) => `${severity} ${rule}`).sort();
}
