import type { ImageUse } from "../../kubernetes/image-use.ts";
import type { RelatedLocation } from "../../model/finding.ts";
import { parseImageReference, type Image } from "../../model/image-reference.ts";
import { compareLocation } from "../../model/location.ts";
import type { Policy } from "../../policy/policy.ts";
import { admission } from "../image-network.ts";

/** An image of the tree with its places, or why it must not be contacted. */
export interface AskedImage {
  /** As written. */
  readonly reference: string;
  /** Its first place in the files; findings stand there. */
  readonly use: ImageUse;
  /** Its other places. */
  readonly related: readonly RelatedLocation[];
  /** None where the reference is malformed. */
  readonly image: Image | undefined;
  /** Why the image must not be contacted, as a clause. */
  readonly refusal: string | undefined;
}

/** An image in more places than this is known to be everywhere; the report lists all of them once. */
const mostRelated = 100;

/** Every image once, sorted by reference. */
export function askedImages(uses: readonly ImageUse[], policy: Policy): AskedImage[] {
  const isAdmitted = admission(policy);
  const byReference = new Map<string, ImageUse[]>();
  for (const use of uses) {
    const known = byReference.get(use.reference);
    if (known === undefined) byReference.set(use.reference, [use]);
    else known.push(use);
  }
  return [...byReference.keys()].sort().flatMap((reference): AskedImage[] => {
    const [use, ...others] = [...(byReference.get(reference) ?? [])].sort(compareUses);
    if (use === undefined) return [];
    const places = { reference, use, related: relatedTo(others) };
    const parsed = parseImageReference(reference);
    if (parsed.kind === "malformed") {
      const refusal = `the reference cannot be read: ${parsed.reason}`;
      return [{ ...places, image: undefined, refusal }];
    }
    const refusal = isAdmitted(parsed) ? undefined : "registries.allow does not admit it";
    return [{ ...places, image: parsed, refusal }];
  });
}

/** Places in files before what the caller names, so that a finding has a line where there is one. */
function compareUses(a: ImageUse, b: ImageUse): number {
  if (a.field === undefined || b.field === undefined) {
    return Number(a.field === undefined) - Number(b.field === undefined);
  }
  return compareLocation(a.field.location, b.field.location);
}

function relatedTo(uses: readonly ImageUse[]): RelatedLocation[] {
  return uses
    .flatMap(({ field, resource }) => {
      if (field === undefined) return [];
      const who = resource === undefined ? "" : ` by ${resource.kind} ${resource.name ?? ""}`;
      return [{ location: field.location, message: `The same image, used${who.trimEnd()}.` }];
    })
    .slice(0, mostRelated);
}
