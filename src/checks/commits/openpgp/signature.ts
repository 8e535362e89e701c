import { algorithms } from "./algorithms.ts";
import { dearmour } from "./armour.ts";
import { digestOf, type Digest } from "./digests.ts";
import { OctetReader } from "./octets.ts";
import { packetTags, readPackets } from "./packet.ts";
import { malformed, Rejection } from "../rejection.ts";
import { readStatements, type Statements } from "./statements.ts";

/** What a signature of a file says (RFC 9580, section 5.2). */
export interface OpenPgpSignature extends Statements {
  readonly version: 4 | 6;
  /** Whether line ends were made CRLF before signing. */
  readonly text: boolean;
  readonly algorithm: number;
  readonly digest: Digest;
  /** Hashed before the payload; empty in version 4. */
  readonly salt: Buffer;
  /** Hashed after the payload. */
  readonly trailer: Buffer;
  /** The numbers or octets of the algorithm. */
  readonly values: readonly Buffer[];
}

/** Signatures of a file, as bytes and as text (RFC 9580, section 5.2.1); all others are about keys. */
const ofBytes = 0x00;
const ofText = 0x01;

/** Reads an armoured signature, strictly: one packet, nothing before or after it. */
export function readSignature(armoured: Buffer): OpenPgpSignature {
  const packets = readPackets(dearmour(armoured), "The signature block");
  const [packet, ...others] = packets;
  if (packet === undefined || packets.some(({ tag }) => tag !== packetTags.signature)) {
    throw malformed("The signature block holds something else than a signature.");
  }
  if (others.length > 0) {
    throw malformed(
      `The signature block holds ${packets.length} signatures; git refuses more than one.`,
    );
  }
  return readBody(packet.body);
}

function readBody(body: Buffer): OpenPgpSignature {
  const from = new OctetReader(body, "The signature");
  const version = versionOf(from.octet());
  const type = from.octet();
  if (type !== ofBytes && type !== ofText) {
    throw malformed(`The signature is of type ${type}, which is not for files.`);
  }
  const algorithm = from.octet();
  const digest = digestOf(from.octet());
  const area = (): Buffer => from.take(version === 6 ? from.uint32() : from.uint16());
  const hashed = area();
  const trailer = trailerOf(version, body.subarray(0, from.offset));
  const unhashed = area();
  // The digest's first 16 bits are a hint that GitHub wrote wrongly until April 2021.
  from.uint16();
  const salt = version === 6 ? readSalt(from, digest) : Buffer.alloc(0);
  const values = readValues(algorithm, from);
  from.end();
  const statements = readStatements(hashed, unhashed, version);
  return {
    ...statements,
    version,
    text: type === ofText,
    algorithm,
    digest,
    salt,
    trailer,
    values,
  };
}

function versionOf(version: number): 4 | 6 {
  if (version === 4 || version === 6) return version;
  throw new Rejection(
    "unsupported",
    `The signature has version ${version}, and only 4 and 6 are known.`,
  );
}

/** What is hashed after the payload (RFC 9580, section 5.2.4). */
function trailerOf(version: number, signedPart: Buffer): Buffer {
  const ending = Buffer.from([version, 0xff, 0, 0, 0, 0]);
  ending.writeUInt32BE(signedPart.length, 2);
  return Buffer.concat([signedPart, ending]);
}

function readSalt(from: OctetReader, digest: Digest): Buffer {
  const salt = from.take(from.octet());
  if (salt.length === digest.saltOctets) return salt;
  throw malformed(
    `The signature has a salt of ${salt.length} octets where ${digest.saltOctets} belong.`,
  );
}

function readValues(algorithm: number, from: OctetReader): Buffer[] {
  switch (algorithm) {
    case algorithms.rsa:
    case algorithms.rsaSignOnly:
      return [from.number()];
    case algorithms.dsa:
    case algorithms.ecdsa:
    case algorithms.eddsaLegacy:
      return [from.number(), from.number()];
    case algorithms.ed25519:
      return [from.take(64)];
    case algorithms.ed448:
      return [from.take(114)];
    default:
      throw new Rejection(
        "unsupported",
        `The signature uses the key algorithm number ${algorithm}.`,
      );
  }
}
