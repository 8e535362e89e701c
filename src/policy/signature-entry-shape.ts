import type { Field } from "../kubernetes/field.ts";
import { parseImageReference } from "../model/image-reference.ts";
import { attestationShape, demandOf, namesSigners } from "./attestation-shape.ts";
import { mapOf, mapping } from "./mapping.ts";
import type { PolicyReading } from "./reading.ts";
import { flag, listOf, oneOf, text, type Shape } from "./shape.ts";
import type { SignatureEntry } from "./signatures.ts";
import { signerKeys, signersOf } from "./signers-shape.ts";
import { nameOf } from "./words.ts";

const anyText = text({ what: "text" });

/** A glob of whole references. */
export const imageGlob = text({
  what: "a glob of images such as ghcr.io/acme/**",
  schema: { pattern: "^[A-Za-z0-9_:/*.@-]+$" },
  mistake: (pattern, context) => context.mistakeInImageGlob(pattern),
});

/** Where signatures and attestations are kept instead of beside the image. */
export const repositoryOfSignatures = text({
  what: "a repository such as ghcr.io/acme/signatures",
  mistake: mistakeInRepository,
});

const entry = mapping(
  {
    match: {
      shape: imageGlob,
      required: true,
      about:
        "The images that the entry is about, as a glob of whole references; see [Globs of images](#globs-of-images). Where several entries match an image, all of them must be met.",
      fallback: "none; required",
      example: "match: ghcr.io/acme/**",
    },
    ...signerKeys,
    annotations: {
      shape: mapOf({
        what: "a mapping of names to texts",
        placeholder: "NAME",
        schema: { additionalProperties: anyText.schema },
        value: anyText,
        mistakeInKey: (key) => (key === "" ? "an annotation has a name" : undefined),
      }),
      required: false,
      about: "Annotations that the image's signature must have, as `cosign sign -a` writes them.",
      fallback: "none",
      example: "annotations: { environment: production }",
    },
    attestations: {
      shape: listOf(attestationShape, "a list of mappings with the key type"),
      required: false,
      about:
        "Attestations that the image must have, every one of them; besides its own signature where the entry names `keyless` or `key`.",
      fallback: "none",
      example:
        "attestations: [{ type: slsa-provenance, source: https://github.com/acme/web, ref: refs/heads/main }]",
    },
    repository: {
      shape: repositoryOfSignatures,
      required: false,
      about:
        "Where signatures and attestations are kept instead of beside the image, as cosign's `COSIGN_REPOSITORY` says it.",
      fallback: "the image's own repository",
      example: "repository: ghcr.io/acme/signatures",
    },
    platforms: {
      shape: oneOf(["top", "recursive"]),
      required: false,
      about:
        "Of an image for several platforms: whether the signature of the index decides (`top`), or the image of every platform must be signed too (`recursive`).",
      fallback: "`top`",
      example: "platforms: recursive",
    },
    skip: {
      shape: flag(),
      required: false,
      about: "Whether the images need no signature, whatever other entries say; needs a `reason`.",
      fallback: "`false`",
      example: "skip: true",
    },
    reason: {
      shape: text({ what: "text that says why the images need no signature" }),
      required: false,
      about: "Why the images need no signature; shown beside each of them.",
      fallback: "none; required with `skip: true`",
      example: "reason: the vendor does not sign",
    },
  },
  "a mapping that begins with match",
);
type EntryValues = NonNullable<ReturnType<typeof entry.read>>;

/** What the images of a glob must have, or that they need nothing. */
export const signatureEntry: Shape<SignatureEntry> = {
  ...entry,
  schema: {
    ...entry.schema,
    anyOf: [["keyless"], ["key"], ["attestations"], ["skip", "reason"]].map((required) => ({
      required,
    })),
  },
  read(field, reading) {
    const values = entry.read(field, reading);
    if (values === undefined) return undefined;
    if (values.skip === true) return skipOf(values, field, reading);
    if (values.reason !== undefined) {
      reading.reportKey(
        field.at("reason"),
        `${nameOf(field.path)} has a reason and nothing to give one for; it belongs to skip: true`,
      );
    }
    return entryOf(values, field, reading);
  },
};

function skipOf(
  values: EntryValues,
  field: Field,
  reading: PolicyReading,
): SignatureEntry | undefined {
  const { match, reason } = values;
  const owner = nameOf(field.path);
  for (const other of field.entries()) {
    const key = String(other.key);
    if (key === "match" || key === "skip" || key === "reason") continue;
    reading.reportKey(
      other,
      `${owner} skips its images and has ${key} as well; remove one of them`,
    );
  }
  if (reason !== undefined) return { kind: "skip", match, reason, location: field.location };
  if (field.at("reason").value === undefined) {
    reading.report(field.at("skip"), `${owner} skips its images without a reason; add reason`);
  }
  return undefined;
}

function entryOf(
  values: EntryValues,
  field: Field,
  reading: PolicyReading,
): SignatureEntry | undefined {
  const owner = nameOf(field.path);
  const signers = signersOf(values, field, reading);
  const attestations = (values.attestations ?? [])
    .map((attestation) => demandOf(attestation, signers, field, reading))
    .filter((demand) => demand !== undefined);
  if (!namesSigners(field) && !holdsSomething(field.at("attestations"))) {
    reading.report(
      field,
      `${owner} asks for nothing; add keyless, key or attestations, or skip: true with a reason`,
    );
    return undefined;
  }
  if (values.annotations !== undefined && !namesSigners(field)) {
    reading.reportKey(
      field.at("annotations"),
      `${owner} has annotations without keyless or key; they are those of the image's own signature`,
    );
  }
  return {
    kind: "demand",
    match: values.match,
    signers,
    annotations: new Map(values.annotations?.map(({ key, value }) => [key, value])),
    attestations,
    repository: values.repository,
    platforms: values.platforms ?? "top",
    location: field.location,
  };
}

/** A value that is there, be it right or wrong; an empty list of attestations asks for nothing. */
function holdsSomething({ value }: Field): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function mistakeInRepository(repository: string): string | undefined {
  const parsed = parseImageReference(repository);
  if (parsed.kind === "malformed") return `it is not a repository: ${parsed.reason}`;
  if (parsed.tag === undefined && parsed.digest === undefined) return undefined;
  return "it must be a repository, without tag and digest";
}
