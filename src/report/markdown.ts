import { failsRun } from "../model/failing.ts";
import type { ReportedFinding } from "../model/finding.ts";
import type { Report, ReportedImage } from "../model/report.ts";
import { BoundedText } from "./bounded-text.ts";
import { commitsLabel } from "./commits-label.ts";
import { partsOf } from "./grouping.ts";
import { isVulnerable } from "./image-vulnerabilities.ts";
import { counted } from "./labels.ts";
import {
  type Entry,
  fileEntries,
  type Linker,
  remarkEntry,
  waivedEntry,
} from "./markdown-entry.ts";
import { markdownChecks, markdownVerdict } from "./markdown-head.ts";
import { imageEntries } from "./markdown-image.ts";
import { markdownCode, markdownText } from "./markdown-text.ts";
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
    .reduce((sum, section) => sum + addSection(output, section), 0);
  if (left > 0)
    output.add(
      `\n**${counted(left, "entry", "entries")} left out** to keep this short; the JSON report has all of them.\n`,
    );
  return output.toString();
}

/** Adds the section as far as it fits, and returns the weight of what did not. */
function addSection(output: BoundedText, { opening, entries, closing }: Section): number {
  const reserve = Buffer.byteLength(closing) + noteBytes;
  let lead = opening;
  let left = 0;
  for (const { text, weight } of entries) {
    if (left === 0 && output.add(lead + text, reserve)) lead = "";
    else left += weight;
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
    plain("What must be done", findingEntries(failing, link)),
    folded(`${counted(below.length, "finding")}${beneath}`, findingEntries(below, link)),
    folded(
      counted(remarks.flat().length, "remark"),
      remarks.map((findings) => remarkEntry(findings, link)),
    ),
    folded(
      `${counted(waived.length, "finding")} waived`,
      waived.map((finding) => waivedEntry(finding, link)),
    ),
    folded(
      `${counted(known.length, "finding")} that the base has as well`,
      findingEntries(known, link),
    ),
    ...fixedSection(report),
    folded(
      `${counted(report.images.filter(isVerified).length, "verified image")}`,
      report.images.filter(isVerified).map(verifiedEntry),
    ),
    plain("Notices", report.notices.map(markdownText).map(item)),
    plain(
      "Not judged",
      report.notJudged.map(({ what, count }) => item(`${count} ${markdownText(what)}`)),
    ),
    { opening: "", entries: [{ text: scope(report), weight: 1 }], closing: "" },
  ];
}

/** What stands in files by file, then what is in images by image. */
function findingEntries(findings: readonly ReportedFinding[], link: Linker): Entry[] {
  const others = findings.filter((finding) => !isVulnerable(finding));
  return [...fileEntries(others, link), ...imageEntries(findings, link)];
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
  const pinned = digest === undefined ? "" : ` ${markdownCode(digest)}`;
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
