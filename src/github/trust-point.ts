import type { BranchTip } from "./event.ts";

/** The commit whose policy and files count. */
export interface TrustPoint extends BranchTip {
  /** How sentences call it, behind "the": `base branch main`. */
  readonly what: string;
  /** Whether somebody vouches for it; what a branch held before a push is nobody's word. */
  readonly isAnchored: boolean;
}

/** The tip of the branch that a change goes to. */
export function baseBranch({ branch, commit }: BranchTip): TrustPoint {
  return { branch, commit, what: `base branch ${branch}`, isAnchored: true };
}

/** The tip of the default branch. */
export function defaultBranch({ branch, commit }: BranchTip): TrustPoint {
  return { branch, commit, what: `default branch ${branch}`, isAnchored: true };
}

/** The state of the default branch before a push, when the policy names no commit to begin from. */
export function beforePush({ branch, commit }: BranchTip): TrustPoint {
  return { branch, commit, what: `state of ${branch} before the push`, isAnchored: false };
}

/** The pushed state itself, for the first push of a default branch. */
export function pushedState({ branch, commit }: BranchTip): TrustPoint {
  return { branch, commit, what: `pushed state of ${branch}`, isAnchored: false };
}

/** A commit that the policy's since-commit leads to through verified commits. */
export function sinceCommit({ branch, commit }: BranchTip): TrustPoint {
  return { branch, commit, what: `verified history of ${branch}`, isAnchored: true };
}

/** The commit that the input `trust-ref` names. */
export function trustRef(commit: string): TrustPoint {
  return { branch: "", commit, what: "trust-ref", isAnchored: true };
}
