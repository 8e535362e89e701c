#!/usr/bin/env node
import { c as version, l as UsageError, t as printable, u as messageOf } from "./text.js";
// src/cli.ts
const noVerdict = 2;
async function main(words, console) {
	const [command, ...rest] = words;
	switch (command) {
		case "check": return (await import("./check.js")).check(rest, console);
		case "rules": return (await import("./rules.js")).rules(rest, console);
		case "explain": return (await import("./rules.js")).explain(rest, console);
		case "init": return (await import("./init.js")).init(rest, console);
		case "--version":
			console.out(`${version}\n`);
			return 0;
		case "--help":
		case "-h":
		case "help":
			console.out((await import("./help.js")).help);
			return 0;
		case void 0: throw new UsageError("no command given; portcullis --help shows them");
		default: throw new UsageError(`unknown command ${JSON.stringify(command)}; valid: check, rules, explain, init, --version, --help`);
	}
}
/** A gate must not look open because its own process went wrong: whatever is thrown ends in status 2. */
function fail(thrown) {
	const lines = thrown instanceof UsageError ? thrown.mistakes : [`internal error: ${messageOf(thrown)}`];
	for (const line of lines) process.stderr.write(`portcullis: ${printable(line)}\n`);
	if (!(thrown instanceof UsageError) && thrown instanceof Error) process.stderr.write(`${printable(thrown.stack ?? "")}\n`);
	process.exitCode = noVerdict;
}
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.exitCode = noVerdict;
const { stdout, stderr, env } = process;
let isCutOff = false;
stdout.on("error", (error) => {
	if (!isCutOff) fail(new UsageError(`standard output cannot be written to: ${error.message}`));
	isCutOff = true;
});
stderr.on("error", () => void 0);
main(process.argv.slice(2), {
	workingDirectory: process.cwd(),
	color: stdout.isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
	width: stdout.isTTY ? stdout.columns : void 0,
	out: (text) => void stdout.write(text),
	warn: (line) => void stderr.write(`portcullis: ${printable(line)}\n`)
}).then((status) => {
	if (!isCutOff) process.exitCode = status;
}, fail);
export {};
