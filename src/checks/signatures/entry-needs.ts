import type { Location } from "../../model/location.ts";
import type {
  AttestationDemand,
  AttestationName,
  DemandEntry,
  KeylessSigner,
  NamedFile,
  Signers,
  WorkflowClaims,
} from "../../policy/signatures.ts";
import type { ClaimName } from "../../sigstore/certificate-claims.ts";
import type { HashName, TrustedKey } from "../../sigstore/keys.ts";
import type {
  AttestationType,
  Authority,
  Requirement,
  WantedAttestation,
  WantedIdentity,
} from "../../sigstore/requirement.ts";
import type { KeptElsewhere, Need, Way } from "./need.ts";

/** The keys in a file that the policy names. */
export type KeysIn = (file: NamedFile, hash: HashName | undefined) => readonly TrustedKey[];

type Demanded = Pick<Requirement, "annotations" | "attestation">;

/**
 * What an entry asks of each of its images: the signature where it names a signer, and every
 * attestation. Keys and identities of one entry are alternatives.
 */
export function needsOf(entry: DemandEntry, policyPath: string, keysIn: KeysIn): readonly Need[] {
  const { signers, annotations, attestations } = entry;
  const kept = entry.repository === undefined ? {} : { repository: entry.repository };
  const need = (what: string, by: Signers, demanded: Demanded, location: Location): Need => ({
    title: `${what} by the entry ${entry.match} of ${policyPath}`,
    mode: "enforce",
    ways: waysOf(by, demanded, kept, keysIn, location),
    platforms: entry.platforms,
    notes: [],
    location,
  });
  const signature = { annotations: Object.fromEntries(annotations) };
  return [
    ...(signers === undefined ? [] : [need("a signature", signers, signature, entry.location)]),
    ...attestations.map((demand) => {
      const attestation = wantedBy(demand);
      const what = `an attestation (${nameOfType(demand)})`;
      return need(what, demand.signers, { annotations: {}, attestation }, demand.location);
    }),
  ];
}

function waysOf(
  signers: Signers,
  demanded: Demanded,
  kept: KeptElsewhere,
  keysIn: KeysIn,
  location: Location,
): Way[] {
  return authoritiesOf(signers, keysIn).map((authority) => {
    const requirement: Requirement = { ...authority, ...demanded, format: "either" };
    return { kind: "requirements", all: [requirement], kept, location };
  });
}

/** Who may have signed, as alternatives; none where a file of keys could not be read. */
export function authoritiesOf({ keys, keyless, hash, log }: Signers, keysIn: KeysIn): Authority[] {
  const trusted = keys.flatMap((file) => keysIn(file, hash));
  const identities = keyless.map(identityOf);
  return [
    ...(trusted.length === 0 ? [] : [{ kind: "key", keys: trusted, log } as const]),
    ...(identities.length === 0 ? [] : [{ kind: "keyless", identities } as const]),
  ];
}

function identityOf({ issuer, identity, workflow }: KeylessSigner): WantedIdentity {
  return {
    ...(issuer.kind === "exact" ? { issuer: issuer.text } : { issuerRegExp: issuer.source }),
    ...(identity.kind === "exact"
      ? { identity: identity.text }
      : { identityRegExp: identity.source }),
    claims: claimsOf(workflow),
  };
}

const claimNames: Readonly<Record<keyof WorkflowClaims, ClaimName>> = {
  name: "workflow-name",
  ref: "workflow-ref",
  repository: "workflow-repository",
  sha: "workflow-sha",
  trigger: "workflow-trigger",
};

function claimsOf(workflow: WorkflowClaims): Partial<Record<ClaimName, string>> {
  const claims: Partial<Record<ClaimName, string>> = {};
  for (const key of Object.keys(claimNames) as (keyof WorkflowClaims)[]) {
    const wanted = workflow[key];
    if (wanted !== undefined) claims[claimNames[key]] = wanted;
  }
  return claims;
}

const typeNames: Readonly<Record<AttestationName, AttestationType>> = {
  "slsa-provenance": "slsa-provenance",
  spdx: "spdx",
  cyclonedx: "cyclonedx",
  vuln: "vulnerabilities",
  openvex: "openvex",
};

function wantedBy({ type, provenance, where }: AttestationDemand): WantedAttestation {
  const isProvenance = Object.keys(provenance).length > 0;
  return {
    type: type.kind === "known" ? typeNames[type.name] : { predicateType: type.uri },
    ...(isProvenance ? { provenance } : {}),
    ...(where.length === 0
      ? {}
      : { conditions: where.map(({ path, equals }) => ({ path, equals })) }),
  };
}

function nameOfType({ type }: AttestationDemand): string {
  return type.kind === "known" ? type.name : type.uri;
}
