import type { SourceFile } from "../kubernetes/source-file.ts";
import type { ReportedFinding } from "../model/finding.ts";
import type { Report, Verdict } from "../model/report.ts";
import { wrapped } from "./display-width.ts";
import { commitsLabel } from "./commits-label.ts";
import { byFile, partsOf, spotsOf } from "./grouping.ts";
import { counted, whereLabel } from "./labels.ts";
import { type Colour, painter } from "./paint.ts";
import { terminalText, withoutCommands } from "./terminal-text.ts";
import { isVerified, signatureLabel } from "./signature-label.ts";
import { labelled, roomIn, statement, type TextStyle } from "./text-layout.ts";
import { spotLines } from "./text-spot.ts";
import { checkTable } from "./text-table.ts";
import { verdictGrounds, verdictWords } from "./verdict-line.ts";

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; 100 where nobody knows. */
  readonly width?: number;
}

/** Remarks of one rule name so many places; the JSON report has all. */
const placesShown = 3;

/** So many verified images are named with who signed them. */
const imagesShown = 20;

/**
 * The report for a terminal or a log: every open finding with its line, then remarks, what was waived,
 * notices, the checks and the verdict. No escape sequence or command comes out of a judged file.
 */
export function textReport(
  report: Report,
  sources: ReadonlyMap<string, SourceFile>,
  { color, width = 100 }: TextOptions,
): string {
  const style = { paint: painter(color), width: Math.min(Math.max(width, 50), 140), sources };
  const { open, remarks, waived, baseline } = partsOf(report.findings);
  const paragraphs = [
    ...byFile(open).flatMap((findings) => spotsOf(findings).map((spot) => spotLines(spot, style))),
    ...remarks.map((findings) => remarkLines(findings, style)),
    [
      ...waived.flatMap((finding) => waivedLines(finding, style)),
      ...baselineLines(baseline.length, style),
    ],
    report.notices.flatMap((notice) => plainLines("notice", "yellow", notice, style)),
    verifiedLines(report, style),
    checkTable(report, style),
    commitLines(report, style),
    scopeLines(report, style),
    verdictLines(report, style),
  ];
  const filled = paragraphs.filter((lines) => lines.length > 0);
  return withoutCommands(filled.map((lines) => `${lines.join("\n")}\n`).join("\n"));
}

/** All places of one rule's remarks as one entry: its first message, how often, and where. */
function remarkLines(findings: readonly ReportedFinding[], style: TextStyle): string[] {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  if (others.length === 0) return spotsOf(findings).flatMap((spot) => spotLines(spot, style));
  const places = findings.slice(0, placesShown).map((finding) => terminalText(whereLabel(finding)));
  const left = findings.length - places.length;
  const list = `${places.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
  return [
    ...statement(first, ` (${findings.length} places)`, style),
    ...labelled("", "dim", wrapped(list, roomIn(style)), style),
  ];
}

function waivedLines(finding: ReportedFinding, style: TextStyle): string[] {
  const { rule, waiver } = finding;
  const terms = [waiver?.owner, waiver?.expires === undefined ? "" : `until ${waiver.expires}`];
  const bracket = terms.filter((term) => term !== undefined && term !== "").join(", ");
  const reason = waiver === undefined ? "" : `: ${waiver.reason}`;
  const text = `${whereLabel(finding)} ${rule}${reason}${bracket === "" ? "" : ` (${bracket})`}`;
  return plainLines("waived", "dim", text, style);
}

function verifiedLines({ images }: Report, style: TextStyle): string[] {
  const verified = images.filter(isVerified);
  const left = verified.length - imagesShown;
  return [
    ...verified.slice(0, imagesShown).flatMap(({ reference, signatures = [] }) => {
      const by = signatures.map(signatureLabel).join("; ");
      return plainLines("verified", "green", `${reference}: ${by}`, style);
    }),
    ...(left > 0 ? plainLines("", "dim", `and ${left} more; the JSON report has all`, style) : []),
  ];
}

function baselineLines(count: number, style: TextStyle): string[] {
  if (count === 0) return [];
  const text = `${counted(count, "finding")} accepted by the baseline`;
  return plainLines("baseline", "dim", text, style);
}

function plainLines(label: string, colour: Colour, text: string, style: TextStyle): string[] {
  return labelled(label, colour, wrapped(terminalText(text), roomIn(style)), style);
}

function commitLines({ commits }: Report, style: TextStyle): string[] {
  if (commits === undefined) return [];
  return plainLines("commits", "dim", commitsLabel(commits), style);
}

function scopeLines({ judged, policy }: Report, style: TextStyle): string[] {
  const { files, documents, resources } = judged;
  const scope = `${counted(resources, "resource")} in ${counted(documents, "document")} of ${counted(files, "file")}`;
  const rule = policy === null ? "no policy file" : `policy ${policy.path} (${policy.origin})`;
  return plainLines("judged", "dim", `${scope}; ${rule}`, style);
}

const verdictColours: Readonly<Record<Verdict, Colour>> = {
  pass: "boldGreen",
  fail: "alarm",
  error: "alarm",
};

function verdictLines(report: Report, { paint }: TextStyle): string[] {
  const word = paint(verdictColours[report.verdict], verdictWords[report.verdict]);
  return [`${word}  ${verdictGrounds(report).map(terminalText).join(" · ")}`];
}
