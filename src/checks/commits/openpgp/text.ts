const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const lineEnd = Buffer.from("\r\n");

/**
 * A payload as a text signature signs it (RFC 9580, section 5.2.1.2): every line ends in CRLF. As
 * GnuPG does it, all carriage returns at the end of a line go, the last line's too.
 */
export function canonicalText(payload: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let start = 0; start < payload.length;) {
    const feed = payload.indexOf(lineFeed, start);
    const end = feed < 0 ? payload.length : feed;
    pieces.push(payload.subarray(start, withoutReturns(payload, start, end)));
    if (feed >= 0) pieces.push(lineEnd);
    start = end + 1;
  }
  return Buffer.concat(pieces);
}

function withoutReturns(payload: Buffer, start: number, end: number): number {
  let last = end;
  while (last > start && payload[last - 1] === carriageReturn) last--;
  return last;
}
