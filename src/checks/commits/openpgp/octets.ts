import { malformed } from "../rejection.ts";

/** GnuPG reads no longer number (MAX_EXTERN_MPI_BITS). */
const longestNumberBits = 16_384;

/** Reads the fields of a packet and never past its end; what is missing makes the packet `malformed`. */
export class OctetReader {
  readonly #bytes: Buffer;
  readonly #what: string;
  #at = 0;

  constructor(bytes: Buffer, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  /** How many octets have been read. */
  get offset(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The next `length` octets, not copied. */
  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw malformed(`${this.#what} ends too early.`);
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  rest(): Buffer {
    return this.take(this.#bytes.length - this.#at);
  }

  octet(): number {
    return this.take(1).readUInt8();
  }

  uint16(): number {
    return this.take(2).readUInt16BE();
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  /**
   * A multiprecision integer without leading zeros (RFC 9580, section 3.2). A bit count that is too
   * high is accepted, as GnuPG does: GitHub's own signatures long had one.
   */
  number(): Buffer {
    const bits = this.uint16();
    if (bits > longestNumberBits) {
      throw malformed(`${this.#what} has a number of over ${longestNumberBits} bits.`);
    }
    const magnitude = this.take(Math.ceil(bits / 8));
    const start = magnitude.findIndex((octet) => octet !== 0);
    return start < 0 ? magnitude.subarray(magnitude.length) : magnitude.subarray(start);
  }

  /** The length of a new-format packet or a subpacket (RFC 9580, sections 4.2.1 and 5.2.3.7). */
  length(longestTwoOctet: number): number {
    const first = this.octet();
    if (first < 192) return first;
    if (first <= longestTwoOctet) return ((first - 192) << 8) + this.octet() + 192;
    if (first === 255) return this.uint32();
    throw malformed(`${this.#what} has a packet in pieces.`);
  }

  /** Says that everything has been read. */
  end(): void {
    if (!this.atEnd) throw malformed(`${this.#what} has octets after its end.`);
  }
}
