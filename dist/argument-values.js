import { d as UsageError } from "./text.js";
import { Bn as checkNames, Jn as nearest, Ln as failLines, Wn as parsePodSecurity, pr as parseImageReference, v as sbomFormats, zn as gates } from "./gate.js";
// src/hint.ts
/** ` (did you mean "manifests"?)`, or nothing where no known word is near. */
function hint(word, known) {
	const near = nearest(word, known);
	return near === void 0 ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
}
// src/argument-values.ts
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
	const given = `${input}: ${JSON.stringify(text.slice(0, 1200))}`;
	const valid = "REF nor NAME=REF, e.g. web=ghcr.io/acme/web@sha256:…";
	if (reference === "" || name === "") return { mistake: `${given} is neither ${valid}` };
	const parsed = parseImageReference(reference);
	if (parsed.kind === "image") return {
		name,
		reference
	};
	return { mistake: `${given} is neither ${valid}: ${parsed.reason}` };
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
	throw new UsageError(`${input}: ${JSON.stringify(text)} is not a shard; valid: 1/N to N/N with N up to 256, e.g. 2/5`);
}
/** FORMAT=FOLDER one by one, each once. */
function parseSboms(input, texts) {
	const orders = /* @__PURE__ */ new Map();
	const mistakes = [];
	for (const text of texts) {
		const [name = "", ...rest] = text.split("=");
		const folder = rest.join("=");
		const format = sbomFormats.find((candidate) => candidate === name);
		if (format !== void 0 && folder !== "" && !/\p{Cc}/u.test(folder)) orders.set(text, {
			format,
			folder
		});
		else mistakes.push(`${input}: ${JSON.stringify(text)}${format === void 0 ? hint(name, sbomFormats) : ""}; valid: FORMAT=FOLDER with the formats ${sbomFormats.join(", ")}`);
	}
	if (mistakes.length > 0) throw new UsageError(mistakes);
	return [...orders.values()];
}
/** LEVEL or LEVEL:VERSION; `undefined` where nothing was given. */
function parsePodSecurityOption(input, text) {
	if (text === void 0) return void 0;
	const target = parsePodSecurity(text);
	if ("mistake" in target) throw new UsageError(`${input}: ${target.mistake}`);
	return target;
}
export { parsePodSecurityOption as a, hint as c, parseImages as i, parseFailOn as n, parseSboms as o, parseGate as r, parseShard as s, parseChecks as t };
