import { fingerprintOctets, keyIdOf } from "./fingerprint.ts";
import { malformed, Rejection } from "../rejection.ts";
import { readSubpackets, type Subpacket } from "./subpacket.ts";

/** The signature subpackets that mean something for a signature of a file (RFC 9580, section 5.2.3.7). */
const types = {
  created: 2,
  expires: 3,
  issuer: 16,
  issuerFingerprint: 33,
} as const;

/** May be marked critical, because what it says is heeded or cannot matter. */
const understood: ReadonlySet<number> = new Set(Object.values(types));

/** Sizes that other subpackets have to have (RFC 9580, section 5.2.3): GnuPG reads on after a wrong one as if nothing followed. */
const sizes: ReadonlyMap<number, (octets: number) => boolean> = new Map([
  [4, (octets) => octets === 1],
  [5, (octets) => octets === 2],
  [7, (octets) => octets === 1],
  [9, (octets) => octets === 4],
  [12, (octets) => octets >= 22],
  [25, (octets) => octets === 1],
  [29, (octets) => octets >= 1],
  [31, (octets) => octets >= 2],
  [32, (octets) => octets >= 1],
]);
const notation = 20;

/** Times are of 32 bits; GnuPG wraps those that are later. */
const endOfTimes = 2 ** 32;

/** What the subpackets of a signature say. */
export interface Statements {
  /** When it was made, in seconds since 1970; from the signed area only. */
  readonly createdAt: number;
  /** When it ceases to hold, if ever; from the signed area only. */
  readonly expiresAt?: number;
  /** Which key made it, only to find the key: fingerprint or key ID in upper-case hex. */
  readonly issuer: string;
}

/**
 * Reads both areas. The times count only where they are signed; who made the signature may stand in
 * either, as the key proves it, but all that is said of it must agree.
 */
export function readStatements(hashed: Buffer, unhashed: Buffer, version: number): Statements {
  const signed = readArea(hashed);
  const createdAt = single(signed, types.created)?.readUInt32BE();
  if (createdAt === undefined) {
    throw malformed("The signature does not say, in its signed part, when it was made.");
  }
  const lifetime = single(signed, types.expires)?.readUInt32BE() ?? 0;
  if (createdAt + lifetime >= endOfTimes) {
    throw malformed("The signature says that it holds until a time past the year 2106.");
  }
  const issuer = issuerOf(signed, readArea(unhashed), version);
  return { createdAt, issuer, ...(lifetime === 0 ? {} : { expiresAt: createdAt + lifetime }) };
}

/** The subpackets of an area, all of which can be heeded. */
function readArea(area: Buffer): readonly Subpacket[] {
  const subpackets = readSubpackets(area);
  for (const { type, critical, data } of subpackets) {
    if (critical && !understood.has(type)) {
      throw new Rejection("unsupported", `The signature has a critical subpacket of type ${type}.`);
    }
    if (!sized(type, data)) {
      throw malformed(`The signature has a subpacket of type ${type} of a wrong size.`);
    }
  }
  return subpackets;
}

function sized(type: number, data: Buffer): boolean {
  if (type !== notation) return sizes.get(type)?.(data.length) ?? true;
  // RFC 9580, section 5.2.3.24: flags, the lengths of name and value, both.
  return data.length >= 8 && data.length === 8 + data.readUInt16BE(4) + data.readUInt16BE(6);
}

/** The four octets of a time, which may be said once. */
function single(subpackets: readonly Subpacket[], type: number): Buffer | undefined {
  const [first, second] = subpackets.filter((subpacket) => subpacket.type === type);
  if (second !== undefined || (first !== undefined && first.data.length !== 4)) {
    throw malformed("The signature gives a time twice or in another form than four octets.");
  }
  return first?.data;
}

/** GnuPG finds a key by an unsigned key ID, and by a fingerprint only where it is signed. */
function issuerOf(
  signed: readonly Subpacket[],
  unsigned: readonly Subpacket[],
  version: number,
): string {
  const read = (data: Buffer): string => issuerFingerprint(data, version);
  const proven = namedBy(signed, types.issuerFingerprint).map(read);
  const keyIds = namedBy([...signed, ...unsigned], types.issuer).map(issuerKeyId);
  const fingerprints = [...proven, ...namedBy(unsigned, types.issuerFingerprint).map(read)];
  const allKeyIds = new Set([...keyIds, ...fingerprints.map(keyIdOf)]);
  if (new Set(fingerprints).size > 1 || allKeyIds.size > 1) {
    throw malformed("The signature names several keys.");
  }
  const issuer = proven[0] ?? keyIds[0];
  if (issuer === undefined) throw malformed("The signature does not say which key made it.");
  return issuer;
}

function namedBy(subpackets: readonly Subpacket[], type: number): Buffer[] {
  return subpackets.filter((subpacket) => subpacket.type === type).map(({ data }) => data);
}

function issuerKeyId(data: Buffer): string {
  if (data.length !== 8) throw malformed("The signature names a key ID that has not eight octets.");
  return data.toString("hex").toUpperCase();
}

function issuerFingerprint(data: Buffer, version: number): string {
  if (data[0] !== version || data.length !== 1 + fingerprintOctets(version)) {
    throw malformed("The signature names a key of another version than its own.");
  }
  return data.subarray(1).toString("hex").toUpperCase();
}
