import { createHash, X509Certificate, type KeyObject } from "node:crypto";
import { readAlgorithm, type Algorithm } from "./algorithms.ts";
import { context, contextBytes, DerReader, tag, wholeElement, type Element } from "./der.ts";
import { bitStringBytes, integerBytes, smallInteger, timeOf } from "./der-values.ts";
import { readExtensions, type Extensions } from "./extensions.ts";
import { malformed, unsupported } from "../rejection.ts";

/** A certificate as read; that somebody vouches for it is the chain's business. */
export interface Certificate {
  readonly raw: Buffer;
  /** SHA-256 over all of it, in hexadecimal. */
  readonly fingerprint: string;
  readonly x509: X509Certificate;
  readonly publicKey: KeyObject;
  /** The key with its algorithm, as the certificate has it. */
  readonly keyInfo: Buffer;
  readonly serial: Buffer;
  /** Names as bytes: two are the same only when they are written the same. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly notBefore: number;
  readonly notAfter: number;
  /** How the issuer signed it. */
  readonly algorithm: Algorithm;
  readonly extensions: Extensions;
  /** The fields before the extensions, one after the other. */
  readonly fields: readonly Buffer[];
}

const what = "A certificate";

/** Thousands of commits have a handful of signers: reading a certificate costs more than a signature. */
const remembered = new Map<string, Certificate>();
const mostRemembered = 1_000;

/** Reads a certificate (RFC 5280, section 4.1) of version 3. The same bytes are read once. */
export function readCertificate(raw: Buffer): Certificate {
  const name = createHash("sha256").update(raw).digest("hex");
  const known = remembered.get(name);
  if (known !== undefined) return known;
  // A copy, so that remembering a certificate does not hold on to what it was cut out of.
  const certificate = readFresh(Buffer.from(raw), name);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(name, certificate);
  return certificate;
}

function readFresh(raw: Buffer, fingerprint: string): Certificate {
  const outer = new DerReader(raw, what);
  const from = outer.enter(tag.sequence);
  outer.end();
  const signed = readSigned(from.enter(tag.sequence));
  const algorithm = from.element(tag.sequence).whole;
  bitStringBytes(from.content(tag.bitString));
  from.end();
  if (!algorithm.equals(signed.algorithm)) {
    throw malformed("A certificate names its signature's algorithm in two ways.");
  }
  const x509 = parsedByNode(raw);
  return {
    ...signed,
    raw,
    fingerprint,
    x509,
    publicKey: keyOf(x509),
    algorithm: readAlgorithm(new DerReader(algorithm, what)),
  };
}

type Signed = Omit<Certificate, "raw" | "fingerprint" | "x509" | "publicKey" | "algorithm">;

/** The part of a certificate that its issuer signs. */
function readSigned(from: DerReader): Signed & { readonly algorithm: Buffer } {
  const version = from.has(context(0)) ? from.element() : undefined;
  if (
    version === undefined ||
    smallInteger(wholeElement(version.content, tag.integer, what)) !== 2
  ) {
    throw unsupported("A certificate is not of version 3.");
  }
  const serial = from.element(tag.integer);
  const algorithm = from.element(tag.sequence).whole;
  const issuer = from.element(tag.sequence).whole;
  const validity = from.element(tag.sequence);
  const subject = from.element(tag.sequence).whole;
  const keyInfo = from.element(tag.sequence).whole;
  if (from.has(contextBytes(1)) || from.has(contextBytes(2))) {
    throw unsupported("A certificate has the unique identifiers that RFC 5280 forbids.");
  }
  const extensions = from.has(context(3)) ? from.enter(context(3)) : undefined;
  from.end();
  const list = extensions?.enter(tag.sequence);
  extensions?.end();
  return {
    serial: integerBytes(serial.content),
    algorithm,
    issuer,
    ...readValidity(inner(validity)),
    subject,
    keyInfo,
    extensions: readExtensions(list ?? new DerReader(Buffer.alloc(0), what)),
    fields: [version.whole, serial.whole, algorithm, issuer, validity.whole, subject, keyInfo],
  };
}

function inner(element: Element): DerReader {
  return new DerReader(element.content, what);
}

function readValidity(from: DerReader): Pick<Certificate, "notBefore" | "notAfter"> {
  const notBefore = timeOf(from.element());
  const notAfter = timeOf(from.element());
  from.end();
  return { notBefore, notAfter };
}

function parsedByNode(raw: Buffer): X509Certificate {
  try {
    return new X509Certificate(raw);
  } catch {
    throw malformed("A certificate has contents that OpenSSL cannot read.");
  }
}

function keyOf(x509: X509Certificate): KeyObject {
  try {
    return x509.publicKey;
  } catch {
    throw unsupported("A certificate has a key of a kind that is not known.");
  }
}
