import type { Verified } from "../../sigstore/judgement.ts";

/** A signature or attestation that met a need. */
export interface Evidence extends Omit<Verified, "kind"> {
  /** Where it was found: a tag, or the digest of the referring manifest. */
  readonly where: string;
}

/** What became of one need of an image. Reasons are clauses without a full stop. */
export type NeedVerdict =
  | {
      readonly kind: "met";
      readonly evidence: readonly Evidence[];
      readonly said: readonly string[];
    }
  | { readonly kind: "unmet"; readonly reasons: readonly string[] }
  | { readonly kind: "undecided"; readonly reasons: readonly string[] };

/** All of the parts must hold; one that surely does not decides, whatever is unknown about others. */
export function allOf(parts: readonly NeedVerdict[]): NeedVerdict {
  const unmet = parts.find(({ kind }) => kind === "unmet");
  if (unmet !== undefined) return unmet;
  const undecided = parts.find(({ kind }) => kind === "undecided");
  if (undecided !== undefined) return undecided;
  const met = parts.filter((part) => part.kind === "met");
  return {
    kind: "met",
    evidence: met.flatMap(({ evidence }) => evidence),
    said: met.flatMap(({ said }) => said),
  };
}

/** Any of the parts is enough; without one that holds, an unknown one leaves all of it open. */
export function anyOf(parts: readonly NeedVerdict[]): NeedVerdict {
  const met = parts.find(({ kind }) => kind === "met");
  if (met !== undefined) return met;
  const open = parts.filter((part) => part.kind === "undecided");
  const reasons = parts.flatMap((part) => (part.kind === "met" ? [] : part.reasons));
  return {
    kind: open.length > 0 ? "undecided" : "unmet",
    reasons: [...new Set(open.length > 0 ? open.flatMap((part) => part.reasons) : reasons)],
  };
}
