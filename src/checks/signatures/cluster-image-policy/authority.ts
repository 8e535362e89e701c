import type { Field } from "../../../kubernetes/field.ts";
import { mapping } from "../../../policy/mapping.ts";
import type { PolicyReading } from "../../../policy/reading.ts";
import { listOf, oneOf, text, type Shape } from "../../../policy/shape.ts";
import { nameOf } from "../../../policy/words.ts";
import type { Authority, Demands, Requirement } from "../../../sigstore/requirement.ts";
import type { StaticWay, Way } from "../need.ts";
import { attestationReference } from "./attestation.ts";
import { keyReference } from "./key-reference.ts";
import { keylessReference } from "./keyless.ts";
import { hasOneOf, optional, required } from "./keys.ts";
import { sourceReference } from "./source.ts";

/** An authority as a way to meet its policy, and what of it is not done as written: sentences. */
export interface AuthorityReading {
  readonly way: Way;
  readonly notes: readonly string[];
}

const anyText = text({ what: "text" });

const staticAnswer = mapping(
  { action: required(oneOf(["pass", "fail"])), message: optional(anyText) },
  "a mapping with action",
);

const log = mapping(
  { url: optional(anyText), trustRootRef: optional(anyText) },
  "a mapping with url",
);

const timestamp = mapping({ trustRootRef: optional(anyText) }, "a mapping with trustRootRef");

const values = mapping(
  {
    name: optional(anyText),
    key: optional(keyReference),
    keyless: optional(keylessReference),
    static: optional(staticAnswer),
    source: optional(sourceReference),
    ctlog: optional(log),
    rfc3161timestamp: optional(timestamp),
    attestations: optional(
      listOf(attestationReference, "a list of mappings with name and predicateType"),
    ),
    signatureFormat: optional(oneOf(["legacy", "bundle"])),
  },
  "a mapping with key, keyless or static",
);
type AuthorityValues = NonNullable<ReturnType<typeof values.read>>;

/** An item of `authorities`. What only the cluster can find out makes it a way that is never open. */
export const authority: Shape<AuthorityReading> = {
  ...values,
  read(field, reading) {
    const found = values.read(field, reading);
    if (!hasKind(field, reading) || found === undefined) return undefined;
    if (found.static !== undefined) {
      refuseBesideStatic(field, reading);
      return { way: staticWay(found.static, field), notes: [] };
    }
    const obstacle = obstacleIn(found, nameOf(field.path));
    const { location } = field;
    if (obstacle !== undefined) {
      return { way: { kind: "undecidable", reason: obstacle, location }, notes: [] };
    }
    const all = requirementsOf(found);
    // Only a mistake that has been noted leaves nothing to ask for.
    if (all.length === 0) return undefined;
    const way = { kind: "requirements", all, kept: found.source?.kept ?? {}, location } as const;
    return { way, notes: notesOn(found, nameOf(field.path)) };
  },
};

function hasKind(field: Field, reading: PolicyReading): boolean {
  const kinds = ["key", "keyless", "static"];
  const isTimestampOnly =
    field.at("rfc3161timestamp").exists && !kinds.some((k) => field.at(k).exists);
  return isTimestampOnly || hasOneOf(field, kinds, reading);
}

function refuseBesideStatic(field: Field, reading: PolicyReading): void {
  for (const key of ["source", "ctlog", "rfc3161timestamp", "attestations"]) {
    if (!field.at(key).exists) continue;
    const name = nameOf(field.path);
    reading.reportKey(
      field.at(key),
      `${name} is static and has ${key}, which looks at no signature`,
    );
  }
}

function staticWay(
  { action, message }: NonNullable<AuthorityValues["static"]>,
  { location }: Field,
): StaticWay {
  return { kind: "static", passes: action === "pass", message, location };
}

/** Why nothing here can find out whether the authority signed, as a clause. */
function obstacleIn(found: AuthorityValues, name: string): string | undefined {
  const { key, keyless, ctlog, rfc3161timestamp, attestations = [] } = found;
  if (key?.kind === "elsewhere") return key.reason;
  if (keyless?.obstacle !== undefined) return keyless.obstacle;
  if (ctlog?.trustRootRef !== undefined) {
    return `${name}.ctlog.trustRootRef names a TrustRoot, which only the cluster has`;
  }
  if (rfc3161timestamp?.trustRootRef !== undefined) {
    return `${name}.rfc3161timestamp.trustRootRef names a TrustRoot, which only the cluster has`;
  }
  if (rfc3161timestamp !== undefined && key === undefined && keyless === undefined) {
    return `${name} asks for a time stamp by anybody, which says nothing about who signed`;
  }
  return attestations.find(({ obstacle }) => obstacle !== undefined)?.obstacle;
}

/** One for each attestation, which stand instead of the signature; without any, the signature's. */
function requirementsOf(found: AuthorityValues): readonly Requirement[] {
  const signer = signerOf(found);
  if (signer === undefined) return [];
  const demands: Demands = { format: found.signatureFormat ?? "either", annotations: {} };
  const { attestations = [] } = found;
  if (attestations.length === 0) return [{ ...signer, ...demands }];
  return attestations.map(({ wanted }) => ({ ...signer, ...demands, attestation: wanted }));
}

function signerOf({ key, keyless, ctlog }: AuthorityValues): Authority | undefined {
  if (keyless !== undefined) return { kind: "keyless", identities: keyless.identities };
  if (key?.kind !== "keys") return undefined;
  // `ctlog: {}` switches the log off, and without ctlog it is not asked for.
  return { kind: "key", keys: key.keys, log: ctlog?.url === undefined ? "optional" : "required" };
}

const publicRekor = /^https:\/\/rekor\.sigstore\.dev\/?$/;

function notesOn(found: AuthorityValues, name: string): string[] {
  const { keyless, source, ctlog, signatureFormat } = found;
  const notes = [...(keyless?.notes ?? []), ...(source?.notes ?? [])];
  if (signatureFormat === undefined) {
    notes.push(
      `${name} has no signatureFormat: signatures of both formats count, while policy-controller looks at legacy ones only.`,
    );
  }
  if (keyless !== undefined && ctlog?.url === undefined) {
    notes.push(
      `${name} has no ctlog.url: keyless signatures must be in the transparency log all the same.`,
    );
  }
  if (ctlog?.url !== undefined && !publicRekor.test(ctlog.url)) {
    notes.push(
      `${name}.ctlog.url is not asked: entries must lead to the trusted root of this run.`,
    );
  }
  return notes;
}
