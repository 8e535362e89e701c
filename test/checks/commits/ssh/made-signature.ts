import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { wireUint32 } from "../../../../src/checks/commits/ssh/wire.ts";
import { armoured, joined } from "./software-key.ts";
import type { Case } from "./workshop.ts";

/** What is signed. */
export const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n");
const at = 1_700_000_000;

const pairs = {
  ed25519: generateKeyPairSync("ed25519"),
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ecdsa: generateKeyPairSync("ec", { namedCurve: "P-256" }),
};

/** A number of a public key. */
const field = (pair: keyof typeof pairs, name: "x" | "y" | "n"): Buffer =>
  Buffer.from(pairs[pair].publicKey.export({ format: "jwk" })[name] ?? "", "base64url");
/** A number whose first bit is set, with the zero that keeps it positive. */
export const positive = (bytes: Buffer): Buffer => Buffer.concat([Buffer.of(0), bytes]);
/** The modulus of the RSA key. */
export const modulus = positive(field("rsa", "n"));
/** The point of the P-256 key. */
export const point = Buffer.concat([Buffer.of(4), field("ecdsa", "x"), field("ecdsa", "y")]);

/** The public keys, in wire format. */
export const ed25519Key = joined("ssh-ed25519", field("ed25519", "x"));
export const rsaKey = joined("ssh-rsa", Buffer.of(1, 0, 1), modulus);
export const ecdsaKey = joined("ecdsa-sha2-nistp256", "nistp256", point);

/** The P-256 key with the mark of a compressed point, and with another curve's name. */
export const otherForm = joined(
  "ecdsa-sha2-nistp256",
  "nistp256",
  Buffer.concat([Buffer.of(2), point.subarray(1)]),
);
export const otherCurve = joined("ecdsa-sha2-nistp256", "nistp384", point);

/** Everything that goes into a signature block; what is not said is as ssh-keygen makes it. */
interface Parts {
  readonly version?: number;
  readonly reserved?: string;
  readonly hash?: string;
  readonly after?: Buffer;
  readonly content?: Buffer;
}

type Maker = (data: Buffer) => Buffer;

/** A signature block by a key, whose signature `make` makes. */
export function block(key: Buffer, make: Maker, parts: Parts = {}): Buffer {
  const hash = parts.hash ?? "sha256";
  const digest = createHash(hash)
    .update(parts.content ?? payload)
    .digest();
  const made = make(Buffer.concat([Buffer.from("SSHSIG"), joined("git", "", hash, digest)]));
  return armoured(
    Buffer.concat([
      Buffer.from("SSHSIG"),
      wireUint32(parts.version ?? 1),
      joined(key, "git", parts.reserved ?? "", hash, made),
      parts.after ?? Buffer.alloc(0),
    ]),
  );
}

/** An Ed25519 signature. */
export const byEd25519: Maker = (data) =>
  joined("ssh-ed25519", sign(null, data, pairs.ed25519.privateKey));

/** An RSA signature that names an algorithm, over a digest; `change` changes its bytes. */
export function byRsa(
  algorithm: string,
  hash: string,
  change = (bytes: Buffer): Buffer => bytes,
): Maker {
  return (data) => joined(algorithm, change(sign(hash, data, pairs.rsa.privateKey)));
}

/** An ECDSA signature with its two numbers written by `write`. */
export function byEcdsa(write: (half: Buffer) => Buffer): Maker {
  return (data) => {
    const key = { key: pairs.ecdsa.privateKey, dsaEncoding: "ieee-p1363" } as const;
    const made = sign("sha256", data, key);
    const halves = [made.subarray(0, 32), made.subarray(32)].map(write);
    return joined("ecdsa-sha2-nistp256", joined(...halves));
  };
}

/** The only encoding of a number. */
export function minimal(half: Buffer): Buffer {
  const magnitude = half.subarray(half.findIndex((byte) => byte !== 0));
  return (magnitude[0] ?? 0) >= 0x80 ? positive(magnitude) : magnitude;
}

/** A signature and a list with one key: the signing one unless told. */
export function caseOf(key: Buffer, signature: Buffer, listed = key): Case {
  const type = listed.subarray(4, 4 + listed.readUInt32BE(0)).toString("latin1");
  const signers = `ann@example.org ${type} ${listed.toString("base64")}\n`;
  return { signature, payload, signers, at };
}
