#!/usr/bin/env node
import { c as silent, d as UsageError, f as messageOf, l as ungrouped, n as terminalText, t as printable, u as version } from "./text.js";
// src/command/live-line.ts
const clearLine = "\r\x1B[2K";
/**
* Progress as one line of a terminal that is written over again and again. `end` takes it away, so
* that nothing of it is left between the lines of a report.
*/
function liveLine({ write, columns }) {
	let isShown = false;
	const clear = () => {
		if (isShown) write(clearLine);
		isShown = false;
	};
	return {
		update(text) {
			const line = terminalText(text).slice(0, Math.max(10, columns - 1));
			write(`${isShown ? clearLine : ""}${line}`);
			isShown = true;
		},
		say(line) {
			clear();
			write(`${terminalText(line)}\n`);
		},
		group: ungrouped,
		end: clear
	};
}
// src/cli.ts
const noVerdict = 2;
async function main(words, console) {
	const [command, ...rest] = words;
	const told = command === void 0 ? void 0 : await helpFor(command, rest);
	if (told !== void 0) {
		console.out(told);
		return 0;
	}
	switch (command) {
		case "check": return (await import("./check.js")).check(rest, console);
		case "merge": return (await import("./merge.js")).merge(rest, console);
		case "rules": return (await import("./rules.js")).rules(rest, console);
		case "explain": return (await import("./rules.js")).explain(rest, console);
		case "init": return (await import("./init.js")).init(rest, console);
		case "--version":
			console.out(`${version}\n`);
			return 0;
		case void 0: throw new UsageError("no command given; portcullis --help shows them");
		default: throw unknownCommand(command);
	}
}
/** What is asked for by `--help`, `help`, `help COMMAND` or `COMMAND --help`; nothing where none is. */
async function helpFor(command, rest) {
	const isHelp = [
		"--help",
		"-h",
		"help"
	].includes(command);
	if (!isHelp && !rest.some((word) => word === "--help" || word === "-h")) return void 0;
	const { asksForHelp, help, helpOn } = await import("./help.js");
	if (!isHelp) return asksForHelp(rest) ? helpOn(command) : void 0;
	const [name] = rest.filter((word) => !word.startsWith("-"));
	if (name === void 0) return help;
	const found = helpOn(name);
	if (found !== void 0) return found;
	throw unknownCommand(name);
}
function unknownCommand(name) {
	return new UsageError(`unknown command ${JSON.stringify(name)}; valid: check, merge, rules, explain, init, --version, --help`);
}
const { stdout, stderr, env } = process;
const progress = stderr.isTTY && env["TERM"] !== "dumb" && env["CI"] === void 0 ? liveLine({
	write: (text) => void stderr.write(text),
	columns: stderr.columns
}) : {
	...silent,
	end: () => void 0
};
let hasFailed = false;
/** A gate must not look open because its own process went wrong: whatever is thrown, wherever, ends in status 2. */
function fail(thrown) {
	hasFailed = true;
	progress.end();
	const lines = thrown instanceof UsageError ? thrown.mistakes : [`internal error: ${messageOf(thrown)}`];
	for (const line of lines) process.stderr.write(`portcullis: ${printable(line)}\n`);
	if (!(thrown instanceof UsageError) && thrown instanceof Error) process.stderr.write(`${printable(thrown.stack ?? "")}\n`);
	process.exitCode = noVerdict;
}
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.exitCode = noVerdict;
stdout.once("error", (error) => {
	fail(new UsageError(`standard output cannot be written to: ${error.message}`));
	stdout.on("error", () => void 0);
});
stderr.on("error", () => void 0);
main(process.argv.slice(2), {
	progress,
	workingDirectory: process.cwd(),
	color: stdout.isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
	width: stdout.isTTY ? stdout.columns : void 0,
	out: (text) => void stdout.write(text),
	warn: (line) => {
		progress.end();
		stderr.write(`portcullis: ${printable(line)}\n`);
	}
}).then((status) => {
	if (!hasFailed) process.exitCode = status;
}, fail);
export {};
