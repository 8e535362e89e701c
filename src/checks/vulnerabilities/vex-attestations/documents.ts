import { createHash } from "node:crypto";
import { messageOf, UsageError } from "../../../errors.ts";
import type { Candidate } from "../../../sigstore/candidates.ts";
import { isWantedType } from "../../../sigstore/attestation.ts";
import type { Statement } from "../../../sigstore/claims.ts";
import { judgeCandidate } from "../../../sigstore/judge.ts";
import type { Judgement } from "../../../sigstore/judgement.ts";
import type { Requirement } from "../../../sigstore/requirement.ts";
import { statementIn } from "../../../sigstore/statement-in.ts";
import { memberOf } from "../../../sigstore/strict-json.ts";
import { readAttestedVex } from "../vex/read.ts";
import type { VexDocument } from "../vex/statement.ts";
import { openVexAttestation, type Believed } from "./believed.ts";

/** What attestations are judged with. */
export interface Judging extends Pick<Believed, "trust"> {
  readonly now: Date;
}

/** What the candidates beside one digest come to. */
export interface AttestedDocuments {
  readonly documents: readonly VexDocument[];
  /** OpenVEX attestations that do not count, and why: `attestation 0123456789ab of IMAGE: REASON`. */
  readonly unbelieved: readonly string[];
  /** Why nobody knows what is attested, as clauses: while there is any, no document counts. */
  readonly obstacles: readonly string[];
}

/** An image, or one platform of it, to which something is attested. */
export interface AttestedTo {
  /** As written, for the reader. */
  readonly reference: string;
  readonly digest: string;
}

/** Of a digest, as many hex digits as tell attestations apart. */
const shortLength = 12;

/**
 * Reads every OpenVEX attestation that one of the signers made. What a signer who counts has said in a
 * way that is not understood may take back all the rest, so it is an obstacle.
 */
export async function attestedDocuments(
  candidates: readonly Candidate[],
  requirements: readonly Requirement[],
  to: AttestedTo,
  judging: Judging,
): Promise<AttestedDocuments> {
  const documents: VexDocument[] = [];
  const unbelieved: string[] = [];
  const obstacles: string[] = [];
  for (const [candidate, statement] of openVexIn(candidates)) {
    const path = nameOf(candidate, to);
    const judged = await judgementOn(candidate, requirements, to.digest, judging);
    if (judged.kind === "could-not-tell") obstacles.push(`${path}: ${judged.reason}`);
    if (judged.kind === "not-verified") unbelieved.push(`${path}: ${judged.reason}`);
    if (judged.kind !== "verified") continue;
    try {
      const predicate = memberOf(statement.json, "predicate");
      documents.push(readAttestedVex(predicate, path, to.digest, judging.now));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      obstacles.push(error.message);
    }
  }
  return { documents, unbelieved, obstacles };
}

/** Those that say of themselves that they are OpenVEX, each once and in an order that is not the registry's. */
function openVexIn(candidates: readonly Candidate[]): readonly (readonly [Candidate, Statement])[] {
  const found = new Map<string, readonly [Candidate, Statement]>();
  for (const candidate of candidates) {
    const statement = statementIn(candidate);
    if (statement === undefined) continue;
    if (!isWantedType(statement.predicateType, openVexAttestation)) continue;
    const key = `${candidate.where} ${digestOf(candidate.bytes)}`;
    found.set(key, [candidate, statement]);
  }
  return [...found.keys()].sort().flatMap((key) => {
    const one = found.get(key);
    return one === undefined ? [] : [one];
  });
}

/** Any way to be verified is enough; while one could not be told, nobody can say that there is none. */
async function judgementOn(
  candidate: Candidate,
  requirements: readonly Requirement[],
  digest: string,
  { trust, now }: Judging,
): Promise<Judgement> {
  const judgements: Judgement[] = [];
  for (const requirement of requirements) {
    try {
      const context = { digest, trust: await trust(requirement), now };
      judgements.push(judgeCandidate(candidate, requirement, context));
    } catch (error) {
      judgements.push({ kind: "could-not-tell", reason: messageOf(error) });
    }
  }
  return (
    judgements.find(({ kind }) => kind === "verified") ??
    judgements.find(({ kind }) => kind === "could-not-tell") ??
    judgements[0] ?? { kind: "not-verified", reason: "the policy names nobody who may sign it" }
  );
}

/** By the digest of the manifest that refers to the image, or of what lies under a tag with others. */
function nameOf({ where, bytes }: Candidate, { reference }: AttestedTo): string {
  const digest = where.startsWith("sha256:") ? where.slice("sha256:".length) : digestOf(bytes);
  return `attestation ${digest.slice(0, shortLength)} of ${reference}`;
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
