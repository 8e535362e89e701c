import type { Candidate } from "./candidates.ts";
import { judgeCandidate } from "./judge.ts";
import type { CouldNotTell, Judgement, Verified } from "./judgement.ts";
import type { Requirement } from "./requirement.ts";
import type { JudgingContext } from "./trust.ts";

/** A candidate with what was said about it. */
export interface JudgedCandidate {
  readonly where: string;
  readonly judgement: Judgement;
}

/** What holds for the image as a whole, and why each candidate that does not count does not. */
export type ImageJudgement =
  | (Verified & { readonly where: string; readonly others: readonly JudgedCandidate[] })
  | { readonly kind: "not-verified"; readonly others: readonly JudgedCandidate[] }
  | (CouldNotTell & { readonly others: readonly JudgedCandidate[] });

/**
 * Judges an image by alternatives: it is verified when any candidate satisfies any of them, whatever
 * the others are. It could not be told when none does and any of them could not be told.
 */
export function judgeImage(
  candidates: readonly Candidate[],
  alternatives: readonly Requirement[],
  context: JudgingContext,
): ImageJudgement {
  const others: JudgedCandidate[] = [];
  for (const candidate of candidates) {
    for (const requirement of alternatives) {
      const judgement = judgeCandidate(candidate, requirement, context);
      const { where } = candidate;
      if (judgement.kind === "verified") return { ...judgement, where, others };
      others.push({ where, judgement });
    }
  }
  const undecided = others.map(({ judgement }) => judgement).find(isUndecided);
  return undecided === undefined
    ? { kind: "not-verified", others }
    : { kind: "could-not-tell", reason: undecided.reason, others };
}

function isUndecided(judgement: Judgement): judgement is CouldNotTell {
  return judgement.kind === "could-not-tell";
}
