import { Bt as ruleOf, Rt as allRules } from "./gate.js";
import { d as UsageError } from "./text.js";
import { c as hint } from "./argument-values.js";
import { n as wordsOf } from "./arguments.js";
// src/command/rules.ts
/** `portcullis rules [--format text|json]`: every rule there is. */
function rules(words, console) {
	const { values, positionals } = wordsOf(words, { format: { type: "string" } });
	const format = values.format ?? "text";
	if (positionals.length > 0) throw new UsageError(`rules takes no ${JSON.stringify(positionals[0])}; for one rule: portcullis explain ${positionals[0]}`);
	if (format === "json") console.out(`${JSON.stringify(allRules.map(published), null, 2)}\n`);
	else if (format === "text") console.out(table(allRules));
	else throw new UsageError(`--format: unknown format ${JSON.stringify(format)}; valid: text, json`);
	return 0;
}
/** `portcullis explain RULE`: one rule, with what to do about it. */
function explain(words, console) {
	const { positionals } = wordsOf(words, {});
	const [id] = positionals;
	if (id === void 0 || positionals.length > 1) throw new UsageError("explain takes one rule, e.g. portcullis explain pod-security/privileged");
	const rule = ruleOf(id);
	if (rule === void 0) {
		const ids = allRules.map((known) => known.id);
		throw new UsageError(`unknown rule ${JSON.stringify(id)}${hint(id, ids)}; portcullis rules lists them`);
	}
	console.out(explanation(rule));
	return 0;
}
/** A rule as `rules --format json` prints it: a published shape, without what is only ours. */
function published(rule) {
	const { id, check, title, severity, rationale, remediation, example, kinds, source, standards, equivalents } = rule;
	return {
		id,
		check,
		title,
		severity,
		rationale,
		remediation,
		example,
		kinds,
		source,
		standards,
		equivalents
	};
}
function table(list) {
	const width = Math.max(...list.map(({ id }) => id.length));
	return list.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}\n`).join("");
}
function explanation(rule) {
	const references = [...namesIn(rule.standards), ...namesIn(rule.equivalents)];
	return `${[
		`${rule.id} (${rule.severity}, ${rule.check})\n${rule.title}.`,
		rule.rationale,
		`What to do\n${indent(rule.remediation)}`,
		`Instead of\n${indent(rule.example.bad)}`,
		`write\n${indent(rule.example.good)}`,
		...rule.kinds.length === 0 ? [] : [`Judges ${rule.kinds.join(", ")}`],
		...references.length === 0 ? [] : [`Known elsewhere as\n${indent(references.join("\n"))}`]
	].join("\n\n")}\n`;
}
function namesIn(names) {
	return Object.entries(names).flatMap(([tool, ids]) => ids === void 0 || ids.length === 0 ? [] : [`${tool}: ${ids.join(", ")}`]);
}
function indent(text) {
	return text.trimEnd().replaceAll(/^(?=.)/gm, "  ");
}
export { explain, rules };
