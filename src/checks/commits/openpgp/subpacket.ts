import { OctetReader } from "./octets.ts";
import { malformed } from "../rejection.ts";

/** GnuPG reads no longer area of subpackets. */
const longestArea = 10_000;

/** A statement in a signature, of a type that RFC 9580, section 5.2.3.7, lists. */
export interface Subpacket {
  readonly type: number;
  /** Whether a signature whose reader does not understand it must be refused. */
  readonly critical: boolean;
  readonly data: Buffer;
}

/** The subpackets of one area of a signature (RFC 9580, section 5.2.3.7), whatever they say. */
export function readSubpackets(area: Buffer): readonly Subpacket[] {
  if (area.length > longestArea) {
    throw malformed(`The signature has over ${longestArea} bytes of subpackets.`);
  }
  const from = new OctetReader(area, "A subpacket of the signature");
  const found: Subpacket[] = [];
  while (!from.atEnd) {
    const length = from.length(254);
    if (length === 0) throw malformed("The signature has a subpacket without a type.");
    const first = from.octet();
    const data = from.take(length - 1);
    found.push({ type: first & 0x7f, critical: (first & 0x80) !== 0, data });
  }
  return found;
}
