import { quote } from "../../../policy/words.ts";
import { certifiedType, readCertificate, type Certificate } from "./certificate.ts";
import { readKeyFields, type PublicKey } from "./public-key.ts";
import { malformed } from "../rejection.ts";
import { WireReader } from "./wire.ts";

/** A public key, by itself or in a certificate. */
export interface SshKey {
  /** The type as written, a certificate's too: `ssh-ed25519-cert-v01@openssh.com`. */
  readonly type: string;
  /** The key or the whole certificate in wire format. */
  readonly blob: Buffer;
  readonly plain: PublicKey;
  readonly certificate?: Certificate;
}

/** Thousands of commits have a handful of keys: reading a key and checking a certificate costs more than a signature. */
const remembered = new Map<string, SshKey>();
const mostRemembered = 1_000;
/** Larger ones, which nobody's tools make, would let a stranger's commits fill the memory. */
const longestRemembered = 1 << 14;

/** Reads a key or a certificate; a certificate's own signature is verified. The same bytes are read once. */
export function readKey(blob: Buffer): SshKey {
  if (blob.length > longestRemembered) return readFresh(blob);
  const name = blob.toString("latin1");
  const known = remembered.get(name);
  if (known !== undefined) return known;
  // A copy, so that remembering a key does not hold on to what it was cut out of.
  const key = readFresh(Buffer.from(blob));
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(name, key);
  return key;
}

function readFresh(blob: Buffer): SshKey {
  const from = new WireReader(blob, "The key");
  const type = from.text();
  const certified = certifiedType(type);
  if (certified !== undefined) {
    const { key, certificate } = readCertificate(blob, certified);
    return { type, blob, plain: key, certificate };
  }
  const plain = readKeyFields(type, from);
  from.end();
  return { type, blob, plain };
}

/** Reads a key as the lines of key files have it: a type and base64. White space in the base64 is refused. */
export function readKeyText(type: string, base64: string): SshKey {
  const blob = Buffer.from(base64, "base64");
  if (blob.length === 0 || blob.toString("base64") !== base64) {
    throw malformed("The key is not base64.");
  }
  const key = readKey(blob);
  if (key.type !== type) {
    throw malformed(`The key is of the type ${key.type}, and its line says ${quote(type)}.`);
  }
  return key;
}
