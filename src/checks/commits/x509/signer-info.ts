import { digestOf, readAlgorithm, schemeOf, type Digest, type Scheme } from "./algorithms.ts";
import { readAttributes, onlyValue, type Attributes } from "./attributes.ts";
import { context, contextBytes, DerReader, requireDer, tag, wholeElement } from "./der.ts";
import { integerBytes, oidOf, smallInteger, timeOf } from "./der-values.ts";
import { encode } from "./der-encoding.ts";
import { malformed, unsupported } from "../rejection.ts";

/** How a signature says whose it is (RFC 5652, section 5.3). */
export type SignerId =
  | { readonly by: "serial"; readonly issuer: Buffer; readonly serial: Buffer }
  | { readonly by: "key"; readonly identifier: Buffer };

/** The signature of one signer. */
export interface SignerInfo {
  readonly id: SignerId;
  readonly digest: Digest;
  readonly scheme: Scheme;
  /** The attributes as they were signed: encoded as a SET. */
  readonly signed: Buffer;
  readonly messageDigest: Buffer;
  /** The time that the signer wrote down, in seconds. */
  readonly signingTime?: number;
  readonly signature: Buffer;
  /** The log entry that gitsign puts beside the signature. */
  readonly logEntry?: Buffer;
}

const contentType = "1.2.840.113549.1.9.3";
const messageDigest = "1.2.840.113549.1.9.4";
const signingTime = "1.2.840.113549.1.9.5";
const data = "1.2.840.113549.1.7.1";
const logEntry = "1.3.6.1.4.1.57264.3.1";
const timeStampToken = "1.2.840.113549.1.9.16.2.14";

const whatSigned = "The signed attributes";
const whatUnsigned = "The unsigned attributes";

/** Reads a SignerInfo (RFC 5652, section 5.3) that has signed attributes. */
export function readSignerInfo(from: DerReader): SignerInfo {
  const version = smallInteger(from.content(tag.integer));
  const id = readSignerId(from, version);
  const digest = digestOf(readAlgorithm(from));
  if (!from.has(context(0))) {
    throw unsupported(
      "The signature has no signed attributes, and git's signers always write them.",
    );
  }
  const attributes = from.content(context(0));
  const scheme = schemeOf(readAlgorithm(from));
  requireSameDigest(scheme, digest);
  const signature = from.content(tag.octetString);
  const unsigned = from.optional(context(1));
  from.end();
  const entry = unsigned === undefined ? undefined : logEntryIn(unsigned);
  return {
    id,
    digest,
    scheme,
    ...signedFacts(attributes),
    signature,
    ...(entry === undefined ? {} : { logEntry: entry }),
  };
}

function readSignerId(from: DerReader, version: number): SignerId {
  if (version === 3) return { by: "key", identifier: from.content(contextBytes(0)) };
  if (version !== 1) throw malformed(`The signer has the version ${version}.`);
  const inside = from.enter(tag.sequence);
  const issuer = inside.element(tag.sequence).whole;
  const serial = integerBytes(inside.content(tag.integer));
  inside.end();
  return { by: "serial", issuer, serial };
}

function requireSameDigest(scheme: Scheme, digest: Digest): void {
  // RFC 8419, section 3.1: Ed25519 goes with SHA-512.
  const named = scheme.family === "ed25519" ? "sha512" : scheme.digest;
  if (named === undefined || named === digest) return;
  throw malformed("The signature algorithm has another digest than the signature.");
}

/** What the signed attributes say (RFC 5652, section 11); each is there once. */
function signedFacts(
  content: Buffer,
): Pick<SignerInfo, "signed" | "messageDigest" | "signingTime"> {
  requireDer(content, whatSigned);
  const attributes = readAttributes(new DerReader(content, whatSigned));
  const type = requiredValue(attributes, contentType, tag.oid);
  if (oidOf(type) !== data) throw malformed("The signed attributes are about other content.");
  const time = onlyValue(attributes, signingTime);
  return {
    signed: encode(tag.set, content),
    messageDigest: requiredValue(attributes, messageDigest, tag.octetString),
    ...(time === undefined ? {} : { signingTime: timeOf(time) }),
  };
}

function requiredValue(attributes: Attributes, oid: string, expected: number): Buffer {
  const value = onlyValue(attributes, oid);
  if (value?.tag === expected) return value.content;
  throw malformed(`The signed attribute ${oid} is missing or something else than it should be.`);
}

/** Nobody signs these: whatever git's signers do not write is refused. */
function logEntryIn(content: Buffer): Buffer | undefined {
  const attributes = readAttributes(new DerReader(content, whatUnsigned));
  for (const oid of attributes.keys()) {
    if (oid !== logEntry && oid !== timeStampToken) {
      throw malformed(`The signature has the unsigned attribute ${oid}, which nobody vouches for.`);
    }
  }
  const value = onlyValue(attributes, logEntry);
  return value && wholeElement(value.whole, tag.octetString, whatUnsigned);
}
