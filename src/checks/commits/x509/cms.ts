import { context, DerReader, tag } from "./der.ts";
import { digestOf, readAlgorithm, type Digest } from "./algorithms.ts";
import { oidOf, smallInteger } from "./der-values.ts";
import { withDefiniteLengths } from "./envelope.ts";
import { malformed, unsupported } from "../rejection.ts";
import { readSignerInfo, type SignerInfo } from "./signer-info.ts";

/** A detached signature of one signer, as read and not yet checked. */
export interface SignedData {
  /** The certificates that come with it, in any order; nothing vouches for them. */
  readonly certificates: readonly Buffer[];
  readonly signer: SignerInfo;
}

const signedData = "1.2.840.113549.1.7.2";
const data = "1.2.840.113549.1.7.1";
const what = "The signature";

/** git's signers send one to five. */
const mostCertificates = 16;

/** Reads a CMS SignedData (RFC 5652, section 5.1) over content that lies elsewhere, with exactly one signer. */
export function readSignedData(bytes: Buffer): SignedData {
  const outer = new DerReader(withDefiniteLengths(bytes), what);
  const contentInfo = outer.enter(tag.sequence);
  outer.end();
  if (oidOf(contentInfo.content(tag.oid)) !== signedData) {
    throw malformed("The signature block holds something else than a signature.");
  }
  const explicit = contentInfo.enter(context(0));
  contentInfo.end();
  const from = explicit.enter(tag.sequence);
  explicit.end();
  const version = smallInteger(from.content(tag.integer));
  if (![1, 3, 4, 5].includes(version)) throw malformed(`The signature has the version ${version}.`);
  const digest = onlyDigest(from.enter(tag.set));
  requireDetached(from.enter(tag.sequence));
  const certificates = certificatesIn(from);
  if (from.has(context(1))) {
    throw unsupported("The signature carries revocation lists, which are not read.");
  }
  const signer = onlySigner(from.enter(tag.set));
  from.end();
  if (signer.digest !== digest) throw malformed("The signature names two different digests.");
  return { certificates, signer };
}

function onlyDigest(from: DerReader): Digest {
  const digest = digestOf(readAlgorithm(from));
  from.end();
  return digest;
}

function requireDetached(from: DerReader): void {
  if (oidOf(from.content(tag.oid)) !== data) {
    throw malformed("The signature is over another kind of content than plain data.");
  }
  if (!from.atEnd) throw malformed("The signature carries a content of its own.");
}

function certificatesIn(from: DerReader): readonly Buffer[] {
  const content = from.optional(context(0));
  if (content === undefined) return [];
  const found = from.inside(content).rest();
  if (found.length > mostCertificates) {
    throw malformed(`The signature carries more than ${mostCertificates} certificates.`);
  }
  if (found.some((element) => element.tag !== tag.sequence)) {
    throw unsupported("The signature carries a certificate that is not an X.509 one.");
  }
  return found.map((element) => element.whole);
}

function onlySigner(from: DerReader): SignerInfo {
  if (from.atEnd) throw malformed("The signature has no signer.");
  const signer = readSignerInfo(from.enter(tag.sequence));
  if (!from.atEnd) throw unsupported("The signature has more than one signer.");
  return signer;
}
