import { failsRun, type Line } from "../model/failing.ts";
import type { ReportedFinding } from "../model/finding.ts";
import { reaches } from "../model/severity.ts";
import { byRule } from "./grouping.ts";
import { isVulnerable } from "./image-vulnerabilities.ts";
import { worstFirst } from "./order.ts";

/** Open findings by how much of a reader's time they are worth, each list in the order given. */
export interface OpenParts {
  readonly vulnerabilities: readonly ReportedFinding[];
  /** What else images are like and does not fail the run, one list for each rule, the worst first. */
  readonly hygiene: readonly (readonly ReportedFinding[])[];
  readonly others: readonly ReportedFinding[];
}

/** Takes apart open findings, so that what fails is not buried under what is only worth knowing. */
export function openParts(open: readonly ReportedFinding[], line: Line): OpenParts {
  const rest = open.filter((finding) => !isVulnerable(finding));
  return {
    vulnerabilities: open.filter(isVulnerable),
    hygiene: byRule(worstFirst(rest.filter((finding) => isHygiene(finding, line)))),
    others: rest.filter((finding) => !isHygiene(finding, line)),
  };
}

/** About how an image is made, no worse than medium, and no reason to fail. */
export function isHygiene(finding: ReportedFinding, line: Line): boolean {
  const { check, image, severity } = finding;
  if (check !== "vulnerabilities" || image === undefined || isVulnerable(finding)) return false;
  return !reaches(severity, "high") && !failsRun(finding, line);
}
