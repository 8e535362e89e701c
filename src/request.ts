import type { WantedComparison } from "./baseline/base.ts";
import type { CommitsSubject } from "./checks/commits/subject.ts";
import type { ImageArgument } from "./kubernetes/image-use.ts";
import type { CheckName } from "./model/check.ts";
import type { RunIdentity } from "./model/report.ts";
import type { FailLine } from "./model/severity.ts";
import type { PodSecurityTarget, Policy } from "./policy/policy.ts";
import type { Progress } from "./progress.ts";
import type { ShardArgument } from "./shard.ts";
import type { Storage } from "./storage.ts";
import type { SbomOrder } from "./trivy/sbom-format.ts";

/** What the caller asks for: the inputs of the Action or the words of the command line, validated. */
export interface Request {
  /** The absolute path of the repository's root; every path in the report is relative to it. */
  readonly root: string;
  /** Absolute, or relative to the working directory. */
  readonly paths: readonly string[];
  readonly policy: Policy;
  /** Where the policy came from, for the report. */
  readonly policyOrigin: string | undefined;
  /** The checks named by the caller; `undefined` leaves the choice to us. */
  readonly checks: readonly CheckName[] | undefined;
  readonly images: readonly ImageArgument[];
  /** What the caller gives the images by, for messages; `--image` unless told. */
  readonly imagesInput?: string;
  readonly podSecurity: PodSecurityTarget | undefined;
  readonly failOn: FailLine | undefined;
  readonly allowEmpty: boolean;
  /** The commits to judge; without a word there are none. */
  readonly commits?: CommitsSubject;
  /** What the findings are compared with; without a word with nothing. */
  readonly comparison?: WantedComparison;
  /** Contact nothing. */
  readonly offline?: boolean;
  /** Whether checks that the policy says nothing to run as well, to be shown as skipped. */
  readonly everyCheck?: boolean;
  /** When this is asked; by its day in UTC waivers expire, and by it all checks tell ages. */
  readonly now: Date;
  /** Which part of the images is looked at; all of them unless given. */
  readonly shard?: ShardArgument | undefined;
  /** Bills of materials of the images that are scanned. */
  readonly sbom?: readonly SbomOrder[] | undefined;
  /** Where things are kept between runs; without it nothing is. */
  readonly storage?: Storage;
  /** Where long work says how far it is. */
  readonly progress?: Progress;
  /** The workflow run, for the report. */
  readonly run?: RunIdentity;
  /** Sentences for the report from whoever prepared the request. */
  readonly notices?: readonly string[];
}
