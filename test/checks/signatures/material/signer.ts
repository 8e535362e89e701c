import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** Something that signs bytes, and the public half of it. */
export interface TestSigner {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly sign: (message: Uint8Array) => Buffer;
}

export const keyKinds = ["P-256", "P-384", "P-521", "RSA", "Ed25519"] as const;
export type KeyKind = (typeof keyKinds)[number];

const ownHash: Record<KeyKind, string | null> = {
  "P-256": "sha256",
  "P-384": "sha384",
  "P-521": "sha512",
  RSA: "sha256",
  Ed25519: null,
};

export function newSigner(kind: KeyKind = "P-256", hash = ownHash[kind]): TestSigner {
  const pair = generate(kind);
  return { ...pair, sign: (message) => sign(hash, message, pair.privateKey) };
}

export function pemOf(key: KeyObject): string {
  return key.export({ format: "pem", type: "spki" }).toString();
}

function generate(kind: KeyKind): { publicKey: KeyObject; privateKey: KeyObject } {
  if (kind === "RSA") return generateKeyPairSync("rsa", { modulusLength: 2048 });
  if (kind === "Ed25519") return generateKeyPairSync("ed25519");
  return generateKeyPairSync("ec", { namedCurve: kind });
}
