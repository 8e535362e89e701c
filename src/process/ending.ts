import type { ChildProcess } from "node:child_process";
import { signalGroup } from "./group.ts";

/** How a child ended: by itself with a status, or by a signal. */
export interface Ending {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How long a process that left the group may hold the child's pipes open. */
const pipeGraceMs = 1_000;

/**
 * Settles when the child has ended and its pipes are closed. Whatever it left running in its group
 * is ended first; a process that left the group does not hold us up.
 */
export function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let giveUp: NodeJS.Timeout | undefined;
    child.on("error", reject);
    child.on("exit", (status, signal) => {
      signalGroup(child, "SIGKILL");
      giveUp = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ status, signal });
      }, pipeGraceMs);
    });
    child.on("close", (status, signal) => {
      clearTimeout(giveUp);
      resolve({ status, signal });
    });
  });
}
