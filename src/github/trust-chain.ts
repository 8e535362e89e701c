import type { CommitsRange, TrustStep } from "../checks/commits/subject.ts";
import { verifiesWhole } from "../checks/commits/verifies-whole.ts";
import { UsageError } from "../errors.ts";
import { GitError } from "../git/error.ts";
import { pathChanges } from "../git/path-changes.ts";
import { commitFilesNamedBy } from "../policy/commits.ts";
import { policyPath } from "../policy/load.ts";
import type { Repository } from "./base-files.ts";
import { checkoutOf, remoteOf } from "./tips.ts";
import type { TrustedPolicy } from "./trusted-policy.ts";

/** A line of history from the commit that is trusted to the one that was pushed. */
export interface ChainQuestion {
  readonly repository: Repository;
  readonly since: string;
  readonly until: string;
  /** The policy at a commit of the line, with its files. */
  readonly policyAt: (commit: string) => Promise<TrustedPolicy>;
}

/** Where the trust files stand in the end, and what counted before. */
export interface Chain {
  readonly trusted: TrustedPolicy;
  readonly steps: readonly TrustStep[];
  /** Where the chain begins, when there is one: the range does, too. */
  readonly since?: string;
}

/** A history in which the trust files change more often than this is not one that anybody reviewed. */
const mostSteps = 500;

/**
 * Advances the trust files from a trusted commit, as long as every commit up to the one that changes
 * them verified under what counted before. A change that somebody else smuggled in ends it there.
 */
export async function followChain(question: ChainQuestion): Promise<Chain> {
  const { until, policyAt } = question;
  const steps: TrustStep[] = [];
  let at = question.since;
  let trusted = await policyAt(at);
  if (trusted.policy.commits === undefined) {
    // With nothing to verify by, every commit would do.
    throw new UsageError(
      `commits.since-commit: ${at} has no policy with a section commits; name a commit that already holds the policy and its files`,
    );
  }
  try {
    for (let next; (next = await nextChange(question, at, trusted)) !== undefined;) {
      if (steps.length === mostSteps) {
        throw new UsageError(
          `The trust files changed over ${mostSteps} times since ${question.since}; set since-commit to a newer commit.`,
        );
      }
      if (!(await verifiesWhole(stretch(question, at, next, trusted)))) break;
      steps.push({ until: next, trust: trusted.trust });
      at = next;
      trusted = await policyAt(at);
      if (at === until) break;
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(
      `The trust files cannot be followed from since-commit ${question.since}: ${error.message}.`,
      { cause: error },
    );
  }
  return { trusted, steps, since: question.since };
}

async function nextChange(
  { repository, until }: ChainQuestion,
  since: string,
  { policy }: TrustedPolicy,
): Promise<string | undefined> {
  const named = policy.commits === undefined ? [] : commitFilesNamedBy(policy.commits);
  const paths = [policy.path ?? policyPath, ...named.map(({ file }) => file.path)];
  const sources = { checkout: checkoutOf(repository), remote: remoteOf(repository) };
  const [next] = await pathChanges(sources, { since, until, paths });
  return next;
}

function stretch(
  { repository }: ChainQuestion,
  since: string,
  until: string,
  { trust }: TrustedPolicy,
): CommitsRange {
  return {
    kind: "range",
    name: `${since}..${until}`,
    sources: { checkout: checkoutOf(repository), remote: remoteOf(repository) },
    include: [until],
    exclude: [since],
    trust,
    steps: [],
    changed: [],
    notices: [],
  };
}
