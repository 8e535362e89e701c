import type { RangeSources } from "../../git/complete-range.ts";
import type { CommitsPolicy } from "../../policy/commits.ts";
import type { PlatformAnswer } from "./platform-api.ts";

/** What somebody says about whom to trust: a policy's section with the files that it names. */
export interface TrustMaterial {
  /** How the report calls the place that it was read from. */
  readonly label: string;
  readonly policy: CommitsPolicy | undefined;
  /** The files that the section names, by the path under which it names them. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** A stretch of a history that was verified by older trust material, up to a commit that changed it. */
export interface TrustStep {
  readonly until: string;
  readonly trust: TrustMaterial;
}

/** A tag that is judged beside the commits. */
export interface PublishedTag {
  /** Without `refs/tags/`. */
  readonly name: string;
  /** What the ref names: a tag object, or for lightweight tags the commit itself. */
  readonly object: string;
  /** Other tags, the newest of which that verifies ends the range; by name what the ref names. */
  readonly others: ReadonlyMap<string, string>;
}

/** A range to judge, with everything that it takes. */
export interface CommitsRange {
  readonly kind: "range";
  /** How the report calls it. */
  readonly name: string;
  readonly sources: RangeSources;
  /** Full names of commits, or of a tag object that is one of the tips. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly tag?: PublishedTag;
  readonly trust: TrustMaterial;
  /** Trust material that counted before that, oldest first. */
  readonly steps: readonly TrustStep[];
  /** Trust files and policies that the range changes. */
  readonly changed: readonly string[];
  /** Asks the platform about signatures; none where there is no platform, or it must not be contacted. */
  readonly ask?: (
    commits: readonly string[],
    tip: string,
  ) => Promise<ReadonlyMap<string, PlatformAnswer>>;
  readonly notices: readonly string[];
}

/** What the check of the commits is about; with a reason where it is about nothing or cannot be told. */
export type CommitsSubject = (
  | CommitsRange
  | { readonly kind: "none"; readonly reason: string }
  | { readonly kind: "error"; readonly reason: string }
) & {
  /** Where findings stand when the policy has no section on commits. */
  readonly place: string;
};
