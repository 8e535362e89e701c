import type { Certificate } from "./certificate.ts";
import type { FailureCode } from "../verdict.ts";
import { quote } from "../../../policy/words.ts";

/** Why a listed key does not count, in one sentence. */
export interface Fault {
  readonly code: FailureCode;
  readonly reason: string;
}

/**
 * The options that say where and how one may log in: OpenSSH ignores them in signatures of files.
 * `verify-required` it ignores too; here the signature has to satisfy it (see `verificationFault`).
 */
const knownOptions = new Set(["force-command", "source-address", "verify-required"]);

/** The flag with which a security key says that it verified its user. */
const userVerified = 0x04;

/**
 * Why a certificate of a listed authority may not sign at a time, for a principal when one is named
 * (OpenSSH, sshkey.c: sshkey_cert_check_authority; that unknown critical options refuse is PROTOCOL.certkeys).
 */
export function certificateFault(
  certificate: Certificate,
  at: number,
  principal?: string,
): Fault | undefined {
  const time = BigInt(at);
  if (certificate.kind !== "user") {
    return {
      code: "unsupported",
      reason: "The certificate is a host's, and hosts sign no commits.",
    };
  }
  const unknown = certificate.criticalOptions.find((name) => !knownOptions.has(name));
  if (unknown !== undefined) {
    return {
      code: "unsupported",
      reason: `The certificate has the critical option ${quote(unknown)}, which is not known.`,
    };
  }
  if (time < certificate.validAfter) {
    return {
      code: "not-yet-valid",
      reason: "The certificate was not valid yet at the commit's time.",
    };
  }
  if (time >= certificate.validBefore) {
    return {
      code: "expired-at-signing",
      reason: "The certificate had expired at the commit's time.",
    };
  }
  if (principal !== undefined && !certificate.principals.includes(principal)) {
    const reason = `The certificate is not for the principal ${quote(principal)}.`;
    return { code: "identity-mismatch", reason };
  }
  return undefined;
}

/** Why a signature of a security key does not satisfy its certificate, if it does not. */
export function verificationFault(
  certificate: Certificate,
  flags: number | undefined,
): Fault | undefined {
  const required = certificate.criticalOptions.includes("verify-required");
  if (!required || flags === undefined || (flags & userVerified) !== 0) return undefined;
  return {
    code: "bad",
    reason: "The certificate asks the security key to verify its user, and it did not.",
  };
}
