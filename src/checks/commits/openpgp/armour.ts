import { malformed } from "../rejection.ts";
import { crc24 } from "./crc24.ts";

const begin = "-----BEGIN PGP SIGNATURE-----\n";
const end = "-----END PGP SIGNATURE-----";

/** Far more than a signature of the longest key needs. */
const longestArmour = 1 << 16;

/** GnuPG 1, GPGTools, Keybase and others write these; they are not signed, so their room is small. */
const header = /^(?:Version|Comment): [\x20-\x7e]{0,200}$/;
const mostHeaders = 4;

/** Writers wrap at 60 or 64 characters; RFC 9580, section 6.1, allows 76. */
const longestLine = 76;

/**
 * The bytes inside a signature's armour (RFC 9580, section 6.2). One form is accepted: a block with
 * at most the headers that signing programs write, even lines, a right checksum if there is one, and
 * only newlines after it. Git would take more, which are unsigned bytes in a commit.
 */
export function dearmour(signature: Buffer): Buffer {
  if (signature.length > longestArmour) {
    throw malformed(`The signature block has over ${longestArmour} bytes.`);
  }
  const text = signature.toString("latin1");
  if (!text.startsWith(begin)) {
    throw malformed("The signature block does not start with the line BEGIN PGP SIGNATURE.");
  }
  const footer = text.indexOf(`\n${end}`, begin.length - 1);
  if (footer < 0) throw malformed("The signature block has no line END PGP SIGNATURE.");
  if (/[^\n]/.test(text.slice(footer + 1 + end.length))) {
    throw malformed("Something follows the end of the signature block.");
  }
  return content(text.slice(begin.length, footer).split("\n"));
}

function content(lines: string[]): Buffer {
  const blank = lines.indexOf("");
  if (
    blank < 0 ||
    blank > mostHeaders ||
    !lines.slice(0, blank).every((line) => header.test(line))
  ) {
    throw malformed("The signature block has other headers than Version and Comment.");
  }
  const body = lines.slice(blank + 1);
  const checksum = body.at(-1)?.startsWith("=") === true ? body.pop() : undefined;
  const bytes = fromBase64(body);
  if (checksum !== undefined && checksum.slice(1) !== crc24(bytes).toString("base64")) {
    throw malformed("The signature block's checksum is wrong.");
  }
  return bytes;
}

function fromBase64(lines: readonly string[]): Buffer {
  const width = lines[0]?.length ?? 0;
  const even = lines.every((line, at) =>
    at < lines.length - 1 ? line.length === width : line.length > 0 && line.length <= width,
  );
  const base64 = lines.join("");
  const bytes = Buffer.from(base64, "base64");
  // Buffer's decoder skips what it does not know; only canonical text comes out the same again.
  if (!even || width > longestLine || bytes.length === 0 || bytes.toString("base64") !== base64) {
    throw malformed("The signature block is not base64 in even lines.");
  }
  return bytes;
}
