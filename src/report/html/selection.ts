import { failsRun } from "../../model/failing.ts";
import type { RelatedLocation, ReportedFinding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { partsOf } from "../grouping.ts";
import { isVulnerable } from "../image-vulnerabilities.ts";
import { worstFirst } from "../order.ts";
import type { FoldedFindings } from "./folded-sections.ts";
import { bounds } from "./markup.ts";

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

/** Chooses at most `limit` findings: those that fail first, then the open ones, the worst first. */
export function selectionOf(report: Report, limit: number): Selection {
  const all = chosen(report, limit);
  const { open, remarks, waived, baseline } = partsOf(all);
  const failing = baseline.filter((finding) => failsRun(finding, report));
  const known = baseline.filter((finding) => !failsRun(finding, report));
  const main = [...open, ...failing];
  const folded: readonly FoldedFindings[] = [
    {
      id: "remarks",
      title: "Remarks",
      explanation: "Worth knowing; they never fail a run.",
      findings: remarks.flat(),
    },
    {
      id: "waived",
      title: "Waived",
      explanation: "Accepted by somebody, for a reason, and not counted.",
      findings: waived,
    },
    {
      id: "base",
      title: "In the base",
      explanation: "The base has these as well; they do not fail this run.",
      findings: known,
    },
  ];
  return {
    all,
    inFiles: main.filter((finding) => !isVulnerable(finding)),
    inImages: main.filter(isVulnerable),
    folded: folded.filter(({ findings }) => findings.length > 0),
    left: report.findings.length - all.length,
  };
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
