import type { ReportingDescriptor } from "sarif";
import type { Rule } from "../model/rule.ts";
import type { Severity } from "../model/severity.ts";
import {
  markdownBlock,
  markdownCode,
  markdownLink,
  markdownText,
} from "../report/markdown-text.ts";
import { visibleText } from "../report/visible-text.ts";
import { grades } from "./level.ts";
import { limits } from "./limits.ts";
import { plainText } from "./message.ts";

/** The page that has a heading with the id of every rule. */
export const rulesPage = "https://github.com/portcullis-dev/portcullis/blob/main/docs/rules.md";

/** Where the documentation of a rule stands; GitHub makes a heading's anchor without its slashes. */
export function ruleAddress(id: string): string {
  return `${rulesPage}#${encodeURIComponent(id.toLowerCase().replace(/[^a-z0-9_-]/g, ""))}`;
}

/** A rule as a run of SARIF describes it; `severity` is the highest that its results have there. */
export function ruleDescriptor(rule: Rule, severity: Severity): ReportingDescriptor {
  const { level, problem, score } = grades[severity];
  return {
    id: rule.id,
    name: pascalCase(rule.id).slice(0, limits.ruleName),
    shortDescription: { text: plainText(`${rule.title}.`, limits.description) },
    fullDescription: { text: plainText(rule.rationale, limits.description) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    helpUri: ruleAddress(rule.id),
    defaultConfiguration: { level },
    properties: {
      tags: tagsOf(rule),
      precision: "high",
      "problem.severity": problem,
      ...(score === undefined ? {} : { "security-severity": score }),
    },
  };
}

/** GitHub counts a rule as one of security by its first tag. */
function tagsOf({ id, check, standards }: Rule): string[] {
  const groups = id.split("/").slice(0, -1);
  const references = Object.entries(standards).flatMap(([name, ids]) =>
    ids.map((reference) => plainText(`${name}/${reference}`, 100)),
  );
  const tags = new Set(["security", "kubernetes", check, ...groups, ...references]);
  return [...tags].slice(0, limits.tagsPerRule);
}

function helpText({ rationale, remediation, example }: Rule): string {
  const parts = [
    plainText(rationale),
    `What to do: ${plainText(remediation)}`,
    ...(example.bad === "" ? [] : [`Instead of\n\n${exampleText(example.bad)}`]),
    ...(example.good === "" ? [] : [`write\n\n${exampleText(example.good)}`]),
  ];
  return parts.join("\n\n");
}

function helpMarkdown(rule: Rule): string {
  const { rationale, remediation, example, kinds, equivalents, standards } = rule;
  const parts = [
    markdownText(rationale),
    `**What to do:** ${markdownText(remediation)}`,
    ...(example.bad === "" ? [] : ["Instead of", markdownBlock(exampleText(example.bad), "yaml")]),
    ...(example.good === "" ? [] : ["write", markdownBlock(exampleText(example.good), "yaml")]),
    ...(kinds.length === 0 ? [] : [`Judges ${kinds.map(markdownCode).join(", ")}.`]),
    ...references("Standards", standards),
    ...references("Known elsewhere as", equivalents),
    markdownLink("The rule in full", ruleAddress(rule.id)),
  ];
  return parts.join("\n\n");
}

function references(
  title: string,
  names: Readonly<Record<string, readonly string[] | undefined>>,
): string[] {
  const items = Object.entries(names).flatMap(([name, ids]) =>
    ids === undefined || ids.length === 0
      ? []
      : [`- ${markdownText(name)}: ${ids.map(markdownCode).join(", ")}`],
  );
  return items.length === 0 ? [] : [`**${title}**`, items.join("\n")];
}

function exampleText(text: string): string {
  return text.trimEnd().split("\n").map(visibleText).join("\n");
}

function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
