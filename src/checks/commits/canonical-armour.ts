import { malformed } from "./rejection.ts";

/** The one form of an armour that a kind of signer writes. */
export interface ArmourForm {
  /** What stands behind BEGIN and END, e.g. `SSH SIGNATURE`. */
  readonly label: string;
  /** How long the lines are, but for the last. */
  readonly columns: number;
  /** Whether the end must be followed by a line feed. */
  readonly endsLine: boolean;
}

/** No signature that people use is larger, be it with certificates and a log entry. */
const longestArmour = 1 << 17;

/**
 * The bytes inside a signature's armour. Only the given form is accepted: git would also take other
 * line lengths, headers or text after the end, which are unsigned bytes in a commit.
 */
export function bytesInArmour(signature: Buffer, { label, columns, endsLine }: ArmourForm): Buffer {
  if (signature.length > longestArmour) {
    throw malformed(`The signature block has over ${longestArmour} bytes.`);
  }
  const begin = `-----BEGIN ${label}-----\n`;
  const end = `-----END ${label}-----${endsLine ? "\n" : ""}`;
  const text = signature.toString("latin1");
  if (!text.startsWith(begin)) {
    throw malformed(`The signature block does not start with the line BEGIN ${label}.`);
  }
  const footer = text.indexOf(end);
  if (footer < 0) throw malformed(`The signature block has no line END ${label}.`);
  if (/[^\n]/.test(text.slice(footer + end.length))) {
    throw malformed("Something follows the end of the signature block.");
  }
  const body = text.slice(begin.length, footer);
  const blob = Buffer.from(body, "base64");
  // Buffer's decoder skips what it does not know; only the canonical text comes out the same again.
  if (blob.length === 0 || wrapped(blob.toString("base64"), columns) !== body) {
    throw malformed(`The signature block is not base64 in lines of ${columns} characters.`);
  }
  return blob;
}

function wrapped(base64: string, columns: number): string {
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += columns) lines.push(base64.slice(at, at + columns));
  return lines.map((line) => `${line}\n`).join("");
}
