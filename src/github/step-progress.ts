import { performance } from "node:perf_hooks";
import { info } from "@actions/core";
import type { Progress } from "../progress.ts";
import { terminalText } from "../report/terminal-text.ts";

/** A log grows by a line at most so often. */
const quietMs = 5_000;

/** Progress as lines of the step's log: what is being done, now and then, and whatever is worth keeping. */
export function stepProgress(print: (line: string) => void = info): Progress {
  let last = Number.NEGATIVE_INFINITY;
  return {
    update(text) {
      const now = performance.now();
      if (now - last < quietMs) return;
      last = now;
      print(terminalText(text));
    },
    say: (line) => print(terminalText(line)),
  };
}
