#!/usr/bin/env node
import type { Console } from "./command/console.ts";
import { liveLine } from "./command/live-line.ts";
import { messageOf, UsageError } from "./errors.ts";
import { silent } from "./progress.ts";
import { printable } from "./report/printable.ts";
import { version } from "./version.ts";

const noVerdict = 2;

async function main(words: readonly string[], console: Console): Promise<number> {
  const [command, ...rest] = words;
  switch (command) {
    case "check":
      return (await import("./command/check.ts")).check(rest, console);
    case "merge":
      return (await import("./command/merge.ts")).merge(rest, console);
    case "rules":
      return (await import("./command/rules.ts")).rules(rest, console);
    case "explain":
      return (await import("./command/rules.ts")).explain(rest, console);
    case "init":
      return (await import("./command/init.ts")).init(rest, console);
    case "--version":
      console.out(`${version}\n`);
      return 0;
    case "--help":
    case "-h":
    case "help":
      console.out((await import("./command/help.ts")).help);
      return 0;
    case undefined:
      throw new UsageError("no command given; portcullis --help shows them");
    default:
      throw new UsageError(
        `unknown command ${JSON.stringify(command)}; valid: check, merge, rules, explain, init, --version, --help`,
      );
  }
}

const { stdout, stderr, env } = process;
// One line that is written over; a log would get a line for each step of the way.
const live = stderr.isTTY && env["TERM"] !== "dumb" && env["CI"] === undefined;
const progress = live
  ? liveLine({ write: (text) => void stderr.write(text), columns: stderr.columns })
  : { ...silent, end: () => undefined };

/** A gate must not look open because its own process went wrong: whatever is thrown ends in status 2. */
function fail(thrown: unknown): void {
  progress.end();
  const lines =
    thrown instanceof UsageError ? thrown.mistakes : [`internal error: ${messageOf(thrown)}`];
  for (const line of lines) process.stderr.write(`portcullis: ${printable(line)}\n`);
  if (!(thrown instanceof UsageError) && thrown instanceof Error)
    process.stderr.write(`${printable(thrown.stack ?? "")}\n`);
  process.exitCode = noVerdict;
}

process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.exitCode = noVerdict;

let isCutOff = false;
// A closed pipe or a full disk: whoever reads the status must not take half a report for a verdict.
stdout.on("error", (error) => {
  if (!isCutOff) fail(new UsageError(`standard output cannot be written to: ${error.message}`));
  isCutOff = true;
});
// What cannot be said there changes no verdict.
stderr.on("error", () => undefined);
main(process.argv.slice(2), {
  progress,
  workingDirectory: process.cwd(),
  color: stdout.isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
  width: stdout.isTTY ? stdout.columns : undefined,
  out: (text) => void stdout.write(text),
  warn: (line) => {
    progress.end();
    stderr.write(`portcullis: ${printable(line)}\n`);
  },
}).then((status) => {
  if (!isCutOff) process.exitCode = status;
}, fail);
