import { malformed } from "../rejection.ts";

const begin = "-----BEGIN SSH SIGNATURE-----\n";
const end = "-----END SSH SIGNATURE-----";

/** How long ssh-keygen makes the lines of a signature (OpenSSH, sshbuf-misc.c: sshbuf_dtob64 with wrapping). */
const columns = 70;

/** No key and certificate that people use makes a larger one; OpenSSH's own bound is not lower. */
const longestArmour = 1 << 17;

/**
 * The bytes inside a signature's armour. Only the one form that ssh-keygen writes is accepted: git
 * would also take other line lengths or text after the end, which are unsigned bytes in a commit.
 */
export function dearmour(signature: Buffer): Buffer {
  if (signature.length > longestArmour) {
    throw malformed(`The signature block has over ${longestArmour} bytes.`);
  }
  const text = signature.toString("latin1");
  if (!text.startsWith(begin)) {
    throw malformed("The signature block does not start with the line BEGIN SSH SIGNATURE.");
  }
  const footer = text.indexOf(end);
  if (footer < 0) throw malformed("The signature block has no line END SSH SIGNATURE.");
  if (/[^\n]/.test(text.slice(footer + end.length))) {
    throw malformed("Something follows the end of the signature block.");
  }
  const body = text.slice(begin.length, footer);
  const blob = Buffer.from(body, "base64");
  // Buffer's decoder skips what it does not know; only the canonical text comes out the same again.
  if (blob.length === 0 || wrapped(blob.toString("base64")) !== body) {
    throw malformed(`The signature block is not base64 in lines of ${columns} characters.`);
  }
  return blob;
}

function wrapped(base64: string): string {
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += columns) lines.push(base64.slice(at, at + columns));
  return lines.map((line) => `${line}\n`).join("");
}
