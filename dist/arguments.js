import { d as messageOf, u as UsageError } from "./text.js";
import { Qt as nearest, _ as sbomFormats, _n as failLines, _t as gates, an as checkNames, b as truncationNotices, g as renderInPieces, h as formats, ln as allRules, yt as parsePodSecurity } from "./gate.js";
import { parseArgs } from "node:util";
import { closeSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
// src/command/hint.ts
/** ` (did you mean "manifests"?)`, or nothing where no known word is near. */
function hint(word, known) {
	const near = nearest(word, known);
	return near === void 0 ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
}
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
		sbom: take(() => parseSbom("--sbom", once("sbom", values.sbom))),
		targets: take(() => targetsOf(parsed.tokens)) ?? [],
		allowEmpty: values["allow-empty"] ?? false,
		offline: values.offline ?? false
	};
	if (!result.onlyNew) {
		for (const name of ["base", "gate"]) if (values[name] !== void 0) mistakes.push(`--${name}: it is of no use without --only-new`);
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
/** A comma-separated list of checks; `undefined` where nothing was given. */
function parseChecks(input, text) {
	if (text === void 0) return void 0;
	const names = text.split(",").map((name) => name.trim());
	const wrong = names.filter((name) => !checkNames.includes(name));
	if (wrong.length > 0) throw new UsageError(wrong.map((name) => `${input}: unknown check ${JSON.stringify(name)}${hint(name, checkNames)}; this version has: ${checkNames.join(", ")}`));
	return checkNames.filter((name) => names.includes(name));
}
/** Images one by one; a name that is given twice would leave open which of the two is run. */
function parseImages(input, texts) {
	const mistakes = [];
	const images = /* @__PURE__ */ new Map();
	for (const text of texts) {
		const image = parseImage(input, text);
		if ("mistake" in image) {
			mistakes.push(image.mistake);
			continue;
		}
		const key = image.name === void 0 ? `=${image.reference}` : image.name;
		const earlier = images.get(key);
		if (earlier !== void 0 && earlier.reference !== image.reference) mistakes.push(`${input}: ${JSON.stringify(key)} is given twice, as ${earlier.reference} and as ${image.reference}`);
		images.set(key, image);
	}
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return [...images.values()];
}
/** `REF`, or `NAME=REF` for the reference that stands in for a name in the files. */
function parseImage(input, text) {
	const equals = text.indexOf("=");
	const name = equals < 0 ? void 0 : text.slice(0, equals).trim();
	const reference = text.slice(equals + 1).trim();
	if (reference === "" || name === "") return { mistake: `${input}: ${JSON.stringify(text)} is neither REF nor NAME=REF, e.g. web=ghcr.io/acme/web@sha256:…` };
	return {
		name,
		reference
	};
}
/** A severity at and above which findings fail; `undefined` where nothing was given. */
function parseFailOn(input, text) {
	if (text === void 0) return void 0;
	const line = failLines.find((candidate) => candidate === text);
	if (line === void 0) throw new UsageError(`${input}: unknown severity ${JSON.stringify(text)}${hint(text, failLines)}; valid: ${failLines.join(", ")}`);
	return line;
}
/** Which findings can fail; `undefined` where nothing was given. */
function parseGate(input, text) {
	if (text === void 0) return void 0;
	const gate = gates.find((candidate) => candidate === text);
	if (gate !== void 0) return gate;
	throw new UsageError(`${input}: unknown gate ${JSON.stringify(text)}${hint(text, gates)}; valid: ${gates.join(", ")}`);
}
/** `2/5`: the second of five shards; `undefined` where nothing was given. */
function parseShard(input, text) {
	if (text === void 0) return void 0;
	const [, index = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
	if (index >= 1 && index <= of && of <= 256) return {
		index,
		of
	};
	throw new UsageError(`${input}: ${JSON.stringify(text)} is no shard; valid: 1/N to N/N with N up to 256, e.g. 2/5`);
}
/** FORMAT=FOLDER; `undefined` where nothing was given. */
function parseSbom(input, text) {
	if (text === void 0) return void 0;
	const [name = "", ...rest] = text.split("=");
	const folder = rest.join("=");
	const format = sbomFormats.find((candidate) => candidate === name);
	if (format !== void 0 && folder !== "") return {
		format,
		folder
	};
	throw new UsageError(`${input}: ${JSON.stringify(text)}${hint(name, sbomFormats)}; valid: FORMAT=FOLDER with the formats ${sbomFormats.join(", ")}`);
}
/** LEVEL or LEVEL:VERSION; `undefined` where nothing was given. */
function parsePodSecurityOption(input, text) {
	if (text === void 0) return void 0;
	const target = parsePodSecurity(text);
	if ("mistake" in target) throw new UsageError(`${input}: ${target.mistake}`);
	return target;
}
function once(name, values) {
	if (values !== void 0 && values.length > 1) throw new UsageError(`--${name} is given ${values.length} times; it takes one value`);
	return values?.[0];
}
function firstSentence(error) {
	const message = error instanceof Error ? error.message : String(error);
	return message.split(/\.\s/)[0] ?? message;
}
export { parsePodSecurityOption as a, wordsOf as c, writeTargets as d, parseImages as i, targetOptions as l, parseChecks as n, parseSbom as o, parseFailOn as r, parseShard as s, parseCheckArguments as t, targetsOf as u };
