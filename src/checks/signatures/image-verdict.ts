import type { ImageUse } from "../../kubernetes/image-use.ts";
import type { SkipEntry } from "../../policy/signatures.ts";
import type { Need } from "./need.ts";
import type { Unlisted } from "./requirements.ts";
import type { NeedVerdict } from "./verdict.ts";

/** What is to be said about one use of an image. */
export type UseVerdict =
  | { readonly kind: "skipped"; readonly entry: SkipEntry }
  | { readonly kind: "unlisted"; readonly unlisted: Unlisted }
  /** The policy refuses to have it contacted; a clause. */
  | { readonly kind: "refused"; readonly reason: string }
  | {
      readonly kind: "judged";
      readonly digest: string | undefined;
      readonly needs: readonly (readonly [Need, NeedVerdict])[];
    };

/** A use of an image and what became of it. */
export interface JudgedUse {
  readonly use: ImageUse;
  /** Without tag and digest; none where the reference is malformed. */
  readonly imageName: string | undefined;
  readonly verdict: UseVerdict;
}
