import { failsRun } from "../model/failing.ts";
import type { ReportedFinding } from "../model/finding.ts";
import { compareSeverity, severities } from "../model/severity.ts";
import type { Report, ReportedImage } from "../model/report.ts";
import { BoundedText } from "./bounded-text.ts";
import { commitsLabel } from "./commits-label.ts";
import { partsOf } from "./grouping.ts";
import { counted } from "./labels.ts";
import {
  type Entry,
  type EntryGroup,
  fileEntries,
  type Linker,
  remarkEntry,
  waivedEntry,
} from "./markdown-entry.ts";
import { markdownChecks, markdownVerdict } from "./markdown-head.ts";
import { imageEntries } from "./markdown-image.ts";
import { markdownCode, markdownText } from "./markdown-text.ts";
import { openParts } from "./open-parts.ts";
import { scannedLabel } from "./scanned-label.ts";
import { isVerified, signatureLabel } from "./signature-label.ts";

export interface MarkdownOptions {
  readonly link?: Linker;
  /** In UTF-8 bytes. */
  readonly limitBytes?: number;
}

/** GitHub drops a job summary above 1 MiB whole; other steps may have written to it as well. */
export const summaryLimitBytes = 900 * 1024;

/** Room for the sentence that says how much was left out. */
const noteBytes = 200;

interface Section {
  readonly opening: string;
  readonly entries: readonly Entry[];
  readonly closing: string;
}

/**
 * The report for a job summary or a comment: verdict and checks, what must be done, the rest folded.
 * Never above the limit: what does not fit is left out whole and counted. Text from judged files shows
 * as it is written there and does nothing.
 */
export function markdownReport(
  report: Report,
  { link = () => undefined, limitBytes = summaryLimitBytes }: MarkdownOptions = {},
): string {
  const output = new BoundedText(limitBytes);
  output.add(markdownVerdict(report), noteBytes);
  output.add(markdownChecks(report), noteBytes);
  const left = sectionsOf(report, link)
    .filter(({ entries }) => entries.length > 0)
    .flatMap((section) => addSection(output, section));
  if (left.length > 0) output.add(leftOut(left));
  return output.toString();
}

function leftOut(left: readonly Entry[]): string {
  const count = left.reduce((sum, { weight }) => sum + weight, 0);
  const worst = severities.find((severity) => left.some((entry) => entry.worst === severity));
  const how = worst === undefined || worst === "info" ? "" : `, the worst of them ${worst},`;
  return `\n**${counted(count, "entry", "entries")} left out**${how} to keep this short; the JSON report has all of them.\n`;
}

/** Adds the section as far as it fits, and returns what did not. */
function addSection(output: BoundedText, { opening, entries, closing }: Section): Entry[] {
  const reserve = Buffer.byteLength(closing) + noteBytes;
  let lead = opening;
  const left: Entry[] = [];
  for (const entry of entries) {
    if (left.length === 0 && output.add(lead + entry.text, reserve)) lead = "";
    else left.push(entry);
  }
  if (lead === "") output.add(closing);
  return left;
}

function sectionsOf(report: Report, link: Linker): Section[] {
  const { open, remarks, waived, baseline } = partsOf(report.findings);
  const failing = [...open, ...baseline].filter((finding) => failsRun(finding, report));
  const below = open.filter((finding) => !failsRun(finding, report));
  const known = baseline.filter((finding) => !failsRun(finding, report));
  const beneath = failing.length > 0 ? " below the line" : "";
  return [
    plain("What must be done", findingEntries(failing, link, report)),
    folded(`${counted(below.length, "finding")}${beneath}`, findingEntries(below, link, report)),
    folded(
      counted(remarks.flat().length, "remark"),
      remarks.map((findings) => remarkEntry(findings, link)),
    ),
    folded(
      `${counted(waived.length, "finding")} waived`,
      waived.map((finding) => waivedEntry(finding, link)),
    ),
    folded(
      `${counted(known.length, "finding")} known, in the base already`,
      findingEntries(known, link, report),
    ),
    ...fixedSection(report),
    folded(
      `${counted(report.images.filter(isVerified).length, "verified image")}`,
      report.images.filter(isVerified).map(verifiedEntry),
    ),
    plain("Notices", report.notices.map(markdownText).map(item)),
    plain(
      "Not judged",
      report.notJudged.map(({ what, count }) => item(`${markdownText(what)}: ${count}`)),
    ),
    { opening: "", entries: [{ text: scope(report), weight: 1 }], closing: "" },
  ];
}

