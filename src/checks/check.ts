import type { CommitsSubject } from "./commits/subject.ts";
import type { CheckName, CheckOutcome } from "../model/check.ts";
import type { Finding } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import type { Policy, PodSecurityTarget } from "../policy/policy.ts";
import type { ImageArgument } from "../kubernetes/image-use.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Tree } from "../kubernetes/tree.ts";
import type { Progress } from "../progress.ts";
import type { Resolutions } from "../registry/resolutions.ts";
import type { ShareOfImages } from "../shard.ts";
import type { Storage } from "../storage.ts";
import type { SbomOrder } from "../trivy/sbom-format.ts";

/** What every check is given; it takes nothing from anywhere else and changes none of it. */
export interface Subject {
  readonly tree: Tree;
  readonly policy: Policy;
  /** Where Gatekeeper constraints may stand: the objects of the tree and those the policy names. */
  readonly constraints: readonly Resource[];
  /** From `--pod-security`, else from the policy; without it both levels are judged at the latest version. */
  readonly podSecurity: PodSecurityTarget | undefined;
  /** The absolute path that the paths of files in the policy are relative to. */
  readonly root: string;
  /** When the run was asked for: the one clock of all checks. */
  readonly now: Date;
  /** Nothing may be contacted. */
  readonly offline: boolean;
  /** The commits that the run is about. */
  readonly commits: CommitsSubject;
  /** What each reference stands for in this run, whichever check asks first. */
  readonly resolutions: Resolutions;
  readonly storage: Storage;
  /** Bills of materials that are wanted of the images that are scanned. */
  readonly sbom?: readonly SbomOrder[] | undefined;
  readonly progress: Progress;
  /** Of how many images the tree has only those of a shard; without it the tree has them all. */
  readonly share?: ShareOfImages;
  /** What the caller names by `--image`. */
  readonly images: readonly ImageArgument[];
}

/** More findings than this from one check are not kept; the check is then an error, not a pass. */
export const maxFindings = 250_000;

/** The findings of all parts, one more than are kept at most: what nobody keeps need not be made. */
export function gathered(parts: Iterable<readonly Finding[]>): Finding[] {
  const findings: Finding[] = [];
  for (const part of parts) {
    for (const finding of part) findings.push(finding);
    if (findings.length > maxFindings) return findings.slice(0, maxFindings + 1);
  }
  return findings;
}

export interface Check {
  readonly name: CheckName;
  readonly rules: readonly Rule[];
  run(subject: Subject): Promise<CheckOutcome>;
}
