import { isUtf8 } from "node:buffer";
import type { Certificate } from "./certificate.ts";
import { tag, wholeElement } from "./der.ts";
import { malformed } from "../rejection.ts";

/** An identity that may sign with gitsign: who, as whom says. */
export interface GitsignIdentity {
  /** The OpenID Connect issuer, as the certificate has it. */
  readonly issuer: string;
  /** The e-mail address or URI of the certificate's subject alternative name. */
  readonly identity: string;
}

/** Fulcio's extensions for the issuer: the second is the old one, whose value is not DER. */
const issuerExtension = "1.3.6.1.4.1.57264.1.8";
const oldIssuerExtension = "1.3.6.1.4.1.57264.1.1";

/** Who vouched to Fulcio for a certificate's owner; missing where Fulcio did not make the certificate. */
export function fulcioIssuer({ extensions }: Certificate): string | undefined {
  const value = extensions.all.get(issuerExtension)?.value;
  const old = extensions.all.get(oldIssuerExtension)?.value;
  if (value === undefined) return old && textOf(old);
  const issuer = textOf(wholeElement(value, tag.utf8String, "Fulcio's issuer extension"));
  if (old !== undefined && textOf(old) !== issuer) {
    throw malformed("The signer's certificate names two issuers of its identity.");
  }
  return issuer;
}

/** The listed identity that a certificate is for: both parts are equal, character for character. */
export function listedIdentity(
  { extensions }: Certificate,
  issuer: string,
  listed: readonly GitsignIdentity[],
): GitsignIdentity | undefined {
  const { emails, uris } = extensions.names;
  const own = new Set([...emails, ...uris]);
  return listed.find((each) => each.issuer === issuer && own.has(each.identity));
}

/** A certificate's identity for people: `ann@example.com (https://accounts.example.com)`. */
export function identityName({ extensions }: Certificate, issuer: string): string {
  const [name = "nobody"] = [...extensions.names.emails, ...extensions.names.uris];
  return `${name} (${issuer})`;
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes) || bytes.includes(0)) {
    throw malformed("Fulcio's issuer extension is not text.");
  }
  return bytes.toString("utf8");
}
