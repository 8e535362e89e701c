import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment } from "../../../../src/process/environment.ts";
import { run } from "../../../../src/process/run.ts";

/** How a key or a signature is made. */
export interface Making {
  /** The time that GnuPG believes it is, in seconds since 1970. */
  readonly at?: number;
  /** Further arguments. */
  readonly with?: readonly string[];
}

/** What GnuPG says of a signature. */
export interface GpgVerdict {
  readonly accepted: boolean;
  /** The words of its status lines: GOODSIG, EXPKEYSIG, … */
  readonly words: ReadonlySet<string>;
}

/** A key ring of its own with a real gpg. */
export class Gpg {
  readonly home: string;

  private constructor(home: string) {
    this.home = home;
  }

  static async open(): Promise<Gpg> {
    // Short, because gpg-agent's socket lies in it.
    const home = await mkdtemp(join(tmpdir(), "pg-"));
    await writeFile(join(home, "gpg-agent.conf"), "debug-quick-random\n");
    return new Gpg(home);
  }

  async close(): Promise<void> {
    await this.#start("gpgconf", ["--kill", "all"]);
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  get environment(): Readonly<Record<string, string>> {
    return cleanEnvironment({ GNUPGHOME: this.home, HOME: this.home });
  }

  /** Makes a key without a pass phrase and returns its fingerprint. */
  async generate(
    userId: string,
    algorithm: string,
    expires: string,
    making: Making = {},
  ): Promise<string> {
    const args = ["--status-fd", "1", "--quick-generate-key", userId, algorithm, "sign", expires];
    return createdKey(await this.call(args, making));
  }

  /** Adds a subkey for signing and returns its fingerprint. */
  async addSubkey(
    primary: string,
    algorithm: string,
    expires: string,
    making: Making = {},
  ): Promise<string> {
    const args = ["--status-fd", "1", "--quick-add-key", primary, algorithm, "sign", expires];
    return createdKey(await this.call(args, making));
  }

  /** Answers the questions of a command that has no other way. */
  async answer(
    args: readonly string[],
    answers: readonly string[],
    making: Making = {},
  ): Promise<Buffer> {
    const all = ["--command-fd", "0", "--status-fd", "2", ...args];
    return this.call(all, making, `${answers.join("\n")}\n`);
  }

  /** A certificate that revokes the key, not imported: reason 0 none, 1 compromised, 2 superseded, 3 retired. */
  revocation(primary: string, reason: number, making: Making = {}): Promise<Buffer> {
    return this.answer(["--gen-revoke", primary], ["y", String(reason), "", "y"], making);
  }

  import(certificate: Buffer): Promise<Buffer> {
    return this.call(["--import"], {}, certificate);
  }

  /** Imports what may be damaged, and says whether gpg saw any certificate in it. */
  async takesUp(certificates: Buffer): Promise<boolean> {
    const { stdout } = await this.#start(
      "gpg",
      ["--batch", "--status-fd", "1", "--import"],
      certificates,
    );
    return /IMPORT_RES [1-9]/.test(String(stdout));
  }

  sign(user: string, payload: Buffer, making: Making = {}): Promise<Buffer> {
    return this.call(["--armor", "--local-user", user, "--detach-sign"], making, payload);
  }

  certificate(...users: readonly string[]): Promise<Buffer> {
    return this.call(["--armor", "--export", ...users]);
  }

  async verify(signature: Buffer, payload: Buffer): Promise<GpgVerdict> {
    const file = join(this.home, "signature.asc");
    await writeFile(file, signature);
    const args = ["--status-fd", "1", "--verify", file, "-"];
    const { status, stdout } = await this.#start("gpg", ["--batch", "--no-tty", ...args], payload);
    const words = stdout.toString("utf8").matchAll(/^\[GNUPG:\] (\w+)/gm);
    return {
      accepted: status === 0,
      words: new Set([...words].flatMap((found) => found[1] ?? [])),
    };
  }

  /** Runs gpg, which must end well, and returns what it wrote. */
  async call(
    args: readonly string[],
    making: Making = {},
    stdin?: Buffer | string,
  ): Promise<Buffer> {
    const faked = making.at === undefined ? [] : ["--faked-system-time", `${making.at}!`];
    const quiet = ["--no-tty", "--yes", "--pinentry-mode", "loopback", "--passphrase", ""];
    const batch = args.includes("--command-fd") ? [] : ["--batch"];
    const all = [...batch, ...quiet, ...faked, ...(making.with ?? []), ...args];
    const { status, stdout, stderr } = await this.#start("gpg", all, stdin);
    if (status !== 0) throw new Error(`gpg ${args.join(" ")}: ${stderr}`);
    return stdout;
  }

  #start(
    program: string,
    args: readonly string[],
    stdin: Buffer | string = "",
  ): Promise<{ status: number; stdout: Buffer; stderr: string }> {
    const statuses = [0, 1, 2];
    const environment = this.environment;
    return run(program, args, { environment, cwd: this.home, timeoutMs: 60_000, stdin, statuses });
  }
}

function createdKey(status: Buffer): string {
  const fingerprint = /KEY_CREATED \w ([0-9A-F]{40})/.exec(status.toString("utf8"))?.[1];
  if (fingerprint === undefined) throw new Error(`gpg made no key: ${status.toString("utf8")}`);
  return fingerprint;
}