/**
 * What stands in files by file, what is in images by image, then what else images are like. The file or
 * image with the worst comes first: where not all of it fits, the end is left out.
 */
function findingEntries(
  findings: readonly ReportedFinding[],
  link: Linker,
  report: Report,
): Entry[] {
  const { vulnerabilities, others, hygiene } = openParts(findings, report);
  const groups = [...fileEntries(others, link), ...imageEntries(vulnerabilities, link, report)];
  return [
    ...groups.toSorted((a, b) => compareSeverity(a.worst, b.worst)).flatMap(apart),
    ...hygieneEntries(hygiene, link),
  ];
}

/** The group's entries, with an empty line before its heading. */
function apart({ entries }: EntryGroup, index: number): readonly Entry[] {
  const [first, ...others] = entries;
  if (first === undefined || index === 0) return entries;
  return [{ ...first, text: `\n${first.text}` }, ...others];
}

function hygieneEntries(hygiene: readonly (readonly ReportedFinding[])[], link: Linker): Entry[] {
  return hygiene.map((findings, index) => {
    const entry = remarkEntry(findings, link);
    return index > 0 ? entry : { ...entry, text: `\n#### Images in general\n\n${entry.text}` };
  });
}

function fixedSection({ comparison }: Report): Section[] {
  if (comparison === undefined) return [];
  const { fixed, fixedCount } = comparison;
  return [
    folded(
      `${counted(fixedCount, "finding")} fixed`,
      fixed.map(({ severity, path, message, rule }) =>
        item(
          `**${severity}** ${markdownCode(path)} ${markdownText(message)} ${markdownCode(rule)}`,
        ),
      ),
    ),
  ];
}

function plain(title: string, entries: readonly Entry[]): Section {
  return { opening: `### ${title}\n\n`, entries, closing: "\n" };
}

/** The title stands in HTML, where nothing of unknown origin may stand. */
function folded(title: string, entries: readonly Entry[]): Section {
  return {
    opening: `<details><summary>${title}</summary>\n\n`,
    entries,
    closing: "\n</details>\n\n",
  };
}

function verifiedEntry({ reference, digest, signatures = [] }: ReportedImage): Entry {
  const by = signatures.map((signature) => `<br>${markdownText(signatureLabel(signature))}`);
  const isNew = digest !== undefined && !reference.endsWith(`@${digest}`);
  const pinned = isNew ? ` ${markdownCode(digest)}` : "";
  return item(`${markdownCode(reference)}${pinned}${by.join("")}`);
}

function item(text: string): Entry {
  return { text: `- ${text}\n`, weight: 1 };
}

function scope({ judged, policy, commits, vulnerabilities }: Report): string {
  const { resources, documents, files } = judged;
  const rule =
    policy === null
      ? "no policy file"
      : `policy ${markdownCode(policy.path)} (${markdownText(policy.origin)})`;
  const about = commits === undefined ? "" : `Commits: ${markdownText(commitsLabel(commits))}.\n\n`;
  const scanned =
    vulnerabilities === undefined
      ? ""
      : `Scanned: ${markdownText(scannedLabel(vulnerabilities))}.\n\n`;
  return `${about}${scanned}Judged: ${counted(resources, "resource")} in ${counted(documents, "document")} of ${counted(files, "file")}; ${rule}.\n`;
}
