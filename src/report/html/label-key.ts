import { failsRun, type Line } from "../../model/failing.ts";
import type { ReportedFinding } from "../../model/finding.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { noveltyLabel, severityLabel } from "./row.ts";

/** What the labels of the findings mean, for those that the page has. */
export function labelKey(findings: readonly ReportedFinding[], line: Line): Markup {
  const failing = findings.find((finding) => failsRun(finding, line));
  const other = findings.find((finding) => !failsRun(finding, line));
  const items = [
    ...(failing === undefined
      ? []
      : [markup`${severityLabel(failing.severity, true)} fails this run`]),
    ...(other === undefined ? [] : [markup`${severityLabel(other.severity, false)} does not`]),
    ...(line.comparison === undefined ? [] : [markup`${noveltyLabel(["new"])} by this change`]),
    ...(line.comparison === undefined
      ? []
      : [markup`${noveltyLabel(["known"])} in the base already`]),
  ];
  if (findings.length === 0) return nothing;
  return markup`<ul id="key" class="key" aria-label="What the labels mean">${items.map((item) => markup`<li>${item}</li>`)}</ul>
`;
}
