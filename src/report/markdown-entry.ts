import type { ReportedFinding } from "../model/finding.ts";
import { byFile, type Folded, type Spot, spotsOf } from "./grouping.ts";
import { isInFile, resourceLabel, whereLabel } from "./labels.ts";
import { markdownCode, markdownLink, markdownText } from "./markdown-text.ts";

/** The address at which a reader can see a place or a commit, if there is one. */
export type Linker = (finding: Pick<ReportedFinding, "location" | "commit">) => string | undefined;

/** A piece of Markdown that is shown whole or not at all. */
export interface Entry {
  readonly text: string;
  /** How many findings it stands for. */
  readonly weight: number;
}

/** The findings by file and place, the path above the first of each file. */
export function fileEntries(findings: readonly ReportedFinding[], link: Linker): Entry[] {
  return byFile(findings).flatMap((inFile, place) =>
    spotsOf(inFile).map((spot, index) => {
      const { text, weight } = spotEntry(spot, link);
      const heading = index > 0 ? "" : `${place > 0 ? "\n" : ""}${fileHeading(inFile)}`;
      return { text: heading + text, weight };
    }),
  );
}

function fileHeading([first]: readonly ReportedFinding[]): string {
  if (first?.commit !== undefined) return "#### Commits\n\n";
  if (first === undefined || !isInFile(first.location)) return "#### Not in a file\n\n";
  return `#### ${markdownCode(first.location.path)}\n\n`;
}

function spotEntry({ entries }: Spot, link: Linker): Entry {
  const first = entries[0]?.finding;
  if (first === undefined) return { text: "", weight: 0 };
  const { location, resource, commit } = first;
  const place = `line ${location.line}, column ${location.column}`;
  const object = resource === undefined ? "" : ` · ${markdownText(resourceLabel(resource))}`;
  const where =
    commit !== undefined
      ? markdownLink(markdownCode(commit.slice(0, 10)), link(first))
      : isInFile(location)
        ? markdownLink(place, link(first))
        : "as a whole";
  return {
    text: `- ${where}${object}\n${entries.map(statement).join("")}`,
    weight: entries.reduce((sum, { times }) => sum + times, 0),
  };
}

function statement({ finding, times }: Folded): string {
  const { severity, message, rule, remediation } = finding;
  const again = times > 1 ? ` (${times} times on this line)` : "";
  const said = `**${severity}** ${markdownText(message)}${again} ${markdownCode(rule)}`;
  return `  - ${said}<br>→ ${markdownText(remediation)}\n`;
}

/** All places of one rule's remarks as one entry, with the first few of them. */
export function remarkEntry(findings: readonly ReportedFinding[], link: Linker): Entry {
  const [first] = findings;
  if (first === undefined) return { text: "", weight: 0 };
  const places = findings.slice(0, 10).map((finding) => placeLink(finding, link));
  const left = findings.length - places.length;
  const list = `${places.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
  const said = `${markdownText(first.message)} ${markdownCode(first.rule)}`;
  const text = `- ${said}<br>→ ${markdownText(first.remediation)}<br>${list}\n`;
  return { text, weight: findings.length };
}

/** A waived finding with the reason, the owner and the last day of its waiver. */
export function waivedEntry(finding: ReportedFinding, link: Linker): Entry {
  const { rule, message, waiver } = finding;
  const until = waiver?.expires === undefined ? undefined : `until ${waiver.expires}`;
  const terms = [waiver?.reason, waiver?.owner, until].filter((term) => term !== undefined);
  const why = terms.length === 0 ? "" : `<br>Waived: ${terms.map(markdownText).join(" · ")}`;
  const said = `${placeLink(finding, link)} ${markdownText(message)} ${markdownCode(rule)}`;
  return { text: `- ${said}${why}\n`, weight: 1 };
}

function placeLink(finding: ReportedFinding, link: Linker): string {
  return markdownLink(
    markdownCode(whereLabel(finding)),
    isInFile(finding.location) ? link(finding) : undefined,
  );
}
