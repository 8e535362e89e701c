import type { SourceFile } from "../kubernetes/source-file.ts";
import { failsRun } from "../model/failing.ts";
import type { ReportedFinding } from "../model/finding.ts";
import type { Report, Verdict } from "../model/report.ts";
import { wrapped } from "./display-width.ts";
import { commitsLabel } from "./commits-label.ts";
import { byFile, byPlace, partsOf, placeKey, spotsOf } from "./grouping.ts";
import { isVulnerable, type VulnerableImage, vulnerableImages } from "./image-vulnerabilities.ts";
import { counted, whereLabel } from "./labels.ts";
import { inReadingOrder } from "./order.ts";
import { type OpenParts, openParts } from "./open-parts.ts";
import { type Colour, painter } from "./paint.ts";
import { terminalText, withoutCommands } from "./terminal-text.ts";
import { sameImages } from "./same-images.ts";
import { scannedLabel } from "./scanned-label.ts";
import { isVerified, signatureLabel } from "./signature-label.ts";
import { imageLines, type TextImage } from "./text-image.ts";
import { labelled, roomIn, type TextStyle } from "./text-layout.ts";
import { remarkLines } from "./text-remarks.ts";
import { spotLines } from "./text-spot.ts";
import { checkTable } from "./text-table.ts";
import { knownFeeds } from "./vulnerability-notes.ts";
import { verdictGrounds, verdictWords } from "./verdict-line.ts";

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; 100 where nobody knows. */
  readonly width?: number;
}

/** So much of what is accepted of an image is told: on so many terms, with so many identifiers each. */
const termsShown = 3;
const idsShown = 5;

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
  const style = { paint: painter(color), width: usableWidth(width), sources };
  const { open: fresh, remarks, waived, baseline } = partsOf(report.findings);
  // What the base has as well is shown where it fails the run all the same.
  const open = inReadingOrder([...fresh, ...baseline.filter((each) => failsRun(each, report))]);
  const { images, others, hygiene } = textParts(open, report);
  const aboutImages = [...hygiene, ...remarks.filter(isAboutImages)];
  const elsewhere = remarks.filter((findings) => !isAboutImages(findings));
  const paragraphs = [
    ...byFile(others).flatMap((findings) =>
      spotsOf(findings).map((spot) => spotLines(spot, style)),
    ),
    ...images.map((image) => imageLines(image, style)),
    aboutImages.flatMap((findings) => remarkLines(findings, style, report.images.length === 1)),
    ...elsewhere.map((findings) => remarkLines(findings, style)),
    [
      ...waived
        .filter((finding) => !isVulnerable(finding))
        .flatMap((finding) => waivedLines(finding, style)),
      ...vulnerableImages(waived).flatMap((image) => waivedImageLines(image, style)),
      ...comparisonLines(report, baseline.length, style),
    ],
    report.notices.flatMap((notice) => plainLines("notice", "yellow", notice, style)),
    verifiedLines(report, style),
    checkTable(report, style),
    [...commitLines(report, style), ...scopeLines(report, style), ...databaseLines(report, style)],
    verdictLines(report, style),
  ];
  const filled = paragraphs.filter((lines) => lines.length > 0);
  return withoutCommands(filled.map((lines) => `${lines.join("\n")}\n`).join("\n"));
}

function isAboutImages([first]: readonly ReportedFinding[]): boolean {
  return first?.check === "vulnerabilities" && first.image !== undefined;
}

/** Some terminals say that they have no columns at all. */
function usableWidth(width: number): number {
  return width > 0 ? Math.min(Math.max(width, 50), 140) : 80;
}

interface TextParts extends Pick<OpenParts, "others" | "hygiene"> {
  readonly images: readonly TextImage[];
}

/** What else is to be said about the place that names an image stands with the image. */
function textParts(open: readonly ReportedFinding[], report: Report): TextParts {
  const { vulnerabilities, others, hygiene } = openParts(open, report);
  const feeds = knownFeeds(report.vulnerabilities);
  const places = byPlace(others);
  const images = sameImages(vulnerableImages(vulnerabilities, report)).map((same) => {
    const [finding] = same.first.findings;
    const isAlone = same.images.length === 1 && finding !== undefined;
    return { ...same, feeds, beside: (isAlone && places.get(placeKey(finding))) || [] };
  });
  const told = new Set(images.flatMap(({ beside }) => beside));
  return { images, hygiene, others: others.filter((finding) => !told.has(finding)) };
}

/** One rule about images has much to say: which of it was waived is told by its message. */
function waivedLines(finding: ReportedFinding, style: TextStyle): string[] {
  const { check, rule, message } = finding;
  const what = check === "vulnerabilities" ? ` (${message.replace(/\.$/, "")})` : "";
  const text = `${whereLabel(finding)} ${rule}${what}${termsLabel(finding)}`;
  return plainLines("waived", "dim", text, style);
}

/** `: reason (owner, until day)`. */
function termsLabel({ waiver }: ReportedFinding): string {
  if (waiver === undefined) return "";
  const terms = [waiver.owner, waiver.expires === undefined ? "" : `until ${waiver.expires}`];
  const bracket = terms.filter((term) => term !== undefined && term !== "").join(", ");
  return `: ${waiver.reason}${bracket === "" ? "" : ` (${bracket})`}`;
}

/** What is accepted of an image, together where it is on the same terms. */
function waivedImageLines({ image, findings }: VulnerableImage, style: TextStyle): string[] {
  const byTerms = new Map<string, string[]>();
  for (const finding of findings) {
    const terms = termsLabel(finding);
    byTerms.set(terms, [...(byTerms.get(terms) ?? []), finding.rule]);
  }
  const shown = [...byTerms].slice(0, termsShown).map(([terms, ids]) => {
    const left = ids.length - idsShown;
    return `${ids.slice(0, idsShown).join(", ")}${left > 0 ? ` and ${left} more` : ""}${terms}`;
  });
  const left = byTerms.size - shown.length;
  const more = left > 0 ? [`and ${left} more; --format markdown, html or json has all`] : [];
  return plainLines("waived", "dim", `${image}: ${[...shown, ...more].join("; ")}`, style);
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

function comparisonLines({ comparison }: Report, known: number, style: TextStyle): string[] {
  const gone = comparison?.fixedCount ?? 0;
  return [
    ...(known === 0
      ? []
      : plainLines(
          "known",
          "dim",
          `${counted(known, "finding")} that the base has already`,
          style,
        )),
    ...(gone === 0
      ? []
      : plainLines(
          "fixed",
          "green",
          `${counted(gone, "finding")} of the base ${gone === 1 ? "is" : "are"} gone`,
          style,
        )),
  ];
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

function databaseLines({ vulnerabilities }: Report, style: TextStyle): string[] {
  if (vulnerabilities === undefined) return [];
  return plainLines("scanned", "dim", scannedLabel(vulnerabilities), style);
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
