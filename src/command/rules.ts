import { allRules, ruleOf } from "../checks/index.ts";
import { UsageError } from "../errors.ts";
import type { Rule } from "../model/rule.ts";
import { hint } from "../hint.ts";
import { wordsOf } from "./arguments.ts";
import type { Console } from "./console.ts";

/** `portcullis rules [--format text|json]`: every rule there is. */
export function rules(words: readonly string[], console: Console): number {
  const { values, positionals } = wordsOf(words, { format: { type: "string" } });
  const format = values.format ?? "text";
  if (positionals.length > 0) {
    throw new UsageError(
      `rules takes no ${JSON.stringify(positionals[0])}; for one rule: portcullis explain ${positionals[0]}`,
    );
  }
  if (format === "json") console.out(`${JSON.stringify(allRules.map(published), null, 2)}\n`);
  else if (format === "text") console.out(table(allRules));
  else
    throw new UsageError(`--format: unknown format ${JSON.stringify(format)}; valid: text, json`);
  return 0;
}

/** `portcullis explain RULE`: one rule, with what to do about it. */
export function explain(words: readonly string[], console: Console): number {
  const { positionals } = wordsOf(words, {});
  const [id] = positionals;
  if (id === undefined || positionals.length > 1)
    throw new UsageError("explain takes one rule, e.g. portcullis explain pod-security/privileged");
  const rule = ruleOf(id);
  if (rule === undefined) {
    const ids = allRules.map((known) => known.id);
    throw new UsageError(
      `unknown rule ${JSON.stringify(id)}${hint(id, ids)}; portcullis rules lists them`,
    );
  }
  console.out(explanation(rule));
  return 0;
}

/** A rule as `rules --format json` prints it: a published shape, without what is only ours. */
export function published(rule: Rule): Rule {
  const {
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
    equivalents,
  } = rule;
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
    equivalents,
  };
}

function table(list: readonly Rule[]): string {
  const width = Math.max(...list.map(({ id }) => id.length));
  return list
    .map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}\n`)
    .join("");
}

function explanation(rule: Rule): string {
  const references = [...namesIn(rule.standards), ...namesIn(rule.equivalents)];
  const parts = [
    `${rule.id} (${rule.severity}, ${rule.check})\n${rule.title}.`,
    rule.rationale,
    `What to do\n${indent(rule.remediation)}`,
    `Instead of\n${indent(rule.example.bad)}`,
    `write\n${indent(rule.example.good)}`,
    ...(rule.kinds.length === 0 ? [] : [`Judges ${rule.kinds.join(", ")}`]),
    ...(references.length === 0 ? [] : [`Known elsewhere as\n${indent(references.join("\n"))}`]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function namesIn(names: Readonly<Record<string, readonly string[] | undefined>>): string[] {
  return Object.entries(names).flatMap(([tool, ids]) =>
    ids === undefined || ids.length === 0 ? [] : [`${tool}: ${ids.join(", ")}`],
  );
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, "  ");
}
