import { createHash } from "node:crypto";
import { failure, type SignatureVerdict } from "../verdict.ts";
import { checkSignature } from "./algorithms.ts";
import { dearmour } from "./armour.ts";
import { readCertificate, type Certificate } from "./certificate.ts";
import { readSignedData, type SignedData } from "./cms.ts";
import { fulcioIssuer } from "./fulcio.ts";
import { judgeGitsign } from "./gitsign.ts";
import { keyFault } from "./key-strength.ts";
import { malformed, Rejection, unsupported } from "../rejection.ts";
import type { SignerId } from "./signer-info.ts";
import { judgeSmime } from "./smime.ts";
import type { X509Trust } from "./trust.ts";

export interface X509Options {
  /** RSA keys with fewer bits, the signer's and the authorities', are `weak`. */
  readonly minRsaBits: number;
}

const defaultOptions: X509Options = { minRsaBits: 2048 };

/**
 * Judges an X.509 signature: of gitsign, by the identity in the certificate and the log's time, or
 * else S/MIME, by the roots and the signer's own time. `at` is the committer's time in seconds, which
 * counts where the signature has none.
 */
export function verifyX509(
  signature: Buffer,
  payload: Buffer,
  trust: X509Trust,
  at: number,
  options: X509Options = defaultOptions,
): SignatureVerdict {
  let leaf: Certificate | undefined;
  try {
    const message = readSignedData(dearmour(signature));
    const bag = message.certificates.map(readCertificate);
    leaf = signerIn([...bag, ...ownCertificates(trust)], message.signer.id);
    requireGood(message, leaf, payload);
    requireUsable(leaf, trust, options);
    const intermediates = [...bag, ...trust.intermediates];
    const judged = { signer: message.signer, leaf, intermediates, at, ...options };
    const issuer = fulcioIssuer(leaf);
    return issuer === undefined ? judgeSmime(judged, trust) : judgeGitsign(judged, issuer, trust);
  } catch (thrown) {
    if (thrown instanceof Rejection) return failure(thrown.code, thrown.message, leaf?.fingerprint);
    throw thrown;
  }
}

function ownCertificates(trust: X509Trust): readonly Certificate[] {
  const anchors = [...trust.roots, ...trust.fulcio];
  return [...trust.intermediates, ...anchors.map(({ certificate }) => certificate)];
}

/** The certificate that the signature names, wherever it stands: two that answer are a trick. */
function signerIn(certificates: readonly Certificate[], id: SignerId): Certificate {
  const named = certificates.filter((each) => isNamed(each, id));
  const [leaf] = named;
  if (leaf === undefined) {
    throw unsupported("The signature names a certificate that does not come with it.");
  }
  if (named.some((each) => each.fingerprint !== leaf.fingerprint)) {
    throw malformed("Two certificates go by the name that the signature gives its signer.");
  }
  return leaf;
}

function isNamed({ issuer, serial, extensions }: Certificate, id: SignerId): boolean {
  if (id.by === "key") return extensions.subjectKeyId?.equals(id.identifier) ?? false;
  return issuer.equals(id.issuer) && serial.equals(id.serial);
}

/** Says that the content is the one that was signed, and with the certificate's key. */
function requireGood({ signer }: SignedData, leaf: Certificate, payload: Buffer): void {
  const { digest, scheme, signed, signature, messageDigest } = signer;
  const content = createHash(digest).update(payload).digest();
  if (!content.equals(messageDigest)) {
    throw new Rejection("bad", "The signature does not fit the content.");
  }
  if (!checkSignature(scheme, digest, leaf.publicKey, signed, signature)) {
    throw new Rejection("bad", "The signature was not made with its certificate's key.");
  }
}

/** Says that a key may be used at all, whoever vouches for it. */
function requireUsable(leaf: Certificate, trust: X509Trust, { minRsaBits }: X509Options): void {
  if (trust.revoked.has(leaf.fingerprint)) {
    throw new Rejection("revoked", "The signer's certificate is in the list of revoked keys.");
  }
  const fault = keyFault(leaf.publicKey, "The signer's key", minRsaBits);
  if (fault !== undefined) throw new Rejection(fault.code, fault.reason);
}
