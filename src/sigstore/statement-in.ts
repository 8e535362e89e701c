import type { Candidate } from "./candidates.ts";
import { readBundle } from "./bundle.ts";
import { claimsIn, type Statement } from "./claims.ts";
import { readLegacy } from "./legacy.ts";

/**
 * What a candidate states. It is proven where `judgeCandidate` says so of the same candidate, and
 * nobody's word otherwise. Nothing where it states nothing; whatever its bytes are, it returns.
 */
export function statementIn(candidate: Candidate): Statement | undefined {
  try {
    const { content } = candidate.form === "bundle" ? readBundle(candidate) : readLegacy(candidate);
    return claimsIn(content).statement;
  } catch {
    return undefined;
  }
}
