/** id-dsa (RFC 3279, section 2.3.2). */
const dsaIdentifier = Buffer.from("06072a8648ce380401", "hex");

/** A DSA key as SubjectPublicKeyInfo, since JSON Web Keys have no DSA (RFC 3279, section 2.3.2). */
export function dsaKeyInfo(p: Buffer, q: Buffer, g: Buffer, y: Buffer): Buffer {
  const parameters = element(0x30, integer(p), integer(q), integer(g));
  const algorithm = element(0x30, dsaIdentifier, parameters);
  return element(0x30, algorithm, element(0x03, Buffer.from([0]), integer(y)));
}

/** Positive: a zero goes before a set sign bit. */
function integer(magnitude: Buffer): Buffer {
  const sign = (magnitude[0] ?? 0x80) >= 0x80 ? [Buffer.from([0])] : [];
  return element(0x02, ...sign, magnitude);
}

function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  return Buffer.concat([
    Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]),
    content,
  ]);
}
