import { OctetReader } from "./octets.ts";
import { malformed } from "../rejection.ts";

/** The packet types that mean something here (RFC 9580, section 5). */
export const packetTags = { signature: 2, secretKey: 5, publicKey: 6 } as const;

export interface Packet {
  readonly tag: number;
  readonly body: Buffer;
  /** Header and body. */
  readonly bytes: Buffer;
}

/** No certificate has as many packets. */
const mostPackets = 100_000;

/**
 * The packets of a sequence, old and new format (RFC 9580, section 4.2). Lengths that are open or in
 * pieces are refused: they are for streams.
 */
export function readPackets(bytes: Buffer, what: string): Packet[] {
  const from = new OctetReader(bytes, what);
  const packets: Packet[] = [];
  while (!from.atEnd) {
    const start = from.offset;
    const { tag, length } = readHeader(from, what);
    const body = from.take(length);
    packets.push({ tag, body, bytes: bytes.subarray(start, from.offset) });
    if (packets.length > mostPackets) throw malformed(`${what} has over ${mostPackets} packets.`);
  }
  return packets;
}

function readHeader(from: OctetReader, what: string): { tag: number; length: number } {
  const first = from.octet();
  if ((first & 0x80) === 0) throw malformed(`${what} is not a sequence of OpenPGP packets.`);
  if ((first & 0x40) !== 0) return { tag: first & 0x3f, length: from.length(223) };
  return { tag: (first & 0x3c) >> 2, length: oldLength(first & 3, from, what) };
}

function oldLength(kind: number, from: OctetReader, what: string): number {
  if (kind === 0) return from.octet();
  if (kind === 1) return from.uint16();
  if (kind === 2) return from.uint32();
  throw malformed(`${what} has a packet without a length.`);
}
