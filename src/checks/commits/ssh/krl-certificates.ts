import type { Certificate } from "./certificate.ts";
import { readKey } from "./key.ts";
import { passExtension } from "./krl-extension.ts";
import { malformed } from "../rejection.ts";
import type { WireReader } from "./wire.ts";

/** The certificates of one authority, or of all, that a list revokes. */
export interface RevokedCertificates {
  include(certificate: Certificate): boolean;
}

/** Sections about certificates (OpenSSH, PROTOCOL.krl, section 2). */
const section = { list: 0x20, range: 0x21, bitmap: 0x22, keyId: 0x23, extension: 0x39 } as const;

const highestSerial = (1n << 64n) - 1n;

interface Revoked {
  readonly serials: Set<bigint>;
  readonly ranges: { readonly from: bigint; readonly to: bigint }[];
  readonly bitmaps: { readonly offset: bigint; readonly bits: Buffer }[];
  readonly keyIds: Set<string>;
}

/** Reads the section that revokes certificates by their serial numbers and key identities. */
export function readRevokedCertificates(from: WireReader): RevokedCertificates {
  const authority = from.bytes();
  from.bytes();
  // An empty key stands for every authority.
  const blob = authority.length === 0 ? undefined : readKey(authority).plain.blob;
  const revoked: Revoked = { serials: new Set(), ranges: [], bitmaps: [], keyIds: new Set() };
  while (!from.atEnd) {
    const type = from.byte();
    const part = from.nested("A section about certificates of the key revocation list");
    readPart(type, part, revoked);
    part.end();
  }
  return {
    include: (certificate) =>
      (blob === undefined || blob.equals(certificate.authority.blob)) &&
      isRevoked(certificate, revoked),
  };
}

function readPart(type: number, from: WireReader, revoked: Revoked): void {
  switch (type) {
    case section.list:
      while (!from.atEnd) revoked.serials.add(serial(from.uint64()));
      return;
    case section.range:
      readRange(from, revoked);
      return;
    case section.bitmap:
      readBitmap(from, revoked);
      return;
    case section.keyId:
      while (!from.atEnd) revoked.keyIds.add(from.text());
      return;
    case section.extension:
      passExtension(from);
      return;
    default:
      throw malformed(
        `The key revocation list has a certificate section of the unknown type ${type}.`,
      );
  }
}

function readRange(from: WireReader, revoked: Revoked): void {
  const range = { from: serial(from.uint64()), to: from.uint64() };
  if (range.to < range.from) {
    throw malformed(
      "The key revocation list has a range of serial numbers that ends before it starts.",
    );
  }
  revoked.ranges.push(range);
}

function readBitmap(from: WireReader, revoked: Revoked): void {
  const bitmap = { offset: from.uint64(), bits: from.number() };
  if (bitmap.offset + BigInt(bitmap.bits.length * 8) > highestSerial) {
    throw malformed("The key revocation list has a bitmap past the last serial number.");
  }
  if (bitmap.offset === 0n && hasBit(bitmap.bits, 0n)) serial(0n);
  revoked.bitmaps.push(bitmap);
}

/** Certificates without a serial number have 0, so no list may name it (OpenSSH, krl.c). */
function serial(value: bigint): bigint {
  if (value === 0n) throw malformed("The key revocation list revokes the serial number 0.");
  return value;
}

function isRevoked(certificate: Certificate, revoked: Revoked): boolean {
  if (revoked.keyIds.has(certificate.keyId)) return true;
  const number = certificate.serial;
  return (
    revoked.serials.has(number) ||
    revoked.ranges.some((range) => range.from <= number && number <= range.to) ||
    revoked.bitmaps.some(({ offset, bits }) => offset <= number && hasBit(bits, number - offset))
  );
}

/** Bit `index` of a big-endian number. */
function hasBit(bits: Buffer, index: bigint): boolean {
  if (index >= BigInt(bits.length * 8)) return false;
  const at = Number(index);
  const byte = bits[bits.length - 1 - (at >> 3)] ?? 0;
  return ((byte >> (at & 7)) & 1) === 1;
}
