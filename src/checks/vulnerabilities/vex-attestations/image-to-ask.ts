import type { Image } from "../../../model/image-reference.ts";
import type { ImageScan } from "../../../trivy/image-scan.ts";
import type { AskedImage } from "../asked-images.ts";
import type { Scanning } from "../scanning.ts";
import { believedFor, type Believed, type BelievedSigners } from "./believed.ts";

/** An image in which something was found, and whose attestations count for it. */
export interface ImageToAsk {
  readonly reference: string;
  readonly image: Image;
  /** What the reference stands for. */
  readonly digest: string;
  /** Those with vulnerabilities. */
  readonly scans: readonly ImageScan[];
  readonly signers: readonly BelievedSigners[];
}

/** Images without a vulnerability have nothing to be cleared of, so nobody asks about them. */
export function imagesToAsk(
  asked: readonly AskedImage[],
  scanning: Scanning | undefined,
  believed: Believed,
): readonly ImageToAsk[] {
  return asked.flatMap(({ reference, image, refusal }): ImageToAsk[] => {
    const fate = scanning?.images.get(reference);
    if (image === undefined || refusal !== undefined || fate?.kind !== "scanned") return [];
    const scans = fate.scans.filter(({ vulnerabilities }) => vulnerabilities.length > 0);
    const signers = scans.length === 0 ? [] : believedFor(reference, believed);
    return signers.length === 0 ? [] : [{ reference, image, digest: fate.digest, scans, signers }];
  });
}
