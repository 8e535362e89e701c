import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { messageOf, UsageError } from "../../../errors.ts";
import { readKeyText, type SshKey } from "./key.ts";
import type { PublicKey } from "./public-key.ts";
import type { RevocationList } from "./revocation.ts";

/** The first words of the lines that ssh-keygen -k turns into a binary list, for keys. */
const specified = /^(key|sha1|sha256|hash|serial|id):[ \t]*/i;
const fingerprint = /^SHA256:([A-Za-z0-9+/]{43})=?$/;

/**
 * Reads a text list of revoked keys as ssh-keygen -r does (OpenSSH, authfile.c: sshkey_in_file): a key
 * or certificate a line, which revokes the key in every certificate. Fingerprints (`SHA256:…`) and the
 * `key:`, `sha1:`, `sha256:` and `hash:` lines of ssh-keygen -k are understood too.
 */
export function readRevokedKeys(path: string, bytes: Buffer): RevocationList {
  if (!isUtf8(bytes) || bytes.includes(0)) {
    throw new UsageError(
      `${path}: is neither a text with a key a line nor a key revocation list of ssh-keygen -k`,
    );
  }
  const fingerprints = new Set<string>();
  const mistakes: string[] = [];
  bytes
    .toString("utf8")
    .split("\n")
    .forEach((content, index) => {
      try {
        const found = readLine(content.trim());
        if (found !== undefined) fingerprints.add(found);
      } catch (thrown) {
        mistakes.push(`${path}:${index + 1}: ${messageOf(thrown)}`);
      }
    });
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return {
    revokes: ({ plain, certificate }: SshKey) =>
      fingerprints.has(digestOf(plain)) ||
      (certificate !== undefined && fingerprints.has(digestOf(certificate.authority))),
  };
}

/** The SHA-256 digest, in base64, of the key that a line revokes. */
function readLine(content: string): string | undefined {
  if (content === "" || content.startsWith("#")) return undefined;
  // A bare fingerprint starts like a line `sha256: key`.
  const bare = fingerprint.exec(content.replace(/^hash:[ \t]*/i, ""))?.[1];
  if (bare !== undefined) return `${bare}=`;
  const word = specified.exec(content)?.[1]?.toLowerCase();
  const rest = content.replace(specified, "");
  if (word === "serial" || word === "id") {
    throw new Error(
      `"${word}:" needs the certificate authority's key: make a list with ssh-keygen -k -s`,
    );
  }
  if (word === "hash")
    throw new Error('"hash:" is not followed by SHA256: and 43 base64 characters');
  const [type = "", base64 = ""] = rest.split(/[ \t]+/);
  if (base64 === "") throw new Error("a line is a key (type and base64) or SHA256:fingerprint");
  return digestOf(readKeyText(type, base64).plain);
}

function digestOf(key: PublicKey): string {
  return createHash("sha256").update(key.blob).digest("base64");
}
