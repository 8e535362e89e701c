import type { Check } from "../../src/checks/check.ts";
import type { Rule } from "../../src/model/rule.ts";

/** docs/rules.md: a table of all rules, then a section for each, with the anchor that reports link to. */
export function rulesPage(checks: readonly Check[]): string {
  const rules = checks.flatMap((check) => check.rules);
  return [
    "# Rules",
    "Made from the rules themselves by `npm run docs`. `portcullis explain RULE` prints the same.",
    "Rules of the checks `manifests` and `vulnerabilities` are switched off or given another severity under `manifests.rules` and `vulnerabilities.rules` in the [policy](policy.md). A vulnerability is a rule of its own, named by its id, and is not listed here.",
    table(rules),
    ...rules.map(section),
    "",
  ].join("\n\n");
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, check, severity, title }) =>
      `| [${id}](#${anchorOf(id)}) | ${check} | ${severity} | ${title} |`,
  );
  return ["| rule | check | severity | what is wrong |", "|---|---|---|---|", ...rows].join("\n");
}

function section(rule: Rule): string {
  const references = [...listed(rule.standards), ...listed(rule.equivalents)];
  return [
    `## ${rule.id}`,
    `${rule.title}. Severity: **${rule.severity}**.`,
    rule.rationale,
    `**What to do.** ${rule.remediation}`,
    `Instead of\n\n${fenced(rule.example.bad)}\n\nwrite\n\n${fenced(rule.example.good)}`,
    ...(rule.kinds.length === 0 ? [] : [`Judges: ${rule.kinds.join(", ")}.`]),
    ...(references.length === 0 ? [] : [`Known elsewhere as: ${references.join("; ")}.`]),
  ].join("\n\n");
}

function fenced(example: string): string {
  return `\`\`\`yaml\n${example.trimEnd()}\n\`\`\``;
}

function listed(names: Readonly<Record<string, readonly string[] | undefined>>): string[] {
  return Object.entries(names).flatMap(([tool, ids]) =>
    ids === undefined || ids.length === 0 ? [] : [`${tool} ${ids.join(", ")}`],
  );
}

/** GitHub's anchor for a heading: lower case, without punctuation but hyphens. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}
