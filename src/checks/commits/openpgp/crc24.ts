/** The checksum's first value and its generator (RFC 9580, section 6.1.1). */
const initial = 0xb704ce;
const generator = 0x1864cfb;

const table = Int32Array.from({ length: 256 }, (_, octet) => {
  let value = octet << 16;
  for (let bit = 0; bit < 8; bit++)
    value = (value << 1) ^ ((value & 0x800000) === 0 ? 0 : generator);
  return value & 0xffffff;
});

/** The checksum of armoured bytes, three octets (RFC 9580, section 6.1.1). */
export function crc24(bytes: Buffer): Buffer {
  let value = initial;
  // Buffers are much slower to iterate than to index.
  for (let at = 0; at < bytes.length; at++) {
    value = ((value << 8) & 0xffffff) ^ (table[(value >>> 16) ^ (bytes[at] ?? 0)] ?? 0);
  }
  return Buffer.from([value >>> 16, (value >>> 8) & 0xff, value & 0xff]);
}
