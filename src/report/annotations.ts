import type { ReportedFinding } from "../model/finding.ts";
import { failsRun } from "../model/failing.ts";
import type { Location } from "../model/location.ts";
import type { Report } from "../model/report.ts";
import type { Severity } from "../model/severity.ts";
import { folded } from "./grouping.ts";
import {
  countsLabel,
  isVulnerable,
  updatesLabel,
  type VulnerableImage,
  vulnerableImages,
} from "./image-vulnerabilities.ts";
import { isInFile, resourceLabel } from "./labels.ts";
import { worstFirst } from "./order.ts";
import { shortened, visibleText } from "./visible-text.ts";

export const annotationLevels = ["error", "warning", "notice"] as const;
export type AnnotationLevel = (typeof annotationLevels)[number];

/** A remark beside a line of a file in the web interface, as plain text on one line. */
export interface Annotation {
  readonly level: AnnotationLevel;
  readonly title: string;
  readonly message: string;
  /** Absent where the finding stands in no file. */
  readonly location?: Location;
}

export type AnnotationLimits = Readonly<Record<AnnotationLevel, number>>;

/** How many of each level GitHub shows for one step; it drops the rest without a word. */
export const annotationLimits: AnnotationLimits = { error: 10, warning: 10, notice: 10 };

const levels: Readonly<Record<Severity, AnnotationLevel>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

/** What of a report decides which findings are annotated. */
export type AnnotatedReport = Pick<Report, "findings" | "failOn" | "comparison">;

/**
 * The worst open findings of each level up to its limit, behind them those that the base has as well and
 * that fail the run all the same, and how many of both are left.
 */
export function chooseAnnotations(
  report: AnnotatedReport,
  limits: AnnotationLimits = annotationLimits,
  linkToCommit: (commit: string) => string | undefined = () => undefined,
): { chosen: Annotation[]; left: number } {
  const { findings } = report;
  const known = findings.filter(
    (finding) => finding.status === "baseline" && failsRun(finding, report),
  );
  const all = [
    ...entriesOf(findings.filter(({ status }) => status === "open")),
    ...entriesOf(known),
  ];
  const chosen = annotationLevels.flatMap((level) =>
    all.filter(({ severity }) => levels[severity] === level).slice(0, limits[level]),
  );
  return {
    chosen: chosen.map((finding) => annotationOf(finding, linkToCommit)),
    left: all.length - chosen.length,
  };
}

/** Worst first, what is said twice of a line once, and all vulnerabilities of an image as one. */
function entriesOf(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const others = findings.filter((finding) => !isVulnerable(finding));
  const images = vulnerableImages(findings).flatMap(imageFinding);
  return folded(worstFirst([...others, ...images])).map(({ finding }) => finding);
}

/** One remark stands for all vulnerabilities of an image, so that they leave room for anything else. */
function imageFinding(image: VulnerableImage): ReportedFinding[] {
  const [worst] = image.findings;
  if (worst === undefined) return [];
  const message = `${image.image} has ${countsLabel(image)}.`;
  const todo = updatesLabel(image, 5);
  const remediation = `${todo.slice(0, 1).toUpperCase()}${todo.slice(1)}.`;
  return [{ ...worst, severity: image.worst, rule: "vulnerabilities", message, remediation }];
}

/** Tells those who look at the change's lines that it is not the change's doing. */
const known = " (already in the base)";

function annotationOf(
  finding: ReportedFinding,
  linkToCommit: (commit: string) => string | undefined,
): Annotation {
  const { severity, rule, message, remediation, location, resource, commit, status } = finding;
  const link = commit === undefined ? undefined : linkToCommit(commit);
  const object = resource === undefined ? "" : `${resourceLabel(resource)}: `;
  return {
    level: levels[severity],
    title: `${plain(`${severity}: ${rule}`, 200 - known.length)}${status === "baseline" ? known : ""}`,
    message: plain(
      `${object}${message} ${link === undefined ? "" : `${link} `}${remediation}`,
      1500,
    ),
    ...(commit === undefined && isInFile(location) ? { location } : {}),
  };
}

function plain(text: string, total: number): string {
  return shortened(visibleText(text), { word: 240, total });
}
