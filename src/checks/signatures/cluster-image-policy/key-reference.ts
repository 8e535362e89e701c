import { UsageError } from "../../../errors.ts";
import { mapping } from "../../../policy/mapping.ts";
import { text, type Shape } from "../../../policy/shape.ts";
import { nameOf } from "../../../policy/words.ts";
import { readKeys, type HashName, type TrustedKey } from "../../../sigstore/keys.ts";
import { hasOneOf, opaqueMapping, optional } from "./keys.ts";

/** The keys of an authority, or why nothing here can get hold of them, as a clause. */
export type KeyReference =
  | { readonly kind: "keys"; readonly keys: readonly TrustedKey[] }
  | { readonly kind: "elsewhere"; readonly reason: string };

/** As pkg/apis/signaturealgo of policy-controller knows them. */
const algorithms = ["sha224", "sha256", "sha384", "sha512"];

const algorithm = text({
  what: `one of ${algorithms.join(", ")}`,
  mistake: (value) =>
    algorithms.includes(plainName(value))
      ? undefined
      : `it must be one of ${algorithms.join(", ")}`,
});

const reference = mapping(
  {
    data: optional(text({ what: "one or more public keys in PEM" })),
    secretRef: optional(opaqueMapping),
    kms: optional(
      text({
        what: "the address of a key",
        mistake: (value) =>
          providers.some((provider) => value.startsWith(provider))
            ? undefined
            : `it must begin with one of ${providers.join(", ")}`,
      }),
    ),
    hashAlgorithm: optional(algorithm),
  },
  "a mapping with data, secretRef or kms",
);

const providers = ["awskms://", "azurekms://", "gcpkms://", "hashivault://"];

/** `key` of an authority: the keys in it, since secrets and key services answer only to the cluster. */
export const keyReference: Shape<KeyReference> = {
  ...reference,
  read(field, reading) {
    const values = reference.read(field, reading);
    if (values === undefined || !hasOneOf(field, ["data", "secretRef", "kms"], reading)) {
      return undefined;
    }
    const { data, secretRef, hashAlgorithm } = values;
    if (data === undefined) {
      const where = secretRef === undefined ? "kms" : "secretRef";
      return { kind: "elsewhere", reason: `${nameOf(field.path)}.${where} ${answers[where]}` };
    }
    const hash = hashAlgorithm === undefined ? undefined : plainName(hashAlgorithm);
    if (hash !== undefined && !isHashName(hash)) {
      return {
        kind: "elsewhere",
        reason: `${nameOf(field.path)} asks for ${hash}, which is not supported`,
      };
    }
    try {
      return { kind: "keys", keys: readKeys(data, nameOf(field.at("data").path), hash) };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      reading.report(field.at("data"), error.message);
      return undefined;
    }
  },
};

const answers = {
  kms: "names a key that only its key service has",
  secretRef: "names a secret, which only the cluster has",
} as const;

function isHashName(name: string): name is HashName {
  return name === "sha256" || name === "sha384" || name === "sha512";
}

function plainName(written: string): string {
  return written.trim().toLowerCase();
}
