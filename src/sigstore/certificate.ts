import { X509Certificate as NodeCertificate } from "node:crypto";
import { ASN1Obj, X509Certificate } from "@sigstore/core";
import {
  claimNumbers,
  fulcioExtension,
  issuerNumbers,
  type ClaimName,
} from "./certificate-claims.ts";
import { Rejection } from "./rejection.ts";
import { decodeUtf8 } from "./strict-json.ts";

/** Who a certificate says its holder is. */
export interface CertificateIdentity {
  /** The only subject alternative name: an address, a URI or a Fulcio user name. */
  readonly subject: string;
  readonly issuer: string;
  readonly claims: Readonly<Partial<Record<ClaimName, string>>>;
}

const extensionId = { subjectAltName: "2.5.29.17", codeSigning: "1.3.6.1.5.5.7.3.3" } as const;
/** Fulcio's own kind of name, for user names without a domain. */
const fulcioUserName = "1.3.6.1.4.1.57264.1.7";

/**
 * Reads the identity out of a certificate whose chain is proven. Throws a Rejection where it is not a
 * certificate for signing code, or says who its holder is in no way or in more than one.
 */
export function identityIn(der: Buffer<ArrayBuffer>): CertificateIdentity {
  const certificate = X509Certificate.parse(der);
  requireCodeSigning(der);
  requireSingleExtensions(certificate);
  return {
    subject: subjectOf(certificate),
    issuer: issuerOf(certificate),
    claims: claimsOf(certificate),
  };
}

function requireCodeSigning(der: Buffer): void {
  const certificate = new NodeCertificate(der);
  // Node's types say string, but the property is a list of identifiers or nothing.
  const purposes: unknown = certificate.keyUsage;
  if (certificate.ca) throw new Rejection("its certificate is an authority's");
  if (!Array.isArray(purposes) || !purposes.includes(extensionId.codeSigning)) {
    throw new Rejection("its certificate is not for signing code");
  }
}

function requireSingleExtensions(certificate: X509Certificate): void {
  const seen = new Set<string>();
  for (const extension of certificate.extensions) {
    const identifier = extension.subs[0]?.toOID() ?? "";
    if (seen.has(identifier)) {
      throw new Rejection(`its certificate has the extension ${identifier} twice`);
    }
    seen.add(identifier);
  }
}

function subjectOf(certificate: X509Certificate): string {
  const value = certificate.extension(extensionId.subjectAltName)?.value;
  const names = value === undefined ? [] : elementIn(value, "the name in its certificate").subs;
  const [name, ...others] = names;
  if (name === undefined) throw new Rejection("its certificate names nobody");
  if (others.length > 0) {
    throw new Rejection(`its certificate names ${names.length} identities, and must name one`);
  }
  const text = plainText(bytesOfName(name), "the identity in its certificate");
  if (text.includes(" ")) throw new Rejection("the identity in its certificate has a space in it");
  return text;
}

/** The text of a general name of the kinds that Fulcio issues: RFC 5280, section 4.2.1.6. */
function bytesOfName(name: ASN1Obj): Buffer {
  const isAddress = name.tag.isContextSpecific(1);
  const isUri = name.tag.isContextSpecific(6);
  if (isAddress || isUri) return name.value;
  const [kind, wrapped] = name.tag.isContextSpecific(0) ? name.subs : [];
  const text = wrapped?.subs[0];
  if (kind?.toOID() !== fulcioUserName || text === undefined) {
    throw new Rejection("its certificate names somebody by neither address, URI nor user name");
  }
  return text.value;
}

function issuerOf(certificate: X509Certificate): string {
  const bare = bareText(certificate, issuerNumbers.bare);
  const encoded = encodedText(certificate, issuerNumbers.encoded);
  const issuer = encoded ?? bare;
  if (issuer === undefined) throw new Rejection("its certificate does not say who vouched for it");
  if (bare !== undefined && bare !== issuer) {
    throw new Rejection("its certificate names two different issuers");
  }
  return issuer;
}

function claimsOf(certificate: X509Certificate): CertificateIdentity["claims"] {
  const claims: Partial<Record<ClaimName, string>> = {};
  for (const name of Object.keys(claimNumbers) as ClaimName[]) {
    const number = claimNumbers[name];
    const read = number < issuerNumbers.encoded ? bareText : encodedText;
    const value = read(certificate, number);
    if (value !== undefined) claims[name] = value;
  }
  return claims;
}

function bareText(certificate: X509Certificate, number: number): string | undefined {
  const value = certificate.extension(fulcioExtension(number))?.value;
  return value === undefined ? undefined : plainText(value, describe(number));
}

function encodedText(certificate: X509Certificate, number: number): string | undefined {
  const value = certificate.extension(fulcioExtension(number))?.value;
  if (value === undefined) return undefined;
  const text = elementIn(value, describe(number));
  const isUtf8String = text.tag.isUniversal() && text.tag.number === 12;
  if (!isUtf8String || !text.toDER().equals(value)) {
    throw new Rejection(`${describe(number)} is not a UTF8String`);
  }
  return plainText(text.value, describe(number));
}

function elementIn(value: Buffer, what: string): ASN1Obj {
  try {
    return ASN1Obj.parseBuffer(Buffer.from(value));
  } catch (cause) {
    throw new Rejection(`${what} is not one element of DER`, { cause });
  }
}

function describe(number: number): string {
  return `extension ${fulcioExtension(number)} of its certificate`;
}

/** A text without control characters: a NUL would end it early for some readers. */
function plainText(bytes: Buffer, what: string): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Rejection(`${what} is not UTF-8`);
  if (/[\u0000-\u001f\u007f-\u009f\ufeff]/.test(text)) {
    throw new Rejection(`${what} has control characters in it`);
  }
  return text;
}
