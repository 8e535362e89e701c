import { malformed } from "../rejection.ts";

const begin = "-----BEGIN SIGNED MESSAGE-----\n";
const end = "-----END SIGNED MESSAGE-----\n";

/** How long gpgsm, smimesign and gitsign make the lines (RFC 7468, section 2). */
const columns = 64;

/** A signature with a chain of RSA-4096 certificates and a log entry has a tenth of it. */
const longestArmour = 1 << 17;

/**
 * The bytes inside a signature's armour. Only the one form that git's X.509 signers write is accepted:
 * other line lengths, headers or text after the end would be unsigned bytes in a commit.
 */
export function dearmour(signature: Buffer): Buffer {
  if (signature.length > longestArmour) {
    throw malformed(`The signature block has over ${longestArmour} bytes.`);
  }
  const text = signature.toString("latin1");
  if (!text.startsWith(begin)) {
    throw malformed("The signature block does not start with the line BEGIN SIGNED MESSAGE.");
  }
  const footer = text.indexOf(end);
  if (footer < 0) throw malformed("The signature block has no line END SIGNED MESSAGE.");
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
  return base64.replace(/.{1,64}/g, "$&\n");
}
