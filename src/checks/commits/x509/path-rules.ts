import { schemeOf } from "./algorithms.ts";
import type { Certificate } from "./certificate.ts";
import type { Path } from "./chain.ts";
import { extensionId } from "./extensions.ts";
import { keyFault } from "./key-strength.ts";
import { Rejection, type Fault } from "../rejection.ts";

/** What a path of certificates has to satisfy. */
export interface PathRules {
  /** The time, in seconds, at which all of it has to be valid. */
  readonly at: number;
  /** The extended key usages of which one has to be allowed along the whole path. */
  readonly purposes: readonly string[];
  /** Whether the signer's certificate has to name the purpose, or may name none at all. */
  readonly purposeRequired: boolean;
  /** Key usages, as named bits, of which the signer's certificate has to allow one. */
  readonly keyUsage: number;
  readonly minRsaBits: number;
  /** Fingerprints of certificates that no longer count. */
  readonly revoked: ReadonlySet<string>;
}

/** Key usages as named bits (RFC 5280, section 4.2.1.3). */
export const keyUsage = { digitalSignature: 0x8000, contentCommitment: 0x4000, certSign: 0x0400 };

/** The purposes of RFC 5280, section 4.2.1.12, that signers of commits are certified for. */
export const purpose = {
  codeSigning: "1.3.6.1.5.5.7.3.3",
  emailProtection: "1.3.6.1.5.5.7.3.4",
} as const;

/** Critical extensions that are looked at here, or that say nothing about who signs. */
const understood: ReadonlySet<string> = new Set([
  extensionId.subjectKeyId,
  extensionId.keyUsage,
  extensionId.alternativeName,
  extensionId.basicConstraints,
  extensionId.revocationLists,
  extensionId.policies,
  extensionId.extendedKeyUsage,
]);

/** Why a path does not count at a time for a purpose, if it does not (RFC 5280, section 6.1). */
export function pathFault(path: Path, rules: PathRules): Fault | undefined {
  const { certificates } = path;
  return (
    revocationFault(certificates, rules) ??
    firstOf(certificates, (each) => extensionFault(each)) ??
    leafFault(certificates[0], rules) ??
    firstOf(certificates.slice(1), (each, index) =>
      authorityFault(each, certificates, index + 1),
    ) ??
    purposeFault(certificates, rules) ??
    // The signer's own key has been looked at, whatever it leads to.
    firstOf(certificates.slice(1), ({ publicKey }) =>
      keyFault(publicKey, "The key of an authority", rules.minRsaBits),
    ) ??
    // What an anchor signed itself with decides nothing.
    firstOf(certificates.slice(0, -1), algorithmFault) ??
    firstOf(certificates, (each, index) => timeFault(each, index === 0, rules.at)) ??
    anchorFault(path, rules.at)
  );
}

function firstOf(
  certificates: readonly Certificate[],
  rule: (certificate: Certificate, index: number) => Fault | undefined,
): Fault | undefined {
  for (const [index, certificate] of certificates.entries()) {
    const fault = rule(certificate, index);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function revocationFault(
  certificates: readonly Certificate[],
  rules: PathRules,
): Fault | undefined {
  const index = certificates.findIndex((each) => rules.revoked.has(each.fingerprint));
  if (index < 0) return undefined;
  const whose =
    index === 0 ? "The signer's certificate" : "The certificate of an authority above it";
  return { code: "revoked", reason: `${whose} is in the list of revoked keys.` };
}

function extensionFault({ extensions }: Certificate): Fault | undefined {
  for (const [oid, { critical }] of extensions.all) {
    // Critical or not, whoever limits what an authority may certify means it.
    if (oid === extensionId.nameConstraints) {
      return unsupportedFault("A certificate of the chain limits names, which is not understood.");
    }
    if (critical && !understood.has(oid)) {
      return unsupportedFault(
        `A certificate of the chain has the critical extension ${oid}, which is not understood.`,
      );
    }
  }
  return undefined;
}

function leafFault(leaf: Certificate | undefined, rules: PathRules): Fault | undefined {
  const usage = leaf?.extensions.keyUsage;
  if (usage === undefined || (usage & rules.keyUsage) !== 0) return undefined;
  return { code: "bad", reason: "The signer's certificate is not for signing (key usage)." };
}

/** Whether a certificate above the signer's may certify, and as far down as it does here. */
function authorityFault(
  { extensions }: Certificate,
  certificates: readonly Certificate[],
  index: number,
): Fault | undefined {
  if (!extensions.authority) {
    return { code: "bad", reason: "The chain has a certificate in it that is not an authority's." };
  }
  if (extensions.keyUsage !== undefined && (extensions.keyUsage & keyUsage.certSign) === 0) {
    return { code: "bad", reason: "The chain has an authority that may not sign certificates." };
  }
  const below = certificates
    .slice(1, index)
    .filter((each) => !each.subject.equals(each.issuer)).length;
  if (extensions.pathLength === undefined || below <= extensions.pathLength) return undefined;
  return { code: "bad", reason: "The chain is longer than one of its authorities allows." };
}

function purposeFault(certificates: readonly Certificate[], rules: PathRules): Fault | undefined {
  const [leaf] = certificates;
  const named = leaf?.extensions.extendedKeyUsage !== undefined || !rules.purposeRequired;
  const shared = rules.purposes.some((wanted) =>
    certificates.every(({ extensions }) => extensions.extendedKeyUsage?.includes(wanted) ?? true),
  );
  if (named && shared) return undefined;
  const reason = "The signer's certificate, or an authority's above it, is for another purpose.";
  return { code: "bad", reason };
}

function algorithmFault({ algorithm }: Certificate): Fault | undefined {
  try {
    schemeOf(algorithm);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof Rejection)) throw thrown;
    return { code: thrown.code, reason: `A certificate of the chain: ${thrown.message}` };
  }
}

function timeFault(certificate: Certificate, isLeaf: boolean, at: number): Fault | undefined {
  const whose = isLeaf ? "The signer's certificate" : "The certificate of an authority";
  if (at < certificate.notBefore) {
    return {
      code: "not-yet-valid",
      reason: `${whose} was not valid yet when the commit was signed.`,
    };
  }
  // The last second is OpenSSL's to refuse, and so ours.
  if (at < certificate.notAfter) return undefined;
  return { code: "expired-at-signing", reason: `${whose} had expired when the commit was signed.` };
}

function anchorFault({ anchor }: Path, at: number): Fault | undefined {
  if (anchor.validFrom !== undefined && at < anchor.validFrom) {
    return { code: "not-yet-valid", reason: "The trust root did not use that authority yet." };
  }
  if (anchor.validTo === undefined || at <= anchor.validTo) return undefined;
  return { code: "expired-at-signing", reason: "The trust root no longer used that authority." };
}

function unsupportedFault(reason: string): Fault {
  return { code: "unsupported", reason };
}
