import type { ReportedFinding } from "../model/finding.ts";
import { severities, type Severity } from "../model/severity.ts";
import { byFile, bySaying, type Folded, type Said, type Spot, spotsOf } from "./grouping.ts";
import {
  gateLabel,
  hasPlace,
  isInFile,
  isNamedByCaller,
  otherPlaces,
  placeLabel,
  resourceLabel,
  whereLabel,
} from "./labels.ts";
import { markdownCode, markdownLink, markdownText } from "./markdown-text.ts";

/** The address at which a reader can see a place or a commit, if there is one. */
export type Linker = (finding: Pick<ReportedFinding, "location" | "commit">) => string | undefined;

/** A piece of Markdown that is shown whole or not at all. */
export interface Entry {
  readonly text: string;
  /** How many findings it stands for. */
  readonly weight: number;
  /** The worst severity among them. */
  readonly worst?: Severity;
}

/** Entries under one heading, which the first of them brings. */
export interface EntryGroup {
  readonly entries: readonly Entry[];
  readonly worst: Severity;
}

/** So many things that a rule says, places of each, and other places of an image are told. */
const sayingsShown = 20;
const placesShown = 10;
const othersShown = 5;

/** The findings by file and place, a group for each file. */
export function fileEntries(findings: readonly ReportedFinding[], link: Linker): EntryGroup[] {
  return byFile(findings).map((inFile) => {
    const entries = spotsOf(inFile).map((spot, index) => {
      const entry = spotEntry(spot, link);
      return index > 0 ? entry : { ...entry, text: `${fileHeading(inFile)}${entry.text}` };
    });
    return { entries, worst: worstOf(inFile) };
  });
}

/** The worst severity of findings; `info` of none. */
export function worstOf(findings: readonly ReportedFinding[]): Severity {
  return (
    severities.find((severity) => findings.some((each) => each.severity === severity)) ?? "info"
  );
}

function fileHeading([first]: readonly ReportedFinding[]): string {
  if (first?.commit !== undefined) return "#### Commits\n\n";
  if (first !== undefined && isNamedByCaller(first)) return "#### Named by --image\n\n";
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
      : isNamedByCaller(first)
        ? markdownCode(first.image ?? "")
        : isInFile(location)
          ? markdownLink(place, link(first)) + alsoAt(first, link)
          : "as a whole";
  return {
    worst: worstOf(entries.map(({ finding }) => finding)),
    text: `- ${where}${object}\n${entries.map((entry, index) => statement(entry, entries[index + 1])).join("")}`,
    weight: entries.reduce((sum, { times }) => sum + times, 0),
  };
}

/** The other places of an image, some of them. */
export function alsoAt(finding: ReportedFinding, link: Linker): string {
  const others = otherPlaces(finding);
  if (others.length === 0) return "";
  const shown = others
    .slice(0, othersShown)
    .map((location) => markdownLink(markdownCode(placeLabel(location)), link({ location })));
  const left = others.length - shown.length;
  return `, also at ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}

/** What to do is said once behind all in a row that have the same remedy. */
function statement({ finding, times }: Folded, next: Folded | undefined): string {
  const { severity, message, rule, remediation } = finding;
  const again = times > 1 ? ` (${times} times on this line)` : "";
  const said = `**${severity}** ${markdownText(message)}${again} ${markdownCode(rule)}`;
  const isRepeated = next?.finding.remediation === remediation;
  const todo = isRepeated ? "" : `<br>→ ${markdownText(remediation)}`;
  const gate = gateLabel(finding);
  const why = gate === undefined ? "" : `<br>${markdownText(gate)}`;
  return `  - ${said}${why}${todo}\n`;
}

/** What one rule says of any number of places as one entry: each saying, what to do, and a few of its places. */
export function remarkEntry(findings: readonly ReportedFinding[], link: Linker): Entry {
  const sayings = bySaying(findings);
  const left = sayings.slice(sayingsShown).flatMap((said) => said.findings).length;
  const more =
    left > 0 ? `- and ${left} more of the same rule, which says something else there\n` : "";
  const text = sayings.slice(0, sayingsShown).map((said) => saying(said, link));
  return { text: text.join("") + more, weight: findings.length, worst: worstOf(findings) };
}

function saying({ first, findings }: Said, link: Linker): string {
  const places = findings.slice(0, placesShown).map((finding) => imageAndPlace(finding, link));
  const left = findings.length - places.length;
  const list = `${places.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
  const severity = first.severity === "info" ? "" : `**${first.severity}** `;
  const said = `${severity}${markdownText(first.message)} ${markdownCode(first.rule)}`;
  return `- ${said}<br>→ ${markdownText(first.remediation)}<br>${list}\n`;
}

function imageAndPlace(finding: ReportedFinding, link: Linker): string {
  const { image } = finding;
  const place = placeLink(finding, link);
  if (image === undefined) return place;
  return `${markdownCode(image)} ${hasPlace(finding) ? `at ${place}` : markdownText(whereLabel(finding))}`;
}

/** A waived finding with the reason, the owner and the last day of its waiver. */
export function waivedEntry(finding: ReportedFinding, link: Linker): Entry {
  const { rule, message, image, waiver } = finding;
  const until = waiver?.expires === undefined ? undefined : `until ${waiver.expires}`;
  const terms = [waiver?.reason, waiver?.owner, until].filter((term) => term !== undefined);
  const why = terms.length === 0 ? "" : `<br>Waived: ${terms.map(markdownText).join(" · ")}`;
  const about = image === undefined || message.includes(image) ? "" : ` (${markdownCode(image)})`;
  const said = `${placeLink(finding, link)} ${markdownText(message)}${about} ${markdownCode(rule)}`;
  return { text: `- ${said}${why}\n`, weight: 1 };
}

function placeLink(finding: ReportedFinding, link: Linker): string {
  return markdownLink(
    markdownCode(whereLabel(finding)),
    hasPlace(finding) ? link(finding) : undefined,
  );
}
