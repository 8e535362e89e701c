import { createHash } from "node:crypto";
import { readKey, type SshKey } from "./key.ts";
import { checkKeySignature } from "./key-signature.ts";
import { readRevokedCertificates, type RevokedCertificates } from "./krl-certificates.ts";
import { passExtension } from "./krl-extension.ts";
import type { PublicKey } from "./public-key.ts";
import { malformed } from "../rejection.ts";
import type { RevocationList } from "./revocation.ts";
import { WireReader } from "./wire.ts";

const magic = Buffer.from("SSHKRL\n\0", "latin1");
const version = 1;
const what = "The key revocation list";

/** Sections of the format (OpenSSH, PROTOCOL.krl). */
const section = {
  certificates: 1,
  keys: 2,
  sha1: 3,
  signature: 4,
  sha256: 5,
  extension: 255,
} as const;

const digestLength: ReadonlyMap<number, number> = new Map([
  [section.sha1, 20],
  [section.sha256, 32],
]);

/** Whether a file is a binary key revocation list. */
export function isKrl(bytes: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}

interface Contents {
  readonly keys: Set<string>;
  readonly sha1: Set<string>;
  readonly sha256: Set<string>;
  readonly certificates: RevokedCertificates[];
}

/** Reads a binary key revocation list as OpenSSH does (krl.c); anything not understood is `malformed`. */
export function readKrl(bytes: Buffer): RevocationList {
  const from = new WireReader(bytes, what);
  from.take(magic.length);
  if (from.uint32() !== version) throw malformed(`${what} is not of format version ${version}.`);
  from.uint64();
  from.uint64();
  from.uint64();
  from.bytes();
  from.text();
  const contents: Contents = {
    keys: new Set(),
    sha1: new Set(),
    sha256: new Set(),
    certificates: [],
  };
  let signed = false;
  while (!from.atEnd) {
    const type = from.byte();
    if (type === section.signature) {
      requireSignature(bytes, from);
      signed = true;
    } else {
      if (signed) throw malformed(`${what} goes on after its signature.`);
      readSection(type, from.nested("A section of the key revocation list"), contents);
    }
  }
  return listOf(contents);
}

/** Reads a section to its end. */
function readSection(type: number, from: WireReader, contents: Contents): void {
  switch (type) {
    case section.certificates:
      contents.certificates.push(readRevokedCertificates(from));
      return;
    case section.keys:
      readBlobs(type, from, contents.keys);
      return;
    case section.sha1:
      readBlobs(type, from, contents.sha1);
      return;
    case section.sha256:
      readBlobs(type, from, contents.sha256);
      return;
    case section.extension:
      passExtension(from);
      return;
    default:
      throw malformed(`${what} has a section of the unknown type ${type}.`);
  }
}

function readBlobs(type: number, from: WireReader, into: Set<string>): void {
  const length = digestLength.get(type);
  while (!from.atEnd) {
    const blob = from.bytes();
    if (length !== undefined && blob.length !== length) {
      throw malformed(`${what} has a fingerprint of a wrong length.`);
    }
    into.add(blob.toString("latin1"));
  }
}

/** A signature says nothing about whom to trust, so it is only required to be right. */
function requireSignature(bytes: Buffer, from: WireReader): void {
  const key = readKey(from.bytes());
  const signed = bytes.subarray(0, from.offset);
  if (!checkKeySignature(key.plain, from.bytes(), signed).good) {
    throw malformed(`${what} has a signature that does not verify.`);
  }
}

/** As OpenSSH (krl.c, ssh_krl_check_key): the key, the certificate, and the certificate's authority. */
function listOf(contents: Contents): RevocationList {
  return {
    revokes(key: SshKey): boolean {
      const { plain, certificate } = key;
      return (
        listsKey(contents, plain) ||
        (certificate !== undefined &&
          (listsKey(contents, certificate.authority) ||
            contents.certificates.some((revoked) => revoked.include(certificate))))
      );
    },
  };
}

function listsKey(contents: Contents, key: PublicKey): boolean {
  const digest = (hash: string): string =>
    createHash(hash).update(key.blob).digest().toString("latin1");
  return (
    contents.keys.has(key.blob.toString("latin1")) ||
    (contents.sha1.size > 0 && contents.sha1.has(digest("sha1"))) ||
    (contents.sha256.size > 0 && contents.sha256.has(digest("sha256")))
  );
}
