import type { Field } from "../../../kubernetes/field.ts";
import { mapping } from "../../../policy/mapping.ts";
import type { PolicyReading } from "../../../policy/reading.ts";
import { flag, oneOf, text, type Shape } from "../../../policy/shape.ts";
import { nameOf } from "../../../policy/words.ts";
import type { WantedAttestation } from "../../../sigstore/requirement.ts";
import { hasOneOf, opaqueMapping, optional, required } from "./keys.ts";

/** The short names and what cosign makes of them; the newer types are written as URIs. */
const predicateTypes: ReadonlyMap<string, string> = new Map([
  ["custom", "https://cosign.sigstore.dev/attestation/v1"],
  ["slsaprovenance", "https://slsa.dev/provenance/v0.2"],
  ["spdx", "https://spdx.dev/Document"],
  ["spdxjson", "https://spdx.dev/Document"],
  ["cyclonedx", "https://cyclonedx.org/bom"],
  ["link", "https://in-toto.io/Link/v1"],
  ["vuln", "https://cosign.sigstore.dev/attestation/vuln/v1"],
]);

const uri = /^[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+$/;

const predicateType = text({
  what: `one of ${[...predicateTypes.keys()].join(", ")}, or a URI`,
  mistake: (value) =>
    predicateTypes.has(value) || uri.test(value)
      ? undefined
      : `it must be one of ${[...predicateTypes.keys()].join(", ")}, or a URI`,
});

const program = mapping(
  {
    type: required(oneOf(["cue", "rego"])),
    data: optional(text({ what: "a program" })),
    remote: optional(opaqueMapping),
    configMapRef: optional(opaqueMapping),
    fetchConfigFile: optional(flag()),
    includeSpec: optional(flag()),
    includeObjectMeta: optional(flag()),
    includeTypeMeta: optional(flag()),
  },
  "a mapping with type and data",
);

/** Parts of the reviewed object that only the policy of the whole object may ask for. */
const onlyForTheWhole = ["fetchConfigFile", "includeSpec", "includeObjectMeta", "includeTypeMeta"];

/** `policy` of an attestation or of the whole object: why it cannot be evaluated, as a clause. */
export const programObstacle: Shape<string> = {
  ...program,
  read(field, reading) {
    const found = program.read(field, reading);
    const hasProgram = hasOneOf(field, ["data", "remote", "configMapRef"], reading);
    if (found === undefined || !hasProgram) return undefined;
    return `${nameOf(field.path)} is a program in ${found.type}, and none is run here`;
  },
};

/** An attestation that an authority wants, and what keeps it from being evaluated. */
export interface AttestationReference {
  readonly wanted: WantedAttestation;
  readonly obstacle: string | undefined;
}

const values = mapping(
  {
    name: required(text({ what: "the name of the attestation" })),
    predicateType: required(predicateType),
    policy: optional(programObstacle),
  },
  "a mapping with name and predicateType",
);

/** An item of an authority's `attestations`. */
export const attestationReference: Shape<AttestationReference> = {
  ...values,
  read(field, reading) {
    const found = values.read(field, reading);
    refuseForPart(field.at("policy"), reading);
    if (found === undefined) return undefined;
    const type = predicateTypes.get(found.predicateType) ?? found.predicateType;
    return { wanted: { type: { predicateType: type } }, obstacle: found.policy };
  },
};

function refuseForPart(policy: Field, reading: PolicyReading): void {
  for (const key of onlyForTheWhole) {
    if (!policy.at(key).exists) continue;
    reading.reportKey(policy.at(key), `${nameOf(policy.path)} has ${key}; only spec.policy may`);
  }
}
