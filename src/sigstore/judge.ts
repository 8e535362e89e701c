import { messageOf } from "../errors.ts";
import type { Candidate } from "./candidates.ts";
import { isWantedType, kindOfAttestation, requireAttestation } from "./attestation.ts";
import { readBundle } from "./bundle.ts";
import { judgeByIdentity } from "./by-identity.ts";
import { judgeByKey } from "./by-key.ts";
import { claimsIn, isSignature, subjectFor, type Claims } from "./claims.ts";
import type { Judgement } from "./judgement.ts";
import { readLegacy } from "./legacy.ts";
import type { SignedMaterial } from "./material.ts";
import { Rejection, Undecided } from "./rejection.ts";
import type { Requirement } from "./requirement.ts";
import { textOf } from "./strict-json.ts";
import type { JudgingContext } from "./trust.ts";

const mostBytes = 10 * 1024 * 1024;
const mostProofs = 16;
const longestReason = 1000;

/**
 * Judges one candidate by one requirement. Whatever its bytes are, it returns: what is malformed does
 * not count, and what is too large to read cannot be told.
 */
export function judgeCandidate(
  candidate: Candidate,
  requirement: Requirement,
  context: JudgingContext,
): Judgement {
  try {
    return judge(candidate, requirement, context);
  } catch (thrown) {
    const reason = bounded(messageOf(thrown));
    if (thrown instanceof Undecided) return { kind: "could-not-tell", reason };
    if (thrown instanceof Rejection) return { kind: "not-verified", reason };
    return { kind: "not-verified", reason: `it cannot be read (${reason})` };
  }
}

/** Reasons quote what was signed, which may be long without being read by anybody. */
function bounded(reason: string): string {
  return reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
}

function judge(candidate: Candidate, requirement: Requirement, context: JudgingContext): Judgement {
  requireBounds(candidate);
  const material = candidate.form === "bundle" ? readBundle(candidate) : readLegacy(candidate);
  requireFewProofs(material);
  requireFormat(material, requirement);
  const claims = claimsIn(material.content);
  requireKind(claims, requirement);
  const verified =
    requirement.kind === "key"
      ? judgeByKey(material, requirement, context)
      : judgeByIdentity(material, requirement, context);
  requireContent(claims, requirement, context.digest);
  return verified;
}

function requireBounds({ bytes, annotations }: Candidate): void {
  const beside = Object.values(annotations).reduce((sum, value) => sum + value.length, 0);
  if (bytes.length + beside > mostBytes) {
    throw new Undecided(`it is larger than ${mostBytes / 1024 / 1024} MiB`);
  }
}

function requireFewProofs({ logEntries, timestamps }: SignedMaterial): void {
  if (logEntries.length + timestamps.length > mostProofs) {
    throw new Rejection(`it has more than ${mostProofs} log entries and time-stamps`);
  }
}

function requireFormat({ format }: SignedMaterial, requirement: Requirement): void {
  if (requirement.format === "either" || requirement.format === format) return;
  throw new Rejection(`its format is ${format}, and the policy wants ${requirement.format}`);
}

/** A signature and an attestation say different things, and neither stands for the other. */
function requireKind(claims: Claims, { attestation }: Requirement): void {
  const { statement } = claims;
  if (attestation === undefined) {
    if (isSignature(claims)) return;
    throw new Rejection(`it is ${kindOfAttestation(statement?.predicateType ?? "")}, no signature`);
  }
  if (statement === undefined || isSignature(claims)) {
    throw new Rejection("it is a signature, and the policy wants an attestation");
  }
  if (isWantedType(statement.predicateType, attestation)) return;
  const kind = kindOfAttestation(statement.predicateType);
  const { type } = attestation;
  const wanted = typeof type === "string" ? type : type.predicateType;
  throw new Rejection(`it is ${kind}, the policy wants ${wanted}`);
}

function requireContent(claims: Claims, requirement: Requirement, digest: string): void {
  const { annotations } = subjectFor(claims, digest);
  for (const [name, wanted] of Object.entries(requirement.annotations)) {
    const found = textOf(annotations, name);
    if (found === wanted) continue;
    const said = found === undefined ? "has no annotation" : `says ${JSON.stringify(found)} for`;
    throw new Rejection(
      `it ${said} ${JSON.stringify(name)}, the policy wants ${JSON.stringify(wanted)}`,
    );
  }
  if (claims.statement !== undefined && requirement.attestation !== undefined) {
    requireAttestation(claims.statement, requirement.attestation);
  }
}
