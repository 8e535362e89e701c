import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { UsageError } from "../errors.ts";
import { pemBlocksIn, type PemBlock } from "./encoding.ts";

export type HashName = "sha256" | "sha384" | "sha512";

/** A public key that a policy names, and the hashes that its signatures may be made with. */
export interface TrustedKey {
  readonly key: KeyObject;
  /** `sha256:` and the hex digest of the key's SubjectPublicKeyInfo. */
  readonly fingerprint: string;
  /** In the order in which they are tried; null for Ed25519, which brings its own. */
  readonly hashes: readonly (HashName | null)[];
}

const shortestModulus = 2048;

/**
 * The keys in a PEM text, any one of which may sign. Throws a UsageError that names `file` and what is
 * wrong with it; a single bad key among good ones is a mistake as well.
 */
export function readKeys(pem: string, file: string, hash?: HashName): readonly TrustedKey[] {
  const blocks = pemBlocksIn(pem);
  if (blocks.length === 0) {
    throw new UsageError(`${file} holds no public key; write the PEM text of one or more`);
  }
  return blocks.map((block) => {
    const key = keyIn(block, file);
    const mistake = mistakeInKey(key);
    if (mistake !== undefined) throw new UsageError(`${file} has ${mistake}`);
    const hashes = hashesOf(key);
    const own = hash === undefined || hashes.includes(null) ? hashes : [hash];
    return { key, fingerprint: fingerprintOf(key), hashes: own };
  });
}

/** What makes a key one that nothing may be verified with; nothing for the kinds that cosign makes. */
export function mistakeInKey(key: KeyObject): string | undefined {
  const { modulusLength } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === "rsa" && (modulusLength ?? 0) < shortestModulus) {
    return `an RSA key of ${modulusLength ?? 0} bits, and ${shortestModulus} is the least`;
  }
  if (hashesOf(key).length > 0) return undefined;
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return `a key of an unsupported kind (${curve ?? key.asymmetricKeyType ?? "unknown"}); use P-256, P-384, P-521, RSA or Ed25519`;
}

/**
 * The hashes that signatures by the key may be made with: the one that belongs to it, and SHA-256
 * after it, which cosign used with every curve before 3.1.3.
 */
export function hashesOf(key: KeyObject): readonly (HashName | null)[] {
  switch (key.asymmetricKeyType) {
    case "rsa":
      return ["sha256"];
    case "ed25519":
      return [null];
    case "ec":
      return curveHashes.get(key.asymmetricKeyDetails?.namedCurve ?? "") ?? [];
    default:
      return [];
  }
}

const curveHashes: ReadonlyMap<string, readonly HashName[]> = new Map([
  ["prime256v1", ["sha256"]],
  ["secp384r1", ["sha384", "sha256"]],
  ["secp521r1", ["sha512", "sha256"]],
]);

/** The key's SubjectPublicKeyInfo, by which keys are compared. */
export function spkiOf(key: KeyObject): Buffer {
  return key.export({ format: "der", type: "spki" });
}

function fingerprintOf(key: KeyObject): string {
  return `sha256:${createHash("sha256").update(spkiOf(key)).digest("hex")}`;
}

function keyIn({ label, der }: PemBlock, file: string): KeyObject {
  if (label.endsWith("PRIVATE KEY")) {
    throw new UsageError(`${file} holds a private key; write the public one, and replace the pair`);
  }
  const type = keyFormats.get(label);
  if (type === undefined) {
    throw new UsageError(`${file} holds a ${label}; write a PUBLIC KEY`);
  }
  try {
    return createPublicKey({ key: der, format: "der", type });
  } catch (cause) {
    throw new UsageError(`${file} holds a damaged ${label}`, { cause });
  }
}

const keyFormats: ReadonlyMap<string, "spki" | "pkcs1"> = new Map([
  ["PUBLIC KEY", "spki"],
  ["RSA PUBLIC KEY", "pkcs1"],
]);
