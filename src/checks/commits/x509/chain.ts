import type { Certificate } from "./certificate.ts";
import { pathFault, type PathRules } from "./path-rules.ts";
import type { Fault } from "../rejection.ts";

/** A certificate that is trusted by itself, perhaps only for some time. */
export interface Anchor {
  readonly certificate: Certificate;
  readonly validFrom?: number;
  readonly validTo?: number;
}

/** From the signer's certificate to the anchor's. */
export interface Path {
  readonly certificates: readonly Certificate[];
  readonly anchor: Anchor;
}

/** What is known about a signer's certificate: a good path, only paths with a fault, or none. */
export type Standing =
  | { readonly kind: "trusted"; readonly path: Path }
  | { readonly kind: "refused"; readonly fault: Fault }
  | { readonly kind: "untrusted" };

/** Longer chains are not met; a certificate more would be a trick. */
const longestPath = 8;

/** A bag of certificates of one name could make any number of paths. */
const mostLinks = 100;

/**
 * Looks for a path from a certificate through intermediates to an anchor (RFC 5280, section 6) that
 * keeps the rules. Where several lead to an anchor, a good one wins.
 */
export function findPath(
  leaf: Certificate,
  intermediates: readonly Certificate[],
  anchors: readonly Anchor[],
  rules: PathRules,
): Standing {
  let first: Fault | undefined;
  for (const path of pathsFrom([leaf], intermediates, anchors, { left: mostLinks })) {
    const fault = pathFault(path, rules);
    if (fault === undefined) return { kind: "trusted", path };
    first ??= fault;
  }
  return first === undefined ? { kind: "untrusted" } : { kind: "refused", fault: first };
}

interface Budget {
  left: number;
}

function* pathsFrom(
  certificates: readonly Certificate[],
  intermediates: readonly Certificate[],
  anchors: readonly Anchor[],
  budget: Budget,
): Generator<Path> {
  const last = certificates.at(-1);
  if (last === undefined) return;
  for (const anchor of anchors) {
    const { certificate } = anchor;
    if (certificate.fingerprint === last.fingerprint) yield { certificates, anchor };
    else if (issued(certificate, last, budget)) {
      yield { certificates: [...certificates, certificate], anchor };
    }
  }
  if (certificates.length >= longestPath) return;
  for (const next of intermediates) {
    const used = certificates.some((each) => each.fingerprint === next.fingerprint);
    if (used || !issued(next, last, budget)) continue;
    yield* pathsFrom([...certificates, next], intermediates, anchors, budget);
  }
}

/** What is known of signatures between certificates, which are read once. */
const links = new WeakMap<Certificate, WeakMap<Certificate, boolean>>();

/** Whether a certificate's key signed another certificate, and their names fit. */
function issued(issuer: Certificate, subject: Certificate, budget: Budget): boolean {
  if (!issuer.subject.equals(subject.issuer) || budget.left <= 0) return false;
  budget.left -= 1;
  const known = links.get(subject)?.get(issuer);
  if (known !== undefined) return known;
  const good = verifies(issuer, subject);
  const ofSubject = links.get(subject) ?? new WeakMap<Certificate, boolean>();
  links.set(subject, ofSubject.set(issuer, good));
  return good;
}

function verifies(issuer: Certificate, subject: Certificate): boolean {
  try {
    // The first looks at names, key identifiers and key usage, the second at the signature.
    return subject.x509.checkIssued(issuer.x509) && subject.x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}
