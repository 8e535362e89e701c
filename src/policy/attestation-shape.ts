import type { Field } from "../kubernetes/field.ts";
import { nearest } from "../nearest.ts";
import { fieldCondition } from "./field-condition.ts";
import { mapping } from "./mapping.ts";
import type { PolicyReading } from "./reading.ts";
import { listOf, text, type Shape } from "./shape.ts";
import {
  attestationNames,
  type AttestationDemand,
  type AttestationType,
  type ProvenanceClaims,
  type Signers,
} from "./signatures.ts";
import { signerKeys, signersOf, undetailed } from "./signers-shape.ts";
import { signersFromSource } from "./source-signers.ts";
import { nameOf } from "./words.ts";

const uri = /^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$/;

/** The predicate type of an attestation; misspelling one would ask for what nobody ever attests. */
const type = text({
  what: `${attestationNames.join(", ")}, or the URI of a predicate type`,
  schema: { anyOf: [{ enum: attestationNames }, { pattern: uri.source }] },
  mistake(value) {
    if (attestationNames.some((name) => name === value) || uri.test(value)) return undefined;
    const near = nearest(value, attestationNames);
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    return `it must be ${attestationNames.join(", ")} or the URI of a predicate type${hint}`;
  },
});

/** The keys that only a provenance has something to say about. */
const provenanceKeys = {
  builder: {
    shape: text({ what: "the id of a builder" }),
    required: false,
    about: "With `slsa-provenance`: the id of the builder, exactly.",
    fallback: "any builder",
    example: "builder: https://github.com/actions/runner/github-hosted",
  },
  source: {
    shape: text({ what: "the address of a repository" }),
    required: false,
    about:
      "With `slsa-provenance`: the repository that was built. Where nobody is named who must have signed, a repository on github.com also says that: a GitHub workflow that ran for it.",
    fallback: "any repository",
    example: "source: https://github.com/acme/web",
  },
  ref: {
    shape: text({ what: "a ref such as refs/heads/main" }),
    required: false,
    about: "With `slsa-provenance`: the ref of the repository that was built.",
    fallback: "any ref",
    example: "ref: refs/heads/main",
  },
  "build-type": {
    shape: text({ what: "the URI of a build type" }),
    required: false,
    about: "With `slsa-provenance`: how it was built, exactly.",
    fallback: "any build type",
    example: "build-type: https://actions.github.io/buildtypes/workflow/v1",
  },
} as const;

const fromEntry = "the signers of the entry";

const attestation = mapping(
  {
    type: {
      shape: type,
      required: true,
      about: `The type of its predicate: ${attestationNames.map((name) => `\`${name}\``).join(", ")} in every version of them, or exactly this URI.`,
      fallback: "none; required",
      example: "type: slsa-provenance",
    },
    ...provenanceKeys,
    where: {
      shape: listOf(fieldCondition, "a list of mappings with path and equals"),
      required: false,
      about: "Fields of the signed statement and what they must be; all of them must hold.",
      fallback: "no conditions",
      example:
        "where: [{ path: predicate.runDetails.builder.id, equals: https://github.com/actions/runner/github-hosted }]",
    },
    keyless: undetailed(
      signerKeys.keyless,
      "Who may have signed it, as `keyless` of the entry.",
      fromEntry,
    ),
    key: undetailed(
      signerKeys.key,
      "Whose keys may have signed it, as `key` of the entry.",
      fromEntry,
    ),
    hash: { ...signerKeys.hash, about: "The hash that was signed with this attestation's `key`." },
    log: { ...signerKeys.log, about: "As `log` of the entry, for this attestation's `key`." },
  },
  "a mapping with the key type",
);
type AttestationValues = NonNullable<ReturnType<typeof attestation.read>>;

/** An attestation as far as its own mapping says it; the entry may have to add who signs. */
export interface AttestationReading {
  readonly demand: Omit<AttestationDemand, "signers">;
  readonly signers: Signers | undefined;
  readonly field: Field;
}

/** An attestation that an image must have. */
export const attestationShape: Shape<AttestationReading> = {
  ...attestation,
  read(field, reading) {
    const values = attestation.read(field, reading);
    if (values === undefined) return undefined;
    const kind = typeOf(values.type);
    reportProvenanceKeys(kind, values, field, reading);
    const demand = {
      type: kind,
      provenance: provenanceOf(values),
      where: values.where ?? [],
      location: field.location,
    };
    return { demand, signers: signersOf(values, field, reading), field };
  },
};

/** The demand, signed by those it names itself, else by those of its entry, else as its source says. */
export function demandOf(
  { demand, signers, field }: AttestationReading,
  ofEntry: Signers | undefined,
  entry: Field,
  reading: PolicyReading,
): AttestationDemand | undefined {
  const source = demand.provenance.source;
  const derived = source === undefined ? undefined : signersFromSource(source, field);
  const found = signers ?? ofEntry ?? derived;
  if (found !== undefined) return { ...demand, signers: found };
  if (![field, entry].some(namesSigners)) {
    reading.report(
      field,
      `${nameOf(field.path)} does not say who must have signed it; add keyless or key, or with slsa-provenance the source on github.com`,
    );
  }
  return undefined;
}

/** Whether somebody is named there, be it well or with a mistake that has been noted. */
export function namesSigners(field: Field): boolean {
  return field.at("keyless").value !== undefined || field.at("key").value !== undefined;
}

function typeOf(written: string): AttestationType {
  const name = attestationNames.find((known) => known === written);
  return name === undefined ? { kind: "uri", uri: written } : { kind: "known", name };
}

function reportProvenanceKeys(
  kind: AttestationType,
  values: AttestationValues,
  field: Field,
  reading: PolicyReading,
): void {
  if (kind.kind === "known" && kind.name === "slsa-provenance") return;
  for (const key of ["builder", "source", "ref", "build-type"] as const) {
    if (values[key] === undefined) continue;
    reading.reportKey(
      field.at(key),
      `${nameOf(field.path)} has ${key}, which only slsa-provenance says; use where for the fields of other predicates`,
    );
  }
}

function provenanceOf(values: AttestationValues): ProvenanceClaims {
  const { builder, source, ref, "build-type": buildType } = values;
  return {
    ...(builder === undefined ? {} : { builder }),
    ...(source === undefined ? {} : { source }),
    ...(ref === undefined ? {} : { ref }),
    ...(buildType === undefined ? {} : { buildType }),
  };
}
