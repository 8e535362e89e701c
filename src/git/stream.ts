import { spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { messageOf } from "../errors.ts";
import { cappedOutput } from "../process/capped-output.ts";
import type { Ending } from "../process/ending.ts";
import { findExecutable } from "../process/executable.ts";
import { endWithUs, release, signalGroup } from "../process/group.ts";
import { GitError } from "./error.ts";
import { gitInvocation, type GitOptions } from "./git.ts";

export interface StreamOptions extends Pick<GitOptions, "folder"> {
  /** Lines for git's standard input, written as fast as git reads them. */
  readonly lines: Iterable<string>;
  /** After this long without a byte git is ended. */
  readonly idleMs?: number;
}

const stderrLimit = 64 << 10;
const defaultIdleMs = 120_000;

/**
 * Runs git and hands on what it writes as it comes, holding no more than a pipe's worth; git is ended
 * when the consumer stops early. Throws GitError `git-failed` when git stalls or fails.
 */
export async function* gitOutput(
  args: readonly string[],
  options: StreamOptions,
): AsyncGenerator<Buffer, void, undefined> {
  const { folder, lines, idleMs = defaultIdleMs } = options;
  const invocation = gitInvocation(args, { folder });
  const child = spawn(await executable(invocation.environment), invocation.args, {
    cwd: tmpdir(),
    env: invocation.environment,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    detached: process.platform !== "win32",
  });
  endWithUs(child);
  const ending = exitOf(child);
  // It is awaited below, unless the consumer stops first.
  ending.catch(() => undefined);
  const stderr = cappedOutput(child.stderr, stderrLimit);
  child.stdin.on("error", () => undefined);
  Readable.from(inChunks(lines)).pipe(child.stdin);
  let isWaiting = true;
  let stalled = false;
  const stall = setTimeout(() => {
    // A slow consumer is not git's fault.
    if (!isWaiting) return stall.refresh();
    stalled = true;
    return signalGroup(child, "SIGKILL");
  }, idleMs);
  try {
    for await (const chunk of child.stdout) {
      isWaiting = false;
      yield chunk as Buffer;
      isWaiting = true;
      stall.refresh();
    }
    const { status, signal } = await ending;
    if (status === 0) return;
    const how = stalled ? `wrote nothing for ${idleMs / 1000} s` : `ended with ${status ?? signal}`;
    throw new GitError("git-failed", `git ${args[0]} ${how}: ${firstLine(stderr())}`);
  } catch (cause) {
    if (cause instanceof GitError) throw cause;
    throw new GitError("git-failed", `git ${args[0]} failed: ${messageOf(cause)}`, { cause });
  } finally {
    clearTimeout(stall);
    if (child.exitCode === null && child.signalCode === null) signalGroup(child, "SIGKILL");
    release(child);
  }
}

/** Not when its pipes are closed: a slow consumer still reads what git wrote before it ended. */
function exitOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (status, signal) => resolve({ status, signal }));
  });
}

async function executable(environment: Parameters<typeof findExecutable>[1]): Promise<string> {
  try {
    return await findExecutable("git", environment);
  } catch (cause) {
    throw new GitError("git-failed", messageOf(cause), { cause });
  }
}

/** A write for every line would cost more than git's work. */
function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < 1 << 15) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

function firstLine(text: Buffer): string {
  return text.toString("utf8").split("\n", 1)[0]?.slice(0, 300) ?? "";
}
