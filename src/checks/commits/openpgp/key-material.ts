import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { messageOf } from "../../../errors.ts";
import { algorithms } from "./algorithms.ts";
import { dsaKeyInfo } from "./dsa-key-info.ts";
import { OctetReader } from "./octets.ts";
import { malformed, Rejection } from "../rejection.ts";

/** What a key's own fields give. */
export interface Material {
  readonly keyObject: KeyObject;
  /** Of RSA and DSA keys: the length of the modulus. */
  readonly modulusBits?: number;
  /** How many octets each number of a signature has: the modulus's in RSA, the group order's in DSA and ECDSA. */
  readonly numberOctets: number;
  /** The shortest digest that may be signed with it (RFC 9580, sections 5.2.3.2 to 5.2.3.5). */
  readonly digestBits: number;
}

interface Curve {
  readonly webName: string;
  readonly octets: number;
  readonly digestBits: number;
}

/** The curves by their object identifiers (RFC 9580, section 9.2). */
const curves: ReadonlyMap<string, Curve> = new Map([
  ["2a8648ce3d030107", { webName: "P-256", octets: 32, digestBits: 256 }],
  ["2b81040022", { webName: "P-384", octets: 48, digestBits: 384 }],
  ["2b81040023", { webName: "P-521", octets: 66, digestBits: 512 }],
]);
const ed25519Legacy = "2b06010401da470f01";

/** Reads a key's fields of its algorithm (RFC 9580, section 5.5.5) into a key that node:crypto takes. */
export function readMaterial(algorithm: number, version: number, fields: Buffer): Material {
  const from = new OctetReader(fields, "The key");
  const material = readFields(algorithm, version, from);
  from.end();
  return material;
}

function readFields(algorithm: number, version: number, from: OctetReader): Material {
  switch (algorithm) {
    case algorithms.rsa:
    case algorithms.rsaSignOnly:
      return rsa(from);
    case algorithms.dsa:
      return dsa(from);
    case algorithms.ecdsa:
      return ecdsa(from);
    case algorithms.eddsaLegacy:
      // RFC 9580, section 5.5.5.5: only in keys of version 4.
      if (version === 4) return eddsaLegacy(from);
      throw malformed("A key of version 6 is of the algorithm EdDSALegacy.");
    case algorithms.ed25519:
      return edwards("Ed25519", from.take(32), 256);
    case algorithms.ed448:
      return edwards("Ed448", from.take(57), 512);
    default:
      throw new Rejection(
        "unsupported",
        `Keys of the algorithm number ${algorithm} are not supported.`,
      );
  }
}

function rsa(from: OctetReader): Material {
  const [n, e] = [from.number(), from.number()];
  const keyObject = fromJwk({ kty: "RSA", n: n.toString("base64url"), e: e.toString("base64url") });
  return { keyObject, modulusBits: bitLength(n), numberOctets: n.length, digestBits: 0 };
}

function dsa(from: OctetReader): Material {
  const [p, q, g, y] = [from.number(), from.number(), from.number(), from.number()];
  const keyObject = keyFrom(() =>
    createPublicKey({ key: dsaKeyInfo(p, q, g, y), format: "der", type: "spki" }),
  );
  const digestBits = bitLength(q);
  return { keyObject, modulusBits: bitLength(p), numberOctets: q.length, digestBits };
}

function ecdsa(from: OctetReader): Material {
  const curve = curves.get(objectIdentifier(from));
  if (curve === undefined)
    throw new Rejection("unsupported", "The key is on a curve other than NIST's.");
  const point = from.number();
  if (point[0] !== 4 || point.length !== 1 + 2 * curve.octets) {
    throw malformed("The key is not an uncompressed point of its curve.");
  }
  const keyObject = fromJwk({
    kty: "EC",
    crv: curve.webName,
    x: point.subarray(1, 1 + curve.octets).toString("base64url"),
    y: point.subarray(1 + curve.octets).toString("base64url"),
  });
  return { keyObject, numberOctets: curve.octets, digestBits: curve.digestBits };
}

function eddsaLegacy(from: OctetReader): Material {
  if (objectIdentifier(from) !== ed25519Legacy) {
    throw new Rejection("unsupported", "The EdDSA key is on another curve than Ed25519.");
  }
  const point = from.number();
  if (point[0] !== 0x40 || point.length !== 33)
    throw malformed("The EdDSA key is not a native point.");
  return edwards("Ed25519", point.subarray(1), 256);
}

function edwards(crv: "Ed25519" | "Ed448", x: Buffer, digestBits: number): Material {
  const keyObject = fromJwk({ kty: "OKP", crv, x: x.toString("base64url") });
  return { keyObject, numberOctets: x.length, digestBits };
}

function objectIdentifier(from: OctetReader): string {
  return from.take(from.octet()).toString("hex");
}

function fromJwk(key: JsonWebKey): KeyObject {
  return keyFrom(() => createPublicKey({ key, format: "jwk" }));
}

function keyFrom(create: () => KeyObject): KeyObject {
  try {
    return create();
  } catch (cause) {
    throw malformed(`The key's numbers make no key: ${messageOf(cause)}.`);
  }
}

function bitLength(magnitude: Buffer): number {
  const [first] = magnitude;
  return first === undefined ? 0 : magnitude.length * 8 - (Math.clz32(first) - 24);
}
