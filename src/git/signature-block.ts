import { MalformedError } from "./malformed.ts";

export type SignatureKind = "ssh" | "openpgp" | "x509";

/** A signature as it stands in an object, with the armour around it. */
export interface Signature {
  readonly kind: SignatureKind;
  readonly armour: Buffer;
}

/** The lines by which git knows a signature (gpg-interface.c). */
const kinds: readonly (readonly [label: string, kind: SignatureKind])[] = [
  ["PGP SIGNATURE", "openpgp"],
  ["PGP MESSAGE", "openpgp"],
  ["SIGNED MESSAGE", "x509"],
  ["SSH SIGNATURE", "ssh"],
];

/**
 * A signature by its armour: one block that git knows, and nothing behind its end but line breaks.
 * Git takes more; what stands there is signed by nobody and makes one commit into many. Throws
 * MalformedError.
 */
export function readSignature(armour: Buffer): Signature {
  const text = armour.toString("latin1");
  const found = kinds.find(([label]) => text.startsWith(`-----BEGIN ${label}-----\n`));
  if (found === undefined) {
    throw new MalformedError("What stands where the signature belongs is none that git knows.");
  }
  const [label, kind] = found;
  const end = `\n-----END ${label}-----`;
  const at = text.indexOf(end);
  if (at < 0) throw new MalformedError(`The signature block has no line END ${label}.`);
  if (/[^\n]/.test(text.slice(at + end.length))) {
    throw new MalformedError("Something follows the end of the signature block.");
  }
  if (text.slice(1, at).includes("\n-----")) {
    throw new MalformedError("There is a second signature block inside of the first.");
  }
  return { kind, armour };
}

/** Where the signature block of a tag begins: at the last line that starts one; nothing without one. */
export function signatureStart(text: string): number | undefined {
  const starts = kinds.flatMap(([label]) => {
    const line = `-----BEGIN ${label}-----`;
    const at = text.lastIndexOf(`\n${line}`);
    if (at >= 0) return [at + 1];
    return text.startsWith(line) ? [0] : [];
  });
  return starts.length === 0 ? undefined : Math.max(...starts);
}
