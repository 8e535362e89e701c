import { failsRun, type Line } from "../model/failing.ts";
import type { ReportedFinding } from "../model/finding.ts";
import { comparePlainly } from "../model/location.ts";
import type { Report } from "../model/report.ts";
import { compareSeverity, severities, type Severity } from "../model/severity.ts";
import type { Vulnerability } from "../model/vulnerability.ts";
import { type Update, updatesIn } from "./image-updates.ts";
import { counted } from "./labels.ts";

/** A finding whose rule is a vulnerability. */
export interface VulnerableFinding extends ReportedFinding {
  readonly vulnerability: Vulnerability;
}

/** The vulnerabilities of one image, as a reader wants them: together. */
export interface VulnerableImage {
  readonly image: string;
  /**
   * Those that fail the run first; of these, and of the others, the exploited, then the likelier, then
   * the worse. What the policy spares stands at the end.
   */
  readonly findings: readonly VulnerableFinding[];
  /** So many of them, the first ones, fail the run. */
  readonly failing: number;
  /** The worst severity among them. */
  readonly worst: Severity;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly fixable: number;
  /** What mends most of the worst first. */
  readonly updates: readonly Update[];
  /** Those that were looked at; where nobody says, those on which something was found. */
  readonly platforms: readonly string[];
}

/** What of a report orders the vulnerabilities of an image, and says what it runs on. */
export type ImageContext = Line & Partial<Pick<Report, "images">>;

/** Where no report says what fails. */
const noLine: ImageContext = { failOn: "none" };

/** Whether the finding is about a vulnerability in an image. */
export function isVulnerable(finding: ReportedFinding): finding is VulnerableFinding {
  return finding.vulnerability !== undefined;
}

/** The findings about vulnerabilities, gathered by image; images by their worst, then by name. */
export function vulnerableImages(
  findings: readonly ReportedFinding[],
  context: ImageContext = noLine,
): VulnerableImage[] {
  const groups = new Map<string, VulnerableFinding[]>();
  for (const finding of findings) {
    if (!isVulnerable(finding)) continue;
    const image = finding.image ?? "";
    const group = groups.get(image);
    if (group === undefined) groups.set(image, [finding]);
    else group.push(finding);
  }
  const platforms = new Map(
    (context.images ?? []).map(({ reference, platforms: all = [] }) => [reference, all]),
  );
  return [...groups]
    .map(([image, group]) => vulnerableImage(image, group, context, platforms.get(image) ?? []))
    .sort((a, b) => compareWorst(a, b) || comparePlainly(a.image, b.image));
}

function vulnerableImage(
  image: string,
  group: readonly VulnerableFinding[],
  line: Line,
  lookedAt: readonly string[],
): VulnerableImage {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of group) counts[severity]++;
  const ranked = group.map((finding) => ({ finding, rank: rankOf(finding, line) }));
  ranked.sort((a, b) => a.rank - b.rank || compareUrgency(a.finding, b.finding));
  const found = new Set(group.flatMap(({ vulnerability }) => vulnerability.platforms));
  return {
    image,
    findings: ranked.map(({ finding }) => finding),
    failing: ranked.filter(({ rank }) => rank === 0).length,
    worst: severities.find((severity) => counts[severity] > 0) ?? "info",
    counts,
    fixable: group.filter(({ vulnerability }) => vulnerability.fixable).length,
    updates: updatesIn(group),
    platforms: lookedAt.length > 0 ? lookedAt : [...found].sort(),
  };
}

/** 0 for what fails the run, 2 for what the policy spares. */
function rankOf(finding: VulnerableFinding, line: Line): number {
  if (failsRun(finding, line)) return 0;
  return finding.gate?.fails === false ? 2 : 1;
}

function compareWorst(a: VulnerableImage, b: VulnerableImage): number {
  const failing = Number(b.failing > 0) - Number(a.failing > 0);
  if (failing !== 0) return failing;
  for (const severity of severities) {
    const difference = b.counts[severity] - a.counts[severity];
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareUrgency(a: VulnerableFinding, b: VulnerableFinding): number {
  return (
    Number(isExploited(b)) - Number(isExploited(a)) ||
    likelihoodOf(b) - likelihoodOf(a) ||
    compareSeverity(a.severity, b.severity) ||
    Number(isKnown(a)) - Number(isKnown(b)) ||
    comparePlainly(a.rule, b.rule)
  );
}

/** Of two that are alike, the one of this change is looked at first. */
function isKnown({ status }: VulnerableFinding): boolean {
  return status === "baseline";
}

function isExploited({ vulnerability: { kev } }: VulnerableFinding): boolean {
  return kev?.listed === true;
}

/**
 * In whole percent, for the order only: most probabilities are far below one, and there the severity
 * says more. One that nobody has rated stands with them.
 */
function likelihoodOf({ vulnerability: { epss } }: VulnerableFinding): number {
  return epss === null ? 0 : Math.floor(epss.probability * 100);
}

/** `3 critical and 12 high, 2 with a fix`. */
export function countsLabel({ counts, fixable, findings }: VulnerableImage): string {
  const parts = severities.flatMap((severity) =>
    counts[severity] === 0 ? [] : [`${counts[severity]} ${severity}`],
  );
  const last = parts.pop() ?? "none";
  const all = parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
  const word = findings.length === 1 ? "vulnerability" : "vulnerabilities";
  return `${all} ${word}, ${mendedLabel(fixable, findings.length)}`;
}

/** `; 2 fail the run`, where some do and some do not. */
export function failingLabel({ failing, findings }: VulnerableImage): string {
  if (failing === 0 || failing === findings.length) return "";
  return `; ${failing} ${failing === 1 ? "fails" : "fail"} the run`;
}

function mendedLabel(fixable: number, of: number): string {
  if (of === 1) return fixable === 1 ? "with a fix" : "without a fix";
  if (fixable === of) return "all with a fix";
  return fixable === 0 ? "none with a fix" : `${fixable} with a fix`;
}

/** `update libssl3 and openssl 3.1.3-r0, 3.1.4-r0 to 3.1.4-r5 (fixes 4)`; Trivy joins alternatives by commas. */
export function updateLabel({ names, installed, to, mends }: Update): string {
  const versions = to.split(/,\s*/).join(" or ");
  return `update ${enumerated(names)} ${installed.join(", ")} to ${versions}${mends > 1 ? ` (fixes ${mends})` : ""}`;
}

/** More names than this are counted. */
const namesShown = 6;

function enumerated(names: readonly string[]): string {
  const left = names.length - namesShown;
  if (left > 0) return `${names.slice(0, namesShown).join(", ")} and ${left} more`;
  return names.join(", ").replace(/, ([^,]*)$/, " and $1");
}

/** The updates that a reader begins with; what to do where there is none. */
export function updateSteps({ updates }: VulnerableImage, most: number): string[] {
  if (updates.length === 0)
    return ["no fix is known yet; watch the image, or replace what it holds"];
  const left = updates.length - most;
  const shown = updates.slice(0, most).map(updateLabel);
  return left > 0 ? [...shown, `and ${counted(left, "more update")}`] : shown;
}

/** The same as a sentence. */
export function updatesLabel(image: VulnerableImage, most: number): string {
  return updateSteps(image, most).join("; ");
}
