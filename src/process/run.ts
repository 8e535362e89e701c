import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from "node:child_process";
import { stat } from "node:fs/promises";
import { messageOf } from "../errors.ts";
import { cappedFile } from "./capped-file.ts";
import { cappedOutput } from "./capped-output.ts";
import { endingOf, type Ending } from "./ending.ts";
import type { Environment } from "./environment.ts";
import { ProcessError } from "./error.ts";
import { findExecutable } from "./executable.ts";
import { endWithUs, release, signalGroup } from "./group.ts";

/** How a child is run. There is no default environment: whoever starts a child says what it may know. */
export interface RunOptions {
  readonly environment: Environment;
  readonly cwd: string;
  /** After this the child is told to end, and two seconds later ended. */
  readonly timeoutMs: number;
  readonly stdin?: string | Uint8Array;
  /** More bytes on standard output than this are an error; 1 MiB unless told. */
  readonly stdoutLimit?: number;
  /** Standard error is cut here; 64 KiB unless told. */
  readonly stderrLimit?: number;
  /** The exit statuses that are results; only 0 unless told. */
  readonly statuses?: readonly number[];
  /** Ends the child as its deadline does. */
  readonly signal?: AbortSignal;
  /** The path of a new file for standard output, within the same bound; nothing of it is then kept in memory. */
  readonly stdoutFile?: string;
}

export interface Finished {
  readonly status: number;
  /** Empty where it went into a file. */
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Whether more was said on standard error than is kept. */
  readonly isStderrCut: boolean;
}

/** Between asking a child to end and ending it. */
const graceMs = 2_000;
const defaultStdoutLimit = 1 << 20;
const defaultStderrLimit = 64 << 10;

/**
 * Runs a program without a shell and returns when it and every process of its group have ended.
 * Throws a ProcessError when it cannot be started, overruns a bound, or ends in a way not allowed.
 */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Finished> {
  const executable = await findExecutable(program, options.environment);
  await requireFolder(options.cwd);
  if (options.signal?.aborted === true) throw overrunError(program, "called-off", "", options);
  const child = start(executable, args, options);
  const overrun = watch(child, options);
  const output = outputOf(child, options, () => overrun.stop("output-too-large"));
  let isStderrCut = false;
  const stderr = cappedOutput(child.stderr, options.stderrLimit ?? defaultStderrLimit, () => {
    isStderrCut = true;
  });
  feed(child, options.stdin);
  try {
    const ending = await endingOf(child);
    const said = stderr().toString("utf8");
    const why = overrun.reason();
    if (why !== undefined) throw overrunError(program, why, said, options);
    // A child whose output cannot be written fails for that reason.
    const stdout = await output();
    const status = statusOf(program, ending, said, options);
    return { status, stdout, stderr: said, isStderrCut };
  } catch (cause) {
    throw cause instanceof ProcessError ? cause : couldNotStart(program, cause);
  } finally {
    overrun.end();
    release(child);
  }
}

/** What the child wrote on its standard output: at hand, or in the caller's file. */
function outputOf(
  { stdout }: ChildProcessWithoutNullStreams,
  { stdoutFile, stdoutLimit: limit = defaultStdoutLimit }: RunOptions,
  onOverflow: () => void,
): () => Buffer | Promise<Buffer> {
  if (stdoutFile === undefined) return cappedOutput(stdout, limit, onOverflow);
  const written = cappedFile(stdout, stdoutFile, { limit, onOverflow });
  return async () => {
    try {
      await written;
    } catch (cause) {
      const message = `its output could not be written to ${stdoutFile}: ${messageOf(cause)}`;
      throw new ProcessError("failed", message, "", { cause });
    }
    return Buffer.alloc(0);
  };
}

async function requireFolder(cwd: string): Promise<void> {
  // The system reports a missing folder as if the program were missing.
  const isFolder = await stat(cwd).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new ProcessError("failed", `there is no folder ${cwd} to run in`);
}

function start(
  executable: string,
  args: readonly string[],
  options: RunOptions,
): ChildProcessWithoutNullStreams {
  let child;
  try {
    child = spawn(executable, args, {
      cwd: options.cwd,
      env: options.environment,
      stdio: ["pipe", "pipe", "pipe"],
      shell: false,
      windowsHide: true,
      // Its own process group, so that what it starts can be ended with it.
      detached: process.platform !== "win32",
    });
  } catch (cause) {
    throw couldNotStart(executable, cause);
  }
  endWithUs(child);
  return child;
}

type Overrun = "timed-out" | "output-too-large" | "called-off";

/** Ends the child at its deadline or when told to, gently first, and remembers why. */
function watch(child: ChildProcess, { timeoutMs, signal }: RunOptions): Watch {
  let reason: Overrun | undefined;
  let kill: NodeJS.Timeout | undefined;
  const stop = (why: Overrun): void => {
    if (reason !== undefined) return;
    reason = why;
    signalGroup(child, "SIGTERM");
    kill = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
  };
  const deadline = setTimeout(() => stop("timed-out"), timeoutMs);
  const callOff = (): void => stop("called-off");
  signal?.addEventListener("abort", callOff, { once: true });
  return {
    stop,
    reason: () => reason,
    end: () => {
      signal?.removeEventListener("abort", callOff);
      clearTimeout(deadline);
      clearTimeout(kill);
    },
  };
}

interface Watch {
  readonly stop: (why: Overrun) => void;
  readonly reason: () => Overrun | undefined;
  readonly end: () => void;
}

function feed(child: ChildProcessWithoutNullStreams, stdin: string | Uint8Array | undefined): void {
  // A child may end without reading all of it; how it ends says whether that was right.
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin ?? "");
}

function overrunError(
  program: string,
  why: Overrun,
  stderr: string,
  options: RunOptions,
): ProcessError {
  const messages: Readonly<Record<Overrun, string>> = {
    "timed-out": `${program} did not end within ${options.timeoutMs / 1000} s`,
    "output-too-large": `${program} wrote more than ${options.stdoutLimit ?? defaultStdoutLimit} bytes`,
    "called-off": `${program} was called off`,
  };
  return new ProcessError(why, messages[why], stderr);
}

function statusOf(program: string, ending: Ending, stderr: string, options: RunOptions): number {
  const { status, signal } = ending;
  if (status === null) {
    throw new ProcessError("killed", `${program} was ended by ${signal ?? "a signal"}`, stderr);
  }
  if (!(options.statuses ?? [0]).includes(status)) {
    throw new ProcessError("failed", `${program} ended with status ${status}`, stderr);
  }
  return status;
}

function couldNotStart(program: string, cause: unknown): ProcessError {
  const message = `${program} could not be started: ${messageOf(cause)}`;
  return new ProcessError("failed", message, "", { cause });
}
