/** A fingerprint of an OpenPGP key or an X.509 certificate on a line of its own, in any usual spelling. */
const fingerprintLine =
  /^(?:[0-9A-Fa-f]{2}[: ]?){19}(?:[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{2}[: ]?){12}[0-9A-Fa-f]{2})$/;

/** A list of revoked keys, parted into fingerprints and what remains for the reader of SSH lists. */
export interface PartedList {
  /** In upper-case hex, 40 or 64 digits. */
  readonly fingerprints: readonly string[];
  /** With every line at its old number; binary lists come back as they were. */
  readonly rest: Buffer;
}

/** Takes the hexadecimal fingerprints out of a text list; other formats have none. */
export function partRevokedList(bytes: Buffer): PartedList {
  if (bytes.includes(0)) return { fingerprints: [], rest: bytes };
  const fingerprints: string[] = [];
  const lines = bytes
    .toString("latin1")
    .split("\n")
    .map((line) => {
      const text = line.trim();
      if (!fingerprintLine.test(text)) return line;
      fingerprints.push(text.replace(/[: ]/g, "").toUpperCase());
      return "";
    });
  if (fingerprints.length === 0) return { fingerprints, rest: bytes };
  return { fingerprints, rest: Buffer.from(lines.join("\n"), "latin1") };
}
