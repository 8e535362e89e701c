import type { KeyObject } from "node:crypto";
import type { Fault } from "../rejection.ts";

/** The curves of RFC 5480 that are strong enough and that the signature algorithms here are meant for. */
const curves: ReadonlySet<string> = new Set(["prime256v1", "secp384r1", "secp521r1"]);

/** Why a key is too weak or of a kind that is not known; `what` is whose key. */
export function keyFault(key: KeyObject, what: string, minRsaBits: number): Fault | undefined {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case "rsa":
    case "rsa-pss":
      if ((modulusLength ?? 0) >= minRsaBits) return undefined;
      return {
        code: "weak",
        reason: `${what} is RSA with ${modulusLength ?? 0} bits, and at least ${minRsaBits} are required.`,
      };
    case "ec":
      if (curves.has(namedCurve ?? "")) return undefined;
      return {
        code: "unsupported",
        reason: `${what} is on the curve ${namedCurve ?? "of no name"}, not on P-256, P-384 or P-521.`,
      };
    case "ed25519":
      return undefined;
    default:
      return { code: "unsupported", reason: `${what} is of a kind that is not known.` };
  }
}
