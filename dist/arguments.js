import { a as parsePodSecurityOption, c as hint, i as parseImages, n as parseFailOn, o as parseSboms, r as parseGate, s as parseShard, t as parseChecks } from "./argument-values.js";
import { d as UsageError, f as messageOf } from "./text.js";
import { C as truncationNotices, Rt as allRules, n as renderInPieces, t as formats } from "./gate.js";
import { parseArgs } from "node:util";
import { closeSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
// src/command/targets.ts
/** The options that name targets, for node's parser of arguments. */
const targetOptions = {
	format: {
		type: "string",
		multiple: true
	},
	output: {
		type: "string",
		multiple: true
	}
};
/** `--format` and `--output` in pairs, in either order; at most one report goes to standard output. */
function targetsOf(tokens) {
	const complete = pairsIn(tokens).map(({ format, file }) => ({
		format: format ?? "text",
		file
	}));
	if (complete.length === 0) return [{
		format: "text",
		file: void 0
	}];
	if (complete.filter(({ file }) => file === void 0).length > 1) throw new UsageError("--format: only one report can go to standard output; give the others an --output FILE");
	const files = complete.flatMap(({ file }) => file ?? []);
	const twice = files.find((file, index) => files.indexOf(file) !== index);
	if (twice !== void 0) throw new UsageError(`--output: ${JSON.stringify(twice)} is named twice`);
	return complete;
}
function pairsIn(tokens) {
	const pairs = [];
	for (const token of tokens) {
		if (token.kind !== "option" || token.value === void 0) continue;
		const last = pairs.at(-1);
		if (token.name === "format") {
			const format = formatOf(token.value);
			if (last !== void 0 && last.format === void 0) last.format = format;
			else pairs.push({
				format,
				file: void 0
			});
		} else if (token.name === "output") {
			if (last !== void 0 && last.file === void 0) last.file = token.value;
			else pairs.push({
				format: void 0,
				file: token.value
			});
		}
	}
	return pairs;
}
function formatOf(text) {
	const format = formats.find((candidate) => candidate === text);
	if (format !== void 0) return format;
	throw new UsageError(`--format: unknown format ${JSON.stringify(text)}${hint(text, formats)}; valid: ${formats.join(", ")}`);
}
/** Writes the outcome to every target, and says on standard error what a SARIF log has no room for. */
async function writeTargets(targets, outcome, console) {
	for (const target of targets) await write(target, outcome, console);
	if (targets.some(({ format }) => format === "sarif")) for (const notice of truncationNotices(outcome.report)) console.warn(notice);
}
async function write({ format, file }, outcome, console) {
	const color = file === void 0 && console.color;
	const pieces = await renderInPieces(format, outcome, {
		color,
		...console.width === void 0 ? {} : { width: console.width },
		rules: allRules,
		category: "portcullis"
	});
	if (file === void 0) {
		for (const batch of batchesOf(pieces)) console.out(batch);
		return;
	}
	try {
		writeBatches(path.resolve(console.workingDirectory, file), batchesOf(pieces));
	} catch (error) {
		throw new UsageError(`--output: ${JSON.stringify(file)} cannot be written: ${messageOf(error)}`, { cause: error });
	}
}
/** Each write is a call to the system, and texts above 128 KiB stay in memory until V8 looks at all of it. */
const batchLength = 32768;
function* batchesOf(pieces) {
	let batch = [];
	let length = 0;
	for (const piece of pieces) {
		batch.push(piece);
		length += piece.length;
		if (length < batchLength) continue;
		yield batch.join("");
		batch = [];
		length = 0;
	}
	if (length > 0) yield batch.join("");
}
function writeBatches(file, batches) {
	const descriptor = openSync(file, "w");
	try {
		for (const batch of batches) writeFileSync(descriptor, batch);
	} finally {
		closeSync(descriptor);
	}
}
// src/command/arguments.ts
const options = {
	policy: {
		type: "string",
		multiple: true
	},
	checks: {
		type: "string",
		multiple: true
	},
	image: {
		type: "string",
		multiple: true
	},
	range: {
		type: "string",
		multiple: true
	},
	"pod-security": {
		type: "string",
		multiple: true
	},
	"fail-on": {
		type: "string",
		multiple: true
	},
	"only-new": { type: "boolean" },
	base: {
		type: "string",
		multiple: true
	},
	gate: {
		type: "string",
		multiple: true
	},
	shard: {
		type: "string",
		multiple: true
	},
	sbom: {
		type: "string",
		multiple: true
	},
	...targetOptions,
	offline: { type: "boolean" },
	"allow-empty": { type: "boolean" }
};
/** Reads the words behind `check`. Throws UsageError with every mistake at once. */
function parseCheckArguments(words) {
	const parsed = wordsOf(words, options);
	const mistakes = [];
	const take = (read) => {
		try {
			return read();
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			mistakes.push(...error.mistakes);
			return;
		}
	};
	const { values, positionals } = parsed;
	const result = {
		paths: positionals,
		policy: take(() => once("policy", values.policy)),
		checks: take(() => parseChecks("--checks", once("checks", values.checks))),
		images: take(() => parseImages("--image", values.image ?? [])) ?? [],
		range: take(() => once("range", values.range)),
		podSecurity: take(() => parsePodSecurityOption("--pod-security", once("pod-security", values["pod-security"]))),
		failOn: take(() => parseFailOn("--fail-on", once("fail-on", values["fail-on"]))),
		onlyNew: values["only-new"] ?? false,
		base: take(() => once("base", values.base)),
		gate: take(() => parseGate("--gate", once("gate", values.gate))),
		shard: take(() => parseShard("--shard", once("shard", values.shard))),
		sbom: take(() => parseSboms("--sbom", values.sbom ?? [])) ?? [],
		targets: take(() => targetsOf(parsed.tokens)) ?? [],
		allowEmpty: values["allow-empty"] ?? false,
		offline: values.offline ?? false
	};
	if (!result.onlyNew) {
		for (const name of ["base", "gate"]) if (values[name] !== void 0) mistakes.push(`--${name}: it has no effect without --only-new`);
	}
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return Object.freeze(result);
}
/** Reads words against options; an unknown option is named together with the one it may have meant. */
function wordsOf(words, known) {
	try {
		return parseArgs({
			args: [...words],
			options: known,
			allowPositionals: true,
			strict: true,
			tokens: true
		});
	} catch (error) {
		const stranger = parseArgs({
			args: [...words],
			options: known,
			allowPositionals: true,
			strict: false,
			tokens: true
		}).tokens.find((token) => token.kind === "option" && !Object.hasOwn(known, token.name));
		if (stranger?.kind !== "option") throw new UsageError(firstSentence(error), { cause: error });
		const names = Object.keys(known).map((name) => `--${name}`);
		throw new UsageError(`unknown option ${JSON.stringify(stranger.rawName)}${hint(stranger.rawName, names)}; valid: ${names.join(", ")}`);
	}
}
function once(name, values) {
	if (values !== void 0 && values.length > 1) throw new UsageError(`--${name} is given ${values.length} times; it takes one value`);
	return values?.[0];
}
function firstSentence(error) {
	const message = error instanceof Error ? error.message : String(error);
	return message.split(/\.\s/)[0] ?? message;
}
export { writeTargets as a, targetsOf as i, wordsOf as n, targetOptions as r, parseCheckArguments as t };
