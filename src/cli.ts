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
  const told = command === undefined ? undefined : await helpFor(command, rest);
  if (told !== undefined) {
    console.out(told);
    return 0;
  }
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
    case undefined:
      throw new UsageError("no command given; portcullis --help shows them");
    default:
      throw unknownCommand(command);
  }
}

/** What is asked for by `--help`, `help`, `help COMMAND` or `COMMAND --help`; nothing where none is. */
async function helpFor(command: string, rest: readonly string[]): Promise<string | undefined> {
  const isHelp = ["--help", "-h", "help"].includes(command);
  if (!isHelp && !rest.some((word) => word === "--help" || word === "-h")) return undefined;
  const { asksForHelp, help, helpOn } = await import("./command/help.ts");
  if (!isHelp) return asksForHelp(rest) ? helpOn(command) : undefined;
  const [name] = rest.filter((word) => !word.startsWith("-"));
  if (name === undefined) return help;
  const found = helpOn(name);
  if (found !== undefined) return found;
  throw unknownCommand(name);
}

function unknownCommand(name: string): UsageError {
  return new UsageError(
    `unknown command ${JSON.stringify(name)}; valid: check, merge, rules, explain, init, --version, --help`,
  );
}

const { stdout, stderr, env } = process;
// One line that is written over; a log would get a line for each step of the way.
const live = stderr.isTTY && env["TERM"] !== "dumb" && env["CI"] === undefined;
const progress = live
  ? liveLine({ write: (text) => void stderr.write(text), columns: stderr.columns })
  : { ...silent, end: () => undefined };

let hasFailed = false;

/** A gate must not look open because its own process went wrong: whatever is thrown, wherever, ends in status 2. */
function fail(thrown: unknown): void {
  hasFailed = true;
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

// A closed pipe or a full disk: whoever reads the status must not take half a report for a verdict.
stdout.once("error", (error) => {
  fail(new UsageError(`standard output cannot be written to: ${error.message}`));
  stdout.on("error", () => undefined);
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
  if (!hasFailed) process.exitCode = status;
}, fail);
