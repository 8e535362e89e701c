import type { Document } from "./document.ts";
import type { ImageUse } from "./image-use.ts";
import type { Pod } from "./pod.ts";
import type { ReadingProblem } from "./problem.ts";
import type { Resource } from "./resource.ts";
import type { SourceFile } from "./source-file.ts";

/** Everything that was read under the given paths; the checks look at this and at nothing else. */
export interface Tree {
  /** By path; those that were read as text. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly documents: readonly Document[];
  /** Objects that are judged as they stand: no patches, no kustomizations. */
  readonly resources: readonly Resource[];
  readonly pods: readonly Pod[];
  readonly images: readonly ImageUse[];
  /** Names of `--image NAME=REF` that no file uses. */
  readonly unmatchedImages: readonly string[];
  readonly problems: readonly ReadingProblem[];
  readonly counts: {
    readonly files: number;
    readonly documents: number;
    /** Documents passed over by their kind, without being parsed. */
    readonly passedOver: number;
    readonly resources: number;
  };
}
