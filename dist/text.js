// src/errors.ts
/**
* A mistake of the caller's: bad usage, a bad policy, nothing to judge. The message names the input,
* its value and what would be valid; the run ends without a verdict (exit status 2).
*/
var UsageError = class extends Error {
	name = "UsageError";
	/** One line for each mistake; all of them are shown. */
	mistakes;
	constructor(mistakes, options) {
		const list = typeof mistakes === "string" ? [mistakes] : mistakes;
		super(list.join("\n"), options);
		this.mistakes = list;
	}
};
/** The message of anything that was thrown, Error or not. */
function messageOf(thrown) {
	return thrown instanceof Error ? thrown.message : String(thrown);
}
// src/version.ts
/** The version of this program, from its package manifest. */
const version = "0.1.0";
// src/progress.ts
const nothing = () => void 0;
/** Does the work of a group and shows nothing of it. */
const ungrouped = (_, work) => work(nothing);
/** Says nothing. */
const silent = {
	update: nothing,
	say: nothing,
	group: ungrouped
};
// src/report/visible-text.ts
/**
* What a terminal, a browser or a log would act on or not show: controls, escape sequences, marks of
* direction, zero-width and other invisible characters, line breaks, lone surrogates.
*/
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const shortNames = {
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
/** The text on one line with every invisible character spelt out, e.g. `\x1b` or `\u202e`. */
function visibleText(text) {
	return text.replace(invisible, (character) => shortNames[character] ?? escaped(character));
}
/** Whether `jsonEscaped` or a break of `##` would change the text; printable ASCII is told apart fast. */
function needsEscape(text) {
	return /[^ -~]|##/.test(text) && (text.includes("##") || text.search(invisible) >= 0);
}
/** The same without the line feed, which serialised JSON has many of and which is no part of a text in it. */
const invisibleInJson = /[\0-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Serialised JSON with the same characters as escapes, which mean the same to whoever reads it. */
function jsonEscaped(json) {
	return json.replace(invisibleInJson, utf16Escapes);
}
function escaped(character) {
	const code = character.codePointAt(0) ?? 0;
	const digits = code.toString(16);
	if (code < 256) return `\\x${digits.padStart(2, "0")}`;
	return code < 65536 ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
}
function utf16Escapes(character) {
	return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
}
/** The text with words and the whole cut at `…`; a long word keeps its beginning and its end. */
function shortened(text, { word, total }) {
	if (text.length <= word) return text;
	const longWord = new RegExp(`\\S{${word + 1},}`, "g");
	const cut = text.replace(longWord, (long) => {
		const head = Math.floor(word * 2 / 3);
		return `${headOf(long, head)}…${tailOf(long, word - head - 1)}`;
	});
	return cut.length <= total ? cut : `${headOf(cut, total - 1)}…`;
}
/** The first `length` code units, less one where a surrogate pair would be torn. */
function headOf(text, length) {
	return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}
/** The last `length` code units, less one where a surrogate pair would be torn. */
function tailOf(text, length) {
	return text.slice(text.length - length).replace(/^[\udc00-\udfff]/, "");
}
// src/report/terminal-text.ts
const bounds = {
	word: 240,
	total: 1200
};
/** Text of unknown origin as one line that a terminal shows and does not obey, cut at a sane length. */
function terminalText(text) {
	return shortened(visibleText(text), bounds);
}
/** Colours of our own may stand between the start of a line and what follows. */
const commandAtStart = new RegExp(`^((?:\\s|${String.fromCharCode(27)}\\[[0-9;]*m)*)::`);
const commandAnywhere = /##(?=[A-Za-z]*\[)/g;
/**
* A whole output in which no line is a command to the runner of a workflow: `::name::` counts at the
* start of a line, `##[name]` and `##vso[name]` anywhere in it.
*/
function withoutCommands(output) {
	return output.split("\n").map((line) => line.replace(commandAnywhere, "#\\#").replace(commandAtStart, "$1\\::")).join("\n");
}
// src/report/printable.ts
/** Text of several lines that a terminal shows and neither it nor a workflow runner obeys. */
function printable(text) {
	return withoutCommands(text.split("\n").map(visibleText).join("\n"));
}
export { needsEscape as a, silent as c, UsageError as d, messageOf as f, jsonEscaped as i, ungrouped as l, terminalText as n, shortened as o, withoutCommands as r, visibleText as s, printable as t, version as u };
