import { l as UsageError } from "./text.js";
import { G as checkNames, I as parsePodSecurity, J as nearest, Z as failLines, u as formats } from "./gate.js";
import { parseArgs } from "node:util";
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
	format: {
		type: "string",
		multiple: true
	},
	output: {
		type: "string",
		multiple: true
	},
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
		targets: take(() => targetsOf(parsed)) ?? [],
		allowEmpty: values["allow-empty"] ?? false,
		offline: values.offline ?? false
	};
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
/** LEVEL or LEVEL:VERSION; `undefined` where nothing was given. */
function parsePodSecurityOption(input, text) {
	if (text === void 0) return void 0;
	const target = parsePodSecurity(text);
	if ("mistake" in target) throw new UsageError(`${input}: ${target.mistake}`);
	return target;
}
/** `--format` and `--output` in pairs, in either order; at most one report goes to standard output. */
function targetsOf({ tokens }) {
	const targets = [];
	for (const token of tokens) {
		if (token.kind !== "option" || token.value === void 0) continue;
		const last = targets.at(-1);
		if (token.name === "format") {
			const format = formatOf(token.value);
			if (last !== void 0 && last.format === void 0) last.format = format;
			else targets.push({
				format,
				file: void 0
			});
		} else if (token.name === "output") {
			if (last !== void 0 && last.file === void 0) last.file = token.value;
			else targets.push({
				format: void 0,
				file: token.value
			});
		}
	}
	const complete = targets.map(({ format, file }) => ({
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
function formatOf(text) {
	const format = formats.find((candidate) => candidate === text);
	if (format !== void 0) return format;
	throw new UsageError(`--format: unknown format ${JSON.stringify(text)}${hint(text, formats)}; valid: ${formats.join(", ")}`);
}
function once(name, values) {
	if (values !== void 0 && values.length > 1) throw new UsageError(`--${name} is given ${values.length} times; it takes one value`);
	return values?.[0];
}
function hint(word, known) {
	const near = nearest(word, known);
	return near === void 0 ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
}
function firstSentence(error) {
	const message = error instanceof Error ? error.message : String(error);
	return message.split(/\.\s/)[0] ?? message;
}
export { parsePodSecurityOption as a, parseImages as i, parseChecks as n, wordsOf as o, parseFailOn as r, parseCheckArguments as t };
