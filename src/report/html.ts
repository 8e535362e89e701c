import type { Report } from "../model/report.ts";
import { checksSection } from "./html/checks-section.ts";
import { commitsSection } from "./html/commits-section.ts";
import { htmlDocument, type Part } from "./html/document.ts";
import { filterSection } from "./html/filter-section.ts";
import type { Setting } from "./html/finding-entry.ts";
import { findingsSections, imagesComeFirst } from "./html/findings-sections.ts";
import { fixedSection, foldedSection, partCount } from "./html/folded-sections.ts";
import { imagesSection } from "./html/images-section.ts";
import { labelKey } from "./html/label-key.ts";
import { runSection } from "./html/run-section.ts";
import { type Selection, selectionOf } from "./html/selection.ts";
import type { Sources } from "./html/source-lines.ts";
import { noticesSection, verdictSection } from "./html/verdict-section.ts";
import type { Linker } from "./markdown-entry.ts";

export interface HtmlOptions {
  /** The address at which a reader can see a place or a commit. */
  readonly link?: Linker;
  /** Rows of findings at most; the rest is counted. */
  readonly limit?: number;
}

/** More than anybody reads; a browser still opens and filters them well. */
const rowLimit = 20_000;

/** Above this a browser lays out only what is in sight. */
const layoutLimit = 300;

/**
 * The report as one page that asks nobody for anything: readable without scripts, with a filter where
 * they may run. Text from judged files shows as it is written there and does nothing. At most `limit`
 * findings are shown, and so many
 * that the page stays of a size to be opened, those that fail first; it says how many more there are.
 */
export function htmlReport(
  report: Report,
  sources: Sources,
  { link = () => undefined, limit = rowLimit }: HtmlOptions = {},
): string {
  const setting: Setting = { line: report, link };
  const selection = selectionOf(report, limit);
  const subject = subjectOf(report);
  return htmlDocument(report.verdict, {
    subject,
    head: verdictSection(report, subject),
    parts: partsIn(report, selection),
    isLarge: selection.all.length > layoutLimit,
    body: [
      noticesSection(report),
      checksSection(report),
      filterSection(selection.all, report),
      labelKey(selection.all, report),
      findingsSections(selection, sources, setting),
      ...selection.folded.map((folded) => foldedSection(folded, sources, setting)),
      fixedSection(report),
      imagesSection(report.images, setting),
      commitsSection(report),
      runSection(report),
    ],
  });
}

/** `acme/shop at 4f0c2a9e8b`, so that the pages of two runs are told apart. */
function subjectOf({ run }: Report): string | undefined {
  return run && `${run.repository} at ${run.commit.slice(0, 10)}`;
}

/** The parts that the page has, for its list of contents. */
function partsIn(report: Report, selection: Selection): Part[] {
  const { images, commits, comparison } = report;
  const { inFiles, inImages, folded } = selection;
  const fixed = comparison?.fixedCount ?? 0;
  const inOrder: readonly (Part & { readonly count: number })[] = [
    { id: "findings", title: "Findings", count: inFiles.length },
    { id: "vulnerabilities", title: "Vulnerabilities", count: inImages.length },
  ];
  const parts: readonly Part[] = [
    ...(imagesComeFirst(selection, report) ? inOrder.toReversed() : inOrder),
    ...folded.map((part) => ({ id: part.id, title: part.title, count: partCount(part) })),
    { id: "fixed", title: "Fixed", count: fixed },
    { id: "images", title: "Images", count: images.length },
  ].filter(({ count }) => count !== 0);
  return [
    { id: "checks", title: "Checks" },
    ...parts,
    ...(commits === undefined ? [] : [{ id: "commits", title: "Commits", count: commits.count }]),
    { id: "run", title: "This run" },
  ];
}
