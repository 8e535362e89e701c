import type { Statement } from "./claims.ts";
import { parsePath, valueAt } from "./condition-path.ts";
import { provenanceIn, provenanceTypes, requireProvenance } from "./provenance.ts";
import { Rejection, Undecided } from "./rejection.ts";
import type { AttestationType, Condition, WantedAttestation } from "./requirement.ts";

/** A type without its version, and whether a version may follow it after a slash. */
const predicateTypes: Readonly<Record<AttestationType, readonly string[]>> = {
  "slsa-provenance": provenanceTypes,
  spdx: ["https://spdx.dev/Document", "https://spdx.dev/Document/*"],
  cyclonedx: ["https://cyclonedx.org/bom", "https://cyclonedx.org/bom/*"],
  vulnerabilities: [
    "https://cosign.sigstore.dev/attestation/vuln/v1",
    "https://in-toto.io/attestation/vulns/*",
    "https://in-toto.io/attestation/vulns",
  ],
  openvex: ["https://openvex.dev/ns", "https://openvex.dev/ns/*"],
};

/** Whether a statement of this predicate type is the kind of attestation that is wanted. */
export function isWantedType(predicateType: string, { type }: WantedAttestation): boolean {
  if (typeof type !== "string") return predicateType === type.predicateType;
  return predicateTypes[type].some((known) =>
    known.endsWith("/*")
      ? predicateType.startsWith(known.slice(0, -1)) &&
        isVersion(predicateType.slice(known.length - 1))
      : predicateType === known,
  );
}

function isVersion(text: string): boolean {
  return /^v?\d+(\.\d+)*$/.test(text);
}

/** The kind of attestation as a reader knows it, e.g. for "it is …, not a signature". */
export function kindOfAttestation(predicateType: string): string {
  const names = Object.keys(predicateTypes) as AttestationType[];
  const name = names.find((type) => isWantedType(predicateType, { type }));
  return name === undefined ? `an attestation (${predicateType})` : `a ${name} attestation`;
}

/**
 * Throws a Rejection that says which condition the statement does not meet, and an Undecided for a path
 * that is none.
 */
export function requireAttestation(statement: Statement, wanted: WantedAttestation): void {
  if (wanted.provenance !== undefined) {
    requireProvenance(provenanceIn(statement), wanted.provenance);
  }
  for (const condition of wanted.conditions ?? []) requireCondition(statement, condition);
}

function requireCondition({ json }: Statement, { path, equals }: Condition): void {
  const steps = parsePath(path);
  if ("mistake" in steps) throw new Undecided(`the policy's path ${steps.mistake}`);
  const found = valueAt(json, steps);
  if (found === equals) return;
  const is = found === undefined ? "is absent" : `is ${JSON.stringify(found).slice(0, 200)}`;
  throw new Rejection(`its ${path} ${is}, the policy wants ${JSON.stringify(equals)}`);
}
