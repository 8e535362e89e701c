import type { AppliedWaiver, GateWord } from "../../model/finding.ts";
import type { Rule } from "../../model/rule.ts";
import type { VulnerabilitiesPolicy } from "../../policy/vulnerabilities.ts";
import type { ImageScan } from "../../trivy/image-scan.ts";
import type { Offence } from "../image-finding.ts";
import type { Exceptions, ExceptedImage } from "./exception.ts";

/** What the rules judge an image by. */
export interface ScannedSubject {
  readonly image: ExceptedImage;
  /** One for each platform, sorted by platform; never empty. */
  readonly scans: readonly ImageScan[];
}

/** What the rules judge by, besides the image. */
export interface ScanBasis {
  readonly settings: Pick<VulnerabilitiesPolicy, "failOnEndOfLife">;
  readonly exceptions: Exceptions;
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
}

/** Something that a rule has against an image, whichever place names it. */
export interface ScanOffence extends Pick<
  Offence,
  "message" | "severity" | "remediation" | "subject" | "offender"
> {
  readonly gate?: GateWord;
  readonly accepted?: AppliedWaiver | undefined;
}

/** A rule about what was found in an image, other than a vulnerability. */
export interface ScanRule extends Rule {
  readonly judge: (subject: ScannedSubject, basis: ScanBasis) => readonly ScanOffence[];
}

/** `on linux/amd64 and linux/arm64`, or nothing where that are all of the image's platforms. */
export function onPlatforms(
  found: readonly ImageScan[],
  { scans }: Pick<ScannedSubject, "scans">,
): string {
  if (found.length === scans.length) return "";
  return ` on ${found.map(({ platform }) => platform).join(" and ")}`;
}
