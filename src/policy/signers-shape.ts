import type { Field } from "../kubernetes/field.ts";
import { keylessShape } from "./keyless-shape.ts";
import { namedFile } from "./named-file.ts";
import { oneOrMore } from "./one-or-more.ts";
import type { PolicyReading } from "./reading.ts";
import { oneOf, type Key } from "./shape.ts";
import {
  hashNames,
  type HashName,
  type KeylessSigner,
  type NamedFile,
  type Signers,
} from "./signatures.ts";
import { nameOf } from "./words.ts";

const keyless = oneOrMore(
  keylessShape,
  "a mapping with issuer and identity, or a list of such mappings",
);

/** The keys that say who may have signed. */
export const signerKeys = {
  keyless: {
    shape: keyless,
    required: false,
    about:
      "Who may have signed without a key, by the identity in the certificate; each item of a list is an alternative to the others and to `key`.",
    fallback: "nobody",
    example:
      "keyless: { issuer: https://token.actions.githubusercontent.com, identity: https://github.com/acme/web/.github/workflows/release.yml@refs/heads/main }",
  },
  key: {
    shape: oneOrMore(
      namedFile("the path of a file with public keys"),
      "the path of a file with public keys, or a list of paths",
    ),
    required: false,
    about:
      "Files with public keys (PEM: P-256, P-384, P-521, RSA, Ed25519; several in a file count as alternatives), any of which may have signed.",
    fallback: "no key",
    example: "key: cosign.pub",
  },
  hash: {
    shape: oneOf(hashNames),
    required: false,
    about: "The hash that was signed with `key`; Ed25519 has none.",
    fallback: "each key's own: `sha256`, and for P-384 and P-521 also `sha384` and `sha512`",
    example: "hash: sha512",
  },
  log: {
    shape: oneOf(["required", "optional"]),
    required: false,
    about:
      "Whether a signature by `key` must have its entry in the transparency log; keyless ones always must, and an entry that is there and wrong never counts.",
    fallback: "`optional`",
    example: "log: required",
  },
} as const;

/** A key as it stands where the reference does not describe once more what is below it. */
export function undetailed<T>(key: Key<T, false>, about: string, fallback: string): Key<T, false> {
  const { what, schema, read } = key.shape;
  return { ...key, shape: { what, schema, read }, about, fallback };
}

export interface SignerValues {
  readonly keyless: readonly KeylessSigner[] | undefined;
  readonly key: readonly NamedFile[] | undefined;
  readonly hash: HashName | undefined;
  readonly log: "required" | "optional" | undefined;
}

/**
 * Who the mapping at the field lets sign; nothing where it names nobody. Notes what stands there and
 * could never mean anything.
 */
export function signersOf(
  values: SignerValues,
  field: Field,
  reading: PolicyReading,
): Signers | undefined {
  const owner = nameOf(field.path);
  const keyed = field.at("key").value !== undefined;
  for (const name of ["hash", "log"] as const) {
    if (values[name] === undefined || keyed) continue;
    if (name === "log" && values.log === "required" && values.keyless !== undefined) continue;
    reading.reportKey(field.at(name), `${owner} has ${name} without key; ${pointless[name]}`);
  }
  const { key = [], keyless: identities = [], hash, log = "optional" } = values;
  if (key.length === 0 && identities.length === 0) return undefined;
  return { keys: key, keyless: identities, hash, log };
}

const pointless = {
  hash: "certificates say themselves what was signed, so remove it",
  log: "keyless signatures must always be in the log, so remove it",
} as const;
