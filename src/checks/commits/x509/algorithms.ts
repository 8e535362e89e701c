import { constants, verify, type KeyObject } from "node:crypto";
import { DerReader, context, tag, wholeElement } from "./der.ts";
import { oidOf, smallInteger } from "./der-values.ts";
import { malformed, Rejection, unsupported } from "../rejection.ts";

/** An algorithm as CMS and certificates name it: an identifier and perhaps parameters. */
export interface Algorithm {
  readonly oid: string;
  readonly parameters: Buffer | undefined;
}

export type Digest = "sha256" | "sha384" | "sha512";

/** How a signature is made; `digest` is missing where the key's kind says all. */
export type Scheme =
  | { readonly family: "rsa"; readonly digest?: Digest }
  | { readonly family: "rsa-pss"; readonly digest: Digest; readonly saltLength: number }
  | { readonly family: "ec"; readonly digest: Digest }
  | { readonly family: "ed25519" };

const digests: ReadonlyMap<string, Digest> = new Map([
  ["2.16.840.1.101.3.4.2.1", "sha256"],
  ["2.16.840.1.101.3.4.2.2", "sha384"],
  ["2.16.840.1.101.3.4.2.3", "sha512"],
]);

const brokenDigests: ReadonlyMap<string, string> = new Map([
  ["1.3.14.3.2.26", "SHA-1"],
  ["1.2.840.113549.2.5", "MD5"],
  ["1.2.840.113549.2.2", "MD2"],
]);

const schemes: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  ["1.2.840.113549.1.1.1", { family: "rsa" }],
  ["1.2.840.113549.1.1.11", { family: "rsa", digest: "sha256" }],
  ["1.2.840.113549.1.1.12", { family: "rsa", digest: "sha384" }],
  ["1.2.840.113549.1.1.13", { family: "rsa", digest: "sha512" }],
  ["1.2.840.10045.4.3.2", { family: "ec", digest: "sha256" }],
  ["1.2.840.10045.4.3.3", { family: "ec", digest: "sha384" }],
  ["1.2.840.10045.4.3.4", { family: "ec", digest: "sha512" }],
  ["1.3.101.112", { family: "ed25519" }],
]);

const brokenSchemes: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.1.1.2", "MD2"],
  ["1.2.840.113549.1.1.4", "MD5"],
  ["1.2.840.113549.1.1.5", "SHA-1"],
  ["1.2.840.10045.4.1", "SHA-1"],
  ["1.2.840.10040.4.3", "SHA-1"],
]);

const rsaPss = "1.2.840.113549.1.1.10";
const what = "The description of an RSA-PSS signature";
const mgf1 = "1.2.840.113549.1.1.8";

/** Reads an AlgorithmIdentifier (RFC 5280, section 4.1.1.2). */
export function readAlgorithm(from: DerReader): Algorithm {
  const inside = from.enter(tag.sequence);
  const oid = oidOf(inside.content(tag.oid));
  const parameters = inside.atEnd ? undefined : inside.element().whole;
  inside.end();
  return { oid, parameters };
}

/** The digest that an algorithm names; MD5 and SHA-1 are `weak`. */
export function digestOf(algorithm: Algorithm): Digest {
  requireNoParameters(algorithm);
  const digest = digests.get(algorithm.oid);
  if (digest !== undefined) return digest;
  throw broken(brokenDigests.get(algorithm.oid)) ?? unknown("digest", algorithm.oid);
}

/** How a signature is made; digests that can be forged are `weak`. */
export function schemeOf(algorithm: Algorithm): Scheme {
  if (algorithm.oid === rsaPss) return pssScheme(algorithm);
  const scheme = schemes.get(algorithm.oid);
  if (scheme !== undefined) {
    requireNoParameters(algorithm);
    return scheme;
  }
  throw broken(brokenSchemes.get(algorithm.oid)) ?? unknown("signature", algorithm.oid);
}

/** Whether a signature over data verifies; a key of another kind than the scheme's does not. */
export function checkSignature(
  scheme: Scheme,
  digest: Digest,
  key: KeyObject,
  data: Buffer,
  signature: Buffer,
): boolean {
  const kind = key.asymmetricKeyType;
  const fits = kind === scheme.family || (scheme.family === "rsa-pss" && kind === "rsa");
  if (!fits) return false;
  const algorithm = scheme.family === "ed25519" ? null : digest;
  try {
    return verify(algorithm, data, { key, ...paddingOf(scheme) }, signature);
  } catch {
    // OpenSSL refuses some keys and parameters only here.
    return false;
  }
}

function paddingOf(scheme: Scheme): { padding?: number; saltLength?: number } {
  if (scheme.family === "rsa") return { padding: constants.RSA_PKCS1_PADDING };
  if (scheme.family !== "rsa-pss") return {};
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength };
}

/** The parameters of RSASSA-PSS (RFC 4055, section 3.1); what is left out means SHA-1. */
function pssScheme({ parameters }: Algorithm): Scheme {
  if (parameters === undefined) throw malformed("RSA-PSS is named without its parameters.");
  const from = new DerReader(parameters, what).enter(tag.sequence);
  const hash = from.optional(context(0));
  const mask = from.optional(context(1));
  const salt = from.optional(context(2));
  const trailer = from.optional(context(3));
  from.end();
  if (trailer !== undefined) throw malformed("RSA-PSS has another trailer than the usual one.");
  const digest = digestOf(innerAlgorithm(from, hash));
  const generator = innerAlgorithm(from, mask);
  const named = innerAlgorithm(from, generator.parameters);
  if (generator.oid !== mgf1 || digestOf(named) !== digest) {
    throw unsupported("RSA-PSS is used with another digest in its mask than outside.");
  }
  const saltLength = salt === undefined ? 20 : smallInteger(wholeElement(salt, tag.integer, what));
  return { family: "rsa-pss", digest, saltLength };
}

function innerAlgorithm(parent: DerReader, content: Buffer | undefined): Algorithm {
  if (content === undefined) throw broken("SHA-1") ?? malformed("A digest is missing.");
  const from = parent.inside(content);
  const algorithm = readAlgorithm(from);
  from.end();
  return algorithm;
}

function requireNoParameters({ oid, parameters }: Algorithm): void {
  if (parameters === undefined || parameters.equals(Buffer.from([tag.null, 0]))) return;
  throw malformed(`The algorithm ${oid} has parameters, and it takes none.`);
}

function broken(digest: string | undefined): Rejection | undefined {
  if (digest === undefined) return undefined;
  return new Rejection("weak", `The signature is over a ${digest} digest, which can be forged.`);
}

function unknown(what: string, oid: string): Rejection {
  return unsupported(`The ${what} algorithm ${oid} is not known.`);
}
