import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const environment = {
  PATH: process.env["PATH"] ?? "",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "ann@example.com",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "ann@example.com",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
};

/** A link instead of a file. */
export interface Link {
  readonly to: string;
}

/** What a path is to hold; `null` removes it. */
export type Content = string | Link | null;

/** A real repository in a temporary folder, for tests. */
export class TestRepository {
  readonly folder: string;

  constructor(folder = mkdtempSync(join(tmpdir(), "portcullis-repository-")), ...init: string[]) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    this.git("init", "--quiet", "-b", "main", ...init);
  }

  git(...args: string[]): string {
    const options = { cwd: this.folder, env: environment, encoding: "utf8" } as const;
    return execFileSync("git", args, { ...options, stdio: ["ignore", "pipe", "pipe"] }).trim();
  }

  /** Runs git with something on its standard input, and returns its output as it is. */
  gitWith(input: string | Buffer, ...args: string[]): string {
    const options = { cwd: this.folder, env: environment, encoding: "utf8", input } as const;
    return execFileSync("git", args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
  }

  /** The bytes of an object. */
  read(type: string, revision: string): Buffer {
    const options = { cwd: this.folder, env: environment } as const;
    return execFileSync("git", ["cat-file", type, revision], options);
  }

  /** Writes an object of any content, as git itself never would, and returns its name. */
  writeObject(type: string, bytes: string | Buffer): string {
    return this.gitWith(bytes, "hash-object", "-w", "--literally", "--stdin", "-t", type).trim();
  }

  write(path: string, content: Content): void {
    const file = join(this.folder, path);
    rmSync(file, { force: true, recursive: true });
    if (content === null) return;
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === "string") writeFileSync(file, content);
    else symlinkSync(content.to, file);
  }

  /** Commits the files beside what is there, and returns the commit's name. */
  commit(files: Readonly<Record<string, Content>>): string {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
    this.git("add", "--all", "--force");
    this.git("commit", "--quiet", "--allow-empty", "-m", "a commit");
    return this.git("rev-parse", "HEAD");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
