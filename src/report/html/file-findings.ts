import { failsRun } from "../../model/failing.ts";
import type { ReportedFinding } from "../../model/finding.ts";
import { compareSeverity, severities } from "../../model/severity.ts";
import { byFile, type Folded, type Spot, spotsOf } from "../grouping.ts";
import { isInFile, isNamedByCaller, resourceLabel } from "../labels.ts";
import { findingEntry, linked, type Setting } from "./finding-entry.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { sizeClass } from "./size-estimate.ts";
import { type Sources, sourceLines } from "./source-lines.ts";

/** The findings by file and place, each place with its source; files in which something fails first. */
export function fileFindings(
  findings: readonly ReportedFinding[],
  sources: Sources,
  setting: Setting,
): Markup[] {
  const files = byFile(findings);
  const isFailing = (file: readonly ReportedFinding[]) =>
    file.some((finding) => failsRun(finding, setting.line));
  const isNew = (file: readonly ReportedFinding[]) => file.some(({ status }) => status === "open");
  const ranks = [
    files.filter((file) => isFailing(file) && isNew(file)),
    files.filter((file) => isFailing(file) && !isNew(file)),
    files.filter((file) => !isFailing(file)),
  ];
  return ranks.flat().map((file) => fileSection(file, sources, setting));
}

function fileSection(file: readonly ReportedFinding[], sources: Sources, setting: Setting): Markup {
  const spots = spotsOf(file);
  return markup`<section class="file group ${sizeClass(spots)}">
<h3>${titleOf(file)} <span class="tally">${tally(file)}</span></h3>
<ol class="spots">
${spots.map((spot) => spotItem(spot, sources, setting))}</ol>
</section>
`;
}

function titleOf([first]: readonly ReportedFinding[]): Markup {
  if (first?.commit !== undefined) return markup`In commits`;
  if (first !== undefined && isNamedByCaller(first)) return markup`Named by <code>--image</code>`;
  if (first === undefined || !isInFile(first.location)) return markup`Not in a file`;
  return markup`<code>${first.location.path}</code>`;
}

/** `2 high, 1 low`. */
export function tally(findings: readonly ReportedFinding[]): string {
  return severities
    .map((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length;
      return count === 0 ? "" : `${count} ${severity}`;
    })
    .filter((part) => part !== "")
    .join(", ");
}

function spotItem({ entries }: Spot, sources: Sources, setting: Setting): Markup {
  const first = entries[0]?.finding;
  if (first === undefined) return nothing;
  const { resource, commit, location } = first;
  const object =
    resource === undefined
      ? nothing
      : markup` <span class="object">${resourceLabel(resource)}</span>`;
  const hasSource = commit === undefined && !isNamedByCaller(first);
  const source = hasSource ? sourceLines(location, sources) : nothing;
  return markup`<li class="spot group">
<p class="where">${placeOf(first, setting)}${object}</p>
${source}<ul class="entries">
${entries.toSorted(newFirst).map((entry) => findingEntry(entry, setting))}</ul></li>
`;
}

/** At one place the worst first, and of these what is new. */
function newFirst({ finding: a }: Folded, { finding: b }: Folded): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    Number(a.status !== "open") - Number(b.status !== "open")
  );
}

function placeOf(finding: ReportedFinding, { link }: Setting): Markup {
  const { commit, location } = finding;
  if (commit !== undefined) {
    return markup`Commit ${linked(markup`<code>${commit}</code>`, link(finding))}`;
  }
  if (isNamedByCaller(finding)) return markup`<code>${finding.image ?? ""}</code>`;
  if (!isInFile(location)) return markup`As a whole`;
  return linked(`Line ${location.line}, column ${location.column}`, link(finding));
}
