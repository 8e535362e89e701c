import type { VerifiedSignature } from "../model/image-result.ts";
import type { ReportedImage } from "../model/report.ts";

/** Whether something attached to the image was verified. */
export function isVerified({ signatures = [] }: ReportedImage): boolean {
  return signatures.length > 0;
}

/** By whom, when and logged where: `signed by …, 2026-11-20T08:15:00.000Z, https://rekor.sigstore.dev, entry 7`. */
export function signatureLabel({ by, at, log }: VerifiedSignature): string {
  return [`signed by ${by}`, at, log].filter((part) => part !== undefined).join(", ");
}
