import { createHash, createPrivateKey, sign, type KeyObject } from "node:crypto";
import { readCertificate } from "../../../../src/checks/commits/x509/certificate.ts";
import { context, contextBytes, tag } from "../../../../src/checks/commits/x509/der.ts";
import { encode } from "../../../../src/checks/commits/x509/der-encoding.ts";

/** The object identifiers that signatures are built of here. */
export const oids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha512: "2.16.840.1.101.3.4.2.3",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  ed25519: "1.3.101.112",
  logEntry: "1.3.6.1.4.1.57264.3.1",
} as const;

/** An object identifier in DER. */
export function oid(dotted: string): Buffer {
  const [root = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [root * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift((left % 128) | 0x80);
    }
    return digits;
  });
  return encode(tag.oid, Buffer.from(bytes));
}

/** An attribute with one value. */
export function attribute(name: string, ...values: readonly Buffer[]): Buffer {
  return encode(tag.sequence, oid(name), encode(tag.set, ...values));
}

/** A time as certificates and signatures write it. */
export function time(seconds: number): Buffer {
  const digits = new Date(seconds * 1000).toISOString().replace(/[-:T]|\..*/g, "");
  return encode(tag.generalizedTime, Buffer.from(`${digits}Z`));
}

/** What a signature is built of; everything can be other than it should be. */
export interface Blueprint {
  readonly payload: Buffer;
  readonly key: KeyObject;
  readonly certificates: readonly Buffer[];
  /** The certificate that is named as the signer's; the first unless told. */
  readonly named?: Buffer;
  readonly byKeyIdentifier?: boolean;
  readonly signingTime?: number;
  /** Instead of the usual attributes. */
  readonly attributes?: readonly Buffer[];
  readonly unsigned?: readonly Buffer[];
  readonly digest?: { readonly name: string; readonly oid: string };
  readonly algorithm?: string;
}

/** A signature's parts that a log wants to know. */
export interface Built {
  readonly der: Buffer;
  readonly signed: Buffer;
  readonly signature: Buffer;
  /** The same signature with unsigned attributes beside it. */
  with(unsigned: readonly Buffer[]): Buffer;
}

/** The usual signed attributes. */
export function usualAttributes(plan: Blueprint): readonly Buffer[] {
  const digest = createHash(plan.digest?.name ?? "sha256")
    .update(plan.payload)
    .digest();
  const when = plan.signingTime === undefined ? [] : [time(plan.signingTime)];
  return [
    attribute(oids.contentType, oid(oids.data)),
    ...when.map((value) => attribute(oids.signingTime, value)),
    attribute(oids.messageDigest, encode(tag.octetString, digest)),
  ];
}

/** Builds a signature as gitsign does (RFC 5652). */
export function buildSignature(plan: Blueprint): Built {
  const attributes = Buffer.concat(plan.attributes ?? usualAttributes(plan));
  const signed = encode(tag.set, attributes);
  const digestName =
    plan.key.asymmetricKeyType === "ed25519" ? null : (plan.digest?.name ?? "sha256");
  const signature = sign(digestName, signed, plan.key);
  const assembled = (unsigned: readonly Buffer[]): Buffer =>
    assemble(plan, attributes, signature, unsigned);
  return { der: assembled(plan.unsigned ?? []), signed, signature, with: assembled };
}

function assemble(
  plan: Blueprint,
  attributes: Buffer,
  signature: Buffer,
  unsigned: readonly Buffer[],
): Buffer {
  const version = encode(tag.integer, Buffer.from([plan.byKeyIdentifier === true ? 3 : 1]));
  const digest = encode(tag.sequence, oid(plan.digest?.oid ?? oids.sha256));
  const signer = encode(
    tag.sequence,
    version,
    signerId(plan),
    digest,
    encode(context(0), attributes),
    encode(tag.sequence, oid(plan.algorithm ?? oids.ecdsaWithSha256)),
    encode(tag.octetString, signature),
    ...(unsigned.length === 0 ? [] : [encode(context(1), ...unsigned)]),
  );
  const body = encode(
    tag.sequence,
    version,
    encode(tag.set, digest),
    encode(tag.sequence, oid(oids.data)),
    encode(context(0), ...plan.certificates),
    encode(tag.set, signer),
  );
  return encode(tag.sequence, oid(oids.signedData), encode(context(0), body));
}

function signerId(plan: Blueprint): Buffer {
  const certificate = readCertificate(plan.named ?? plan.certificates[0] ?? Buffer.alloc(0));
  if (plan.byKeyIdentifier === true) {
    return encode(contextBytes(0), certificate.extensions.subjectKeyId ?? Buffer.alloc(0));
  }
  return encode(tag.sequence, certificate.issuer, encode(tag.integer, certificate.serial));
}

/** A private key out of a PEM file. */
export function privateKey(pem: Buffer): KeyObject {
  return createPrivateKey(pem);
}
