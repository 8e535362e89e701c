import { createHash } from "node:crypto";
import { quote } from "../../../policy/words.ts";
import { malformed, Rejection } from "../rejection.ts";
import { WireReader, wireString } from "./wire.ts";

const magic = Buffer.from("SSHSIG", "latin1");
const version = 1;
const hashes = ["sha256", "sha512"] as const;
type Hash = (typeof hashes)[number];

/** What an SSH signature of a file says (OpenSSH, PROTOCOL.sshsig). */
export interface SshSignature {
  /** The key or certificate that it says made it. */
  readonly key: Buffer;
  /** What it was made for: git's are for `git`. */
  readonly namespace: string;
  readonly hash: Hash;
  /** Algorithm and bytes, in wire format. */
  readonly signature: Buffer;
}

/** Reads an SSH signature of a file, strictly: one version, nothing reserved in use, nothing after its end. */
export function readSshSignature(blob: Buffer): SshSignature {
  const from = new WireReader(blob, "The signature block");
  if (!from.take(magic.length).equals(magic)) {
    throw malformed("The signature block holds something else than an SSH signature.");
  }
  const found = from.uint32();
  if (found !== version) {
    throw new Rejection(
      "unsupported",
      `The signature has version ${found}, and only ${version} is known.`,
    );
  }
  const key = from.bytes();
  const namespace = from.text();
  // OpenSSH ignores what stands here, so it would be unsigned bytes in a commit.
  if (from.bytes().length > 0) throw malformed("The signature has content in its reserved field.");
  const hash = hashOf(from.text());
  const signature = from.bytes();
  from.end();
  return { key, namespace, hash, signature };
}

function hashOf(name: string): Hash {
  const hash = hashes.find((known) => known === name);
  if (hash !== undefined) return hash;
  throw new Rejection("unsupported", `The signature uses the digest ${quote(name)}.`);
}

/** The bytes that the key signed for this payload. */
export function signedBytes(signature: SshSignature, payload: Buffer): Buffer {
  return Buffer.concat([
    magic,
    wireString(signature.namespace),
    wireString(""),
    wireString(signature.hash),
    wireString(createHash(signature.hash).update(payload).digest()),
  ]);
}
