import type { Image } from "../../model/image-reference.ts";

/** Whether the reference names `latest`, in words or by naming nothing, and no digest overrides it. */
export function pullsLatest(image: Image): boolean {
  return image.digest === undefined && (image.hasDefaultTag || image.tag === "latest");
}
