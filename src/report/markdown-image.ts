import type { ReportedFinding } from "../model/finding.ts";
import {
  countsLabel,
  likelihoodLabel,
  packagesLabel,
  updatesLabel,
  type VulnerableFinding,
  type VulnerableImage,
  vulnerableImages,
} from "./image-vulnerabilities.ts";
import { isInFile, whereLabel } from "./labels.ts";
import type { Entry, Linker } from "./markdown-entry.ts";
import { markdownCode, markdownLink, markdownText } from "./markdown-text.ts";

/** Rows of one table; a longer one is split, so that a part of it can be shown. */
const rowsAtOnce = 50;

const updatesShown = 6;

/** The vulnerabilities of each image: how many, what to update, and a table with every one of them. */
export function imageEntries(findings: readonly ReportedFinding[], link: Linker): Entry[] {
  return vulnerableImages(findings).flatMap((image) => {
    const [first, ...others] = tablesOf(image);
    if (first === undefined) return [];
    return [{ text: heading(image, link) + first.text, weight: first.weight }, ...others];
  });
}

function heading(image: VulnerableImage, link: Linker): string {
  const [worst] = image.findings;
  const where =
    worst === undefined || !isInFile(worst.location)
      ? ""
      : `<br>${markdownLink(markdownCode(whereLabel(worst)), link(worst))}${otherPlaces(worst)}`;
  const todo = markdownText(updatesLabel(image, updatesShown));
  return `\n#### ${markdownCode(image.image)}\n\n**${countsLabel(image)}**${where}<br>→ ${todo}\n\n`;
}

function otherPlaces({ related = [] }: ReportedFinding): string {
  if (related.length === 0) return "";
  return ` and ${related.length} ${related.length === 1 ? "other place" : "other places"}`;
}

function tablesOf({ findings }: VulnerableImage): Entry[] {
  const starts = findings.flatMap((_, index) => (index % rowsAtOnce === 0 ? [index] : []));
  return starts.map((start) => {
    const rows = findings.slice(start, start + rowsAtOnce);
    const head =
      "| vulnerability | severity | packages | likelihood | |\n| --- | --- | --- | --- | --- |\n";
    const open = findings.length > 5 ? "<details><summary>Every one of them</summary>\n\n" : "";
    const close = open === "" ? "\n" : "\n</details>\n\n";
    return {
      text: open + head + rows.map(row).join("") + close,
      weight: rows.length,
    };
  });
}

function row({ rule, severity, vulnerability, gate }: VulnerableFinding): string {
  const id = markdownLink(markdownText(rule), safeAddress(vulnerability.url));
  const word =
    gate === undefined ? "" : ` (${gate.fails ? "fails" : "does not fail"}: ${gate.reason})`;
  const cells = [
    id,
    `${severity}${markdownText(word)}`,
    markdownText(packagesLabel(vulnerability, 4)),
    markdownText(likelihoodLabel(vulnerability)),
    markdownText(vulnerability.title ?? ""),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

/** An address out of a database is a link only where it is one to a page. */
function safeAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https:\/\/[\w.-]+\/[\w./?=&%#:~+-]*$/.test(url) ? url : undefined;
}
