import { randomUUID } from "node:crypto";
import { endGroup, startGroup } from "@actions/core";
import { terminalText, withoutCommands } from "../report/terminal-text.ts";

/** A log that nobody can read is of no use, and the reports have everything. */
const longestLog = 1 << 20;

/**
 * Prints text that quotes judged files in a group of the step's log. The runner is told to obey
 * nothing until it sees a random word, and no line looks like a command either.
 */
export function printGroup(title: string, text: string): void {
  const word = randomUUID();
  startGroup(title);
  const shown = withoutCommands(cut(text)).replace(/\n*$/, "\n");
  process.stdout.write(`::stop-commands::${word}\n${shown}::${word}::\n`);
  endGroup();
}

/** Text from outside as one line that the log shows and the runner does not obey. */
export function logLine(text: string): string {
  return withoutCommands(terminalText(text));
}

function cut(text: string): string {
  if (text.length <= longestLog) return text;
  const end = text.lastIndexOf("\n", longestLog);
  return `${text.slice(0, end < 0 ? longestLog : end)}\n… (cut here; the report files have all of it)\n`;
}
