import { failsRun } from "../../model/failing.ts";
import type { RelatedLocation, ReportedFinding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { openParts } from "../open-parts.ts";
import { inReadingOrder, worstFirst } from "../order.ts";
import { type ExpiredWaiver, expiredWaivers } from "./expired-waivers.ts";
import type { FoldedFindings } from "./folded-sections.ts";
import { bounds } from "./markup.ts";
import { standingsOf } from "./row.ts";

/** The findings that the page shows, by where it shows them. */
export interface Selection {
  readonly all: readonly ReportedFinding[];
  readonly inFiles: readonly ReportedFinding[];
  readonly inImages: readonly ReportedFinding[];
  /** What nobody has to act on. */
  readonly folded: readonly FoldedFindings[];
  /** How many had to be left out. */
  readonly left: number;
}

/**
 * Chooses at most `limit` findings: those that fail first, then the open ones, the worst first. Known ones
 * stand among the others where they may fail the run, and in a part of their own where they cannot.
 */
export function selectionOf(report: Report, limit: number): Selection {
  const all = chosen(report, limit);
  const main: ReportedFinding[] = [];
  const remarks: ReportedFinding[] = [];
  const waived: ReportedFinding[] = [];
  const known: ReportedFinding[] = [];
  const lists = { fails: main, open: main, new: main, remark: remarks, waived, known } as const;
  for (const finding of inReadingOrder(all)) {
    const [standing = "open"] = standingsOf(finding, report);
    lists[standing].push(finding);
  }
  const expired = expiredWaivers(report.notices);
  const { vulnerabilities, hygiene, others } = openParts(main, report);
  const folded = [
    hygienePart(hygiene.flat()),
    remarksPart(remarks),
    waivedPart(waived, expired),
    knownPart(known, report),
  ];
  return {
    all,
    inFiles: others,
    inImages: vulnerabilities,
    folded: folded.filter(({ findings, notes = [] }) => findings.length + notes.length > 0),
    left: report.findings.length - all.length,
  };
}

function hygienePart(findings: readonly ReportedFinding[]): FoldedFindings {
  const explanation =
    "How images are made, beside their vulnerabilities; none of it fails this run.";
  return { id: "hygiene", title: "Images in general", explanation, findings };
}

function remarksPart(findings: readonly ReportedFinding[]): FoldedFindings {
  const explanation = "Worth knowing; they never fail a run.";
  return { id: "remarks", title: "Remarks", explanation, findings };
}

function waivedPart(
  findings: readonly ReportedFinding[],
  notes: readonly ExpiredWaiver[],
): FoldedFindings {
  const explanation =
    findings.length === 0
      ? "Nothing is waived any more."
      : "Accepted by somebody, for a reason, and not counted.";
  return { id: "waived", title: "Waived", explanation, findings, notes };
}

function knownPart(findings: readonly ReportedFinding[], { comparison }: Report): FoldedFindings {
  const base = comparison === undefined ? "" : ` (${comparison.base.slice(0, 10)})`;
  const explanation = `Known: in the base${base} already, so they do not fail this run.`;
  return { id: "known", title: "Known", explanation, findings };
}

function chosen(report: Report, limit: number): readonly ReportedFinding[] {
  const { findings } = report;
  if (fitting(findings, limit) === findings.length) return findings;
  const failing = findings.filter((finding) => failsRun(finding, report));
  const others = findings.filter((finding) => !failsRun(finding, report));
  const open = others.filter(({ status }) => status === "open");
  const settled = others.filter(({ status }) => status !== "open");
  const ordered = [failing, open, settled].flatMap(worstFirst);
  return ordered.slice(0, fitting(ordered, limit));
}

/** Characters of all findings together; a page of a hundred megabytes helps nobody. */
const textLimit = 30_000_000;

/** How many of the findings, from the first on, are few and short enough for a page. */
function fitting(findings: readonly ReportedFinding[], limit: number): number {
  let room = textLimit;
  const beyond = findings.findIndex((finding, index) => {
    room -= lengthOf(finding);
    return index >= limit || room < 0;
  });
  return beyond === -1 ? findings.length : beyond;
}

/** About how long the finding's own words are on the page, which cuts each text. */
function lengthOf({ message, remediation, related = [], vulnerability }: ReportedFinding): number {
  const texts = [message, remediation, vulnerability?.title ?? "", ...related.map(messageOf)];
  return texts.slice(0, 11).reduce((sum, text) => sum + Math.min(text.length, bounds.total), 0);
}

function messageOf({ message }: RelatedLocation): string {
  return message;
}
