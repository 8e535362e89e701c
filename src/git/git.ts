import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { cleanEnvironment, type Environment } from "../process/environment.ts";
import { run, type Finished } from "../process/run.ts";

export interface GitOptions {
  /** The repository's folder: a work tree or a bare repository. */
  readonly folder: string;
  readonly timeoutMs?: number;
  readonly stdin?: string;
  readonly stdoutLimit?: number;
  /** The transports that git may use, as GIT_ALLOW_PROTOCOL lists them; none unless told. */
  readonly protocols?: string;
  /** Further variables for git; configuration given here does not show in the list of processes. */
  readonly environment?: Environment;
  /** The exit statuses that are results; only 0 unless told. */
  readonly statuses?: readonly number[];
}

/**
 * What the repository's own configuration must not decide. `safe.directory` lets git read a checkout
 * that belongs to another user, as in containers: the commands used here run nothing of it.
 */
const settings = [
  "--no-replace-objects",
  "--literal-pathspecs",
  "-c",
  "safe.directory=*",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.commitGraph=false",
];

/** What git is started with: its arguments behind our settings, and nothing but our own environment. */
export interface GitInvocation {
  readonly args: readonly string[];
  readonly environment: Environment;
}

/** The one way to start git: no configuration of the user's, the system's or the environment's, no prompts, no transports. */
export function gitInvocation(args: readonly string[], options: GitOptions): GitInvocation {
  return {
    args: [...settings, "-C", options.folder, ...args],
    environment: cleanEnvironment({
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_ATTR_NOSYSTEM: "1",
      GIT_TERMINAL_PROMPT: "0",
      GIT_NO_LAZY_FETCH: "1",
      GIT_NO_REPLACE_OBJECTS: "1",
      // The folder itself is the repository, not one around it.
      GIT_CEILING_DIRECTORIES: dirname(options.folder),
      GIT_ALLOW_PROTOCOL: options.protocols ?? "none",
      ...options.environment,
    }),
  };
}

/** Runs git and returns what it wrote. Throws ProcessError. */
export function git(args: readonly string[], options: GitOptions): Promise<Finished> {
  const invocation = gitInvocation(args, options);
  return run("git", invocation.args, {
    environment: invocation.environment,
    cwd: tmpdir(),
    timeoutMs: options.timeoutMs ?? 30_000,
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    ...(options.stdoutLimit === undefined ? {} : { stdoutLimit: options.stdoutLimit }),
    ...(options.statuses === undefined ? {} : { statuses: options.statuses }),
  });
}
