import type { ReportedFinding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import {
  countsLabel,
  failingLabel,
  updatesLabel,
  type VulnerableFinding,
  type VulnerableImage,
  vulnerableImages,
} from "./image-vulnerabilities.ts";
import { hasPlace, whereLabel } from "./labels.ts";
import { alsoAt, type Entry, type EntryGroup, type Linker, worstOf } from "./markdown-entry.ts";
import { markdownCode, markdownLink, markdownText } from "./markdown-text.ts";
import { type SameImages, sameImages } from "./same-images.ts";
import { type KnownFeeds, knownFeeds, notesOn, packagesLabel } from "./vulnerability-notes.ts";

/** Rows of one table; a longer one is split, so that a part of it can be shown. */
const rowsAtOnce = 50;

/** Tables of so few rows stand open. */
const rowsOpen = 5;

const updatesShown = 6;
const packagesShown = 6;
const imagesShown = 20;

/** The vulnerabilities of images: how many, what to update, and a table with every one of them; the same once. */
export function imageEntries(
  findings: readonly ReportedFinding[],
  link: Linker,
  report: Report,
): EntryGroup[] {
  const feeds = knownFeeds(report.vulnerabilities);
  return sameImages(vulnerableImages(findings, report)).map((same) => {
    const entries = tablesOf(same, feeds).map((table, index) =>
      index > 0 ? table : { ...table, text: heading(same, link) + table.text },
    );
    return { entries, worst: same.first.worst };
  });
}

function heading({ first, images }: SameImages, link: Linker): string {
  const others = images.length - 1;
  const title =
    others === 0
      ? markdownCode(first.image)
      : `${markdownCode(first.image)} and ${others} more with the same ${first.findings.length}`;
  const shown = images.slice(0, imagesShown).map((image) => placesOf(image, link, others > 0));
  const left = images.length - shown.length;
  const where = left > 0 ? `${shown.join("<br>")}<br>and ${left} more images` : shown.join("<br>");
  const todo = markdownText(updatesLabel(first, updatesShown));
  const counts = `**${countsLabel(first)}${failingLabel(first)}**${others > 0 ? " in each of them" : ""}`;
  return `#### ${title}\n\n${counts}<br>${where}<br>→ ${todo}\n\n`;
}

/** Where the image is named: its first place, and some of the others. */
function placesOf({ image, findings: [first] }: VulnerableImage, link: Linker, named: boolean) {
  const name = named ? `${markdownCode(image)} at ` : "";
  if (first === undefined) return name;
  if (!hasPlace(first)) return `${name}${markdownText(whereLabel(first))}`;
  const place = markdownLink(markdownCode(whereLabel(first)), link(first));
  return `${name}${place}${alsoAt(first, link)}`;
}

/** All images of the group count, for the reader is spared all of their tables. */
function tablesOf({ first, images }: SameImages, feeds: KnownFeeds): Entry[] {
  const { findings } = first;
  const starts = findings.flatMap((_, index) => (index % rowsAtOnce === 0 ? [index] : []));
  return starts.map((start) => {
    const rows = findings.slice(start, start + rowsAtOnce);
    const head = "| vulnerability | severity | packages | notes | about |\n";
    const rule = "| --- | --- | --- | --- | --- |\n";
    const title =
      findings.length <= rowsAtOnce
        ? `All ${findings.length}`
        : `${start + 1}–${start + rows.length} of ${findings.length}`;
    const isFolded = findings.length > rowsOpen;
    const open = isFolded ? `<details><summary>${title}</summary>\n\n` : "";
    const close = isFolded ? "\n</details>\n\n" : "\n";
    return {
      text: open + head + rule + rows.map((each) => row(each, first, feeds)).join("") + close,
      weight: rows.length * images.length,
      worst: worstOf(rows),
    };
  });
}

function row(finding: VulnerableFinding, image: VulnerableImage, feeds: KnownFeeds): string {
  const { rule, severity, vulnerability } = finding;
  const cells = [
    markdownLink(markdownText(rule), safeAddress(vulnerability.url)),
    severity,
    markdownText(packagesLabel(vulnerability, packagesShown)),
    notesOn(finding, image, feeds).map(markdownText).join("<br>"),
    markdownText(vulnerability.title ?? ""),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

/** An address out of a database is a link only where it is one to a page. */
function safeAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https:\/\/[\w.-]+\/[\w./?=&%#:~+-]*$/.test(url) ? url : undefined;
}
