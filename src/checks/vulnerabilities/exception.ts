import type { AppliedWaiver } from "../../model/finding.ts";
import type { ImageScan } from "../../trivy/image-scan.ts";

/** The image in which something was found. */
export interface ExceptedImage {
  /** As written. */
  readonly reference: string;
  /** `registry/repository`, as `parseImageReference` names it. */
  readonly name: string;
  /** What the reference stands for. */
  readonly digest: string;
}

/** Something that was found on one platform of an image. */
export interface FoundThing {
  readonly kind: "vulnerability" | "secret";
  /** Of the vulnerability, or of the rule for secrets. */
  readonly id: string;
  readonly image: ExceptedImage;
  readonly scan: Pick<ImageScan, "platform" | "digest">;
  readonly purl?: string | undefined;
  readonly path?: string | undefined;
}

/** Why something that was found is accepted by a VEX document or an ignore file; nothing where it counts. */
export type Exceptions = (found: FoundThing) => AppliedWaiver | undefined;

/** Accepts nothing. */
export const noExceptions: Exceptions = () => undefined;

/** More reasons than this are counted and not told. */
const mostReasons = 3;

/** One acceptance from those of all parts: every reason, and the first end. */
export function joined(waivers: readonly AppliedWaiver[]): AppliedWaiver {
  const reasons = [...new Set(waivers.map(({ reason }) => reason))];
  const left = reasons.length - mostReasons;
  const [expires] = waivers.flatMap((waiver) => waiver.expires ?? []).sort();
  const shown = reasons.slice(0, mostReasons).join("; ");
  return {
    reason: left > 0 ? `${shown}; and ${left} more` : shown,
    ...(expires === undefined ? {} : { expires }),
  };
}
