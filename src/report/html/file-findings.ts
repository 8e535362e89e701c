import { failsRun } from "../../model/failing.ts";
import type { ReportedFinding } from "../../model/finding.ts";
import { severities } from "../../model/severity.ts";
import { byFile, type Spot, spotsOf } from "../grouping.ts";
import { isInFile, resourceLabel } from "../labels.ts";
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
  const ordered = [...files.filter(isFailing), ...files.filter((file) => !isFailing(file))];
  return ordered.map((file) => fileSection(file, sources, setting));
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
  const source = commit === undefined ? sourceLines(location, sources) : nothing;
  return markup`<li class="spot group">
<p class="where">${placeOf(first, setting)}${object}</p>
${source}<ul class="entries">
${entries.map((entry) => findingEntry(entry, setting))}</ul></li>
`;
}

function placeOf(finding: ReportedFinding, { link }: Setting): Markup {
  const { commit, location } = finding;
  if (commit !== undefined) {
    return markup`Commit ${linked(markup`<code>${commit}</code>`, link(finding))}`;
  }
  if (!isInFile(location)) return markup`As a whole`;
  return linked(`Line ${location.line}, column ${location.column}`, link(finding));
}
