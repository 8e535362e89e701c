import { performance } from "node:perf_hooks";
import { endGroup, info, startGroup } from "@actions/core";
import type { Progress } from "../progress.ts";
import { logLine } from "./log.ts";

/** The log of a step as the runner shows it. */
export interface StepLog {
  readonly info: (line: string) => void;
  readonly startGroup: (title: string) => void;
  readonly endGroup: () => void;
}

/** A log grows by an update at most so often. */
const quietMs = 5_000;
/** Nobody reads on; together with all other lines these are some 500. */
const mostUpdates = 100;
const mostParts = 400;

/**
 * Progress as lines of the step's log: what is being done, now and then, whatever is worth keeping, and
 * work of many parts as a group with a line for each part.
 */
export function stepProgress(log: StepLog = { info, startGroup, endGroup }): Progress {
  let last = Number.NEGATIVE_INFINITY;
  let updates = 0;
  let parts = 0;
  return {
    update(text) {
      const now = performance.now();
      if (now - last < quietMs || updates === mostUpdates) return;
      last = now;
      updates++;
      log.info(logLine(text));
    },
    say: (line) => log.info(logLine(line)),
    async group(title, work) {
      let untold = 0;
      log.startGroup(logLine(title));
      try {
        return await work((line) => {
          if (parts === mostParts) untold++;
          else {
            parts++;
            log.info(logLine(line));
          }
        });
      } finally {
        if (untold > 0) log.info(`… and ${untold} more`);
        log.endGroup();
      }
    },
  };
}
