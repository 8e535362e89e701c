import { appendFileSync, statSync } from "node:fs";
import { warning } from "@actions/core";
import { messageOf } from "../errors.ts";
import { terminalText } from "../report/terminal-text.ts";

/** GitHub drops a step's summary above this as a whole. */
const limitBytes = 1 << 20;
/** Kept free, so that a line of the runner's own does not tip the scale. */
const marginBytes = 16 << 10;

/**
 * Writes the summary of the step; `render` is told how many bytes it may use. What cannot be written
 * is a warning in the log and changes nothing else.
 */
export function writeSummary(render: (limitBytes: number) => string): void {
  const file = process.env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file === "") return;
  try {
    const room = limitBytes - marginBytes - sizeOf(file);
    const text = room > 0 ? render(room) : "";
    if (room <= 0 || Buffer.byteLength(text) > room) {
      warning(
        "The summary is too large for GitHub and was left out; the report files have all of it.",
      );
      return;
    }
    appendFileSync(file, text);
  } catch (error) {
    warning(`The summary could not be written: ${terminalText(messageOf(error))}`);
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
