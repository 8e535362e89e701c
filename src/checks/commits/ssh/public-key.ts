import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { quote } from "../../../policy/words.ts";
import { malformed, Rejection } from "../rejection.ts";
import { WireReader, wireString } from "./wire.ts";

export type KeyFamily = "ed25519" | "rsa" | "ecdsa" | "sk-ed25519" | "sk-ecdsa";

/** A curve of NIST's, as OpenSSH, JSON Web Keys and ECDSA in SSH (RFC 5656, section 6.2.1) speak of it. */
export interface Curve {
  readonly name: string;
  readonly webName: string;
  readonly bytes: number;
  readonly hash: "sha256" | "sha384" | "sha512";
}

export interface PublicKey {
  /** The plain type, never a certificate's: `ssh-ed25519`. */
  readonly type: string;
  readonly family: KeyFamily;
  /** The key in wire format; two keys are equal when these bytes are. */
  readonly blob: Buffer;
  /** `SHA256:…`, as ssh-keygen shows it. */
  readonly fingerprint: string;
  readonly keyObject: KeyObject;
  readonly curve?: Curve;
  /** Of RSA keys: the length of the modulus in bits. */
  readonly rsaBits?: number;
  /** Of security keys: what the key was made for, usually `ssh:`. */
  readonly application?: string;
}

const p256: Curve = { name: "nistp256", webName: "P-256", bytes: 32, hash: "sha256" };
const p384: Curve = { name: "nistp384", webName: "P-384", bytes: 48, hash: "sha384" };
const p521: Curve = { name: "nistp521", webName: "P-521", bytes: 66, hash: "sha512" };

const families: ReadonlyMap<string, { readonly family: KeyFamily; readonly curve?: Curve }> =
  new Map([
    ["ssh-ed25519", { family: "ed25519" }],
    ["ssh-rsa", { family: "rsa" }],
    ["ecdsa-sha2-nistp256", { family: "ecdsa", curve: p256 }],
    ["ecdsa-sha2-nistp384", { family: "ecdsa", curve: p384 }],
    ["ecdsa-sha2-nistp521", { family: "ecdsa", curve: p521 }],
    ["sk-ssh-ed25519@openssh.com", { family: "sk-ed25519" }],
    ["sk-ecdsa-sha2-nistp256@openssh.com", { family: "sk-ecdsa", curve: p256 }],
  ]);

/** The names of the plain key types that are understood. */
export const keyTypes: readonly string[] = [...families.keys()];

/** Reads a key's fields, which follow its type in a key and its nonce in a certificate. */
export function readKeyFields(type: string, from: WireReader): PublicKey {
  const known = families.get(type);
  if (known === undefined) {
    throw new Rejection("unsupported", `Keys of the type ${quote(type)} are not supported.`);
  }
  const fields = fieldsOf[known.family](from, known.curve ?? p256);
  const application = known.family.startsWith("sk-") ? from.text() : undefined;
  const tail = application === undefined ? [] : [wireString(application)];
  const blob = Buffer.concat([wireString(type), ...fields.wire, ...tail]);
  return {
    type,
    family: known.family,
    blob,
    fingerprint: fingerprintOf(blob),
    keyObject: keyObjectOf(fields.webKey, type),
    ...(known.curve === undefined ? {} : { curve: known.curve }),
    ...(fields.rsaBits === undefined ? {} : { rsaBits: fields.rsaBits }),
    ...(application === undefined ? {} : { application }),
  };
}

interface Fields {
  readonly wire: readonly Buffer[];
  readonly webKey: JsonWebKey;
  readonly rsaBits?: number;
}

const fieldsOf: Readonly<Record<KeyFamily, (from: WireReader, curve: Curve) => Fields>> = {
  ed25519: ed25519Fields,
  "sk-ed25519": ed25519Fields,
  rsa: rsaFields,
  ecdsa: ecdsaFields,
  "sk-ecdsa": ecdsaFields,
};

function ed25519Fields(from: WireReader): Fields {
  const point = from.bytes();
  if (point.length !== 32) throw malformed("An Ed25519 key has not 32 bytes.");
  const webKey = { kty: "OKP", crv: "Ed25519", x: point.toString("base64url") };
  return { wire: [wireString(point)], webKey };
}

function rsaFields(from: WireReader): Fields {
  const exponent = from.number();
  const modulus = from.number();
  const webKey = {
    kty: "RSA",
    e: exponent.toString("base64url"),
    n: modulus.toString("base64url"),
  };
  const wire = [wireNumber(exponent), wireNumber(modulus)];
  const rsaBits = modulus.length === 0 ? 0 : modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  return { wire, webKey, rsaBits };
}

function ecdsaFields(from: WireReader, curve: Curve): Fields {
  const name = from.text();
  const point = from.bytes();
  if (name !== curve.name) throw malformed("An ECDSA key names another curve than its type does.");
  // As OpenSSH (sshbuf-getput-crypto.c, get_ec): uncompressed points only.
  if (point.length !== 1 + 2 * curve.bytes || point[0] !== 4) {
    throw malformed("The point of an ECDSA key is not an uncompressed point of its curve.");
  }
  const x = point.subarray(1, 1 + curve.bytes).toString("base64url");
  const y = point.subarray(1 + curve.bytes).toString("base64url");
  return {
    wire: [wireString(name), wireString(point)],
    webKey: { kty: "EC", crv: curve.webName, x, y },
  };
}

/** A number in its only encoding; `magnitude` has no leading zeros. */
function wireNumber(magnitude: Buffer): Buffer {
  const needsZero = (magnitude[0] ?? 0) >= 0x80;
  return wireString(needsZero ? Buffer.concat([Buffer.of(0), magnitude]) : magnitude);
}

function keyObjectOf(webKey: JsonWebKey, type: string): KeyObject {
  try {
    return createPublicKey({ key: webKey, format: "jwk" });
  } catch {
    throw malformed(`A key of the type ${type} holds numbers that are no such key.`);
  }
}

function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}
