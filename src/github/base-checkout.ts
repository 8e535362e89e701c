import { UsageError } from "../errors.ts";
import { resolveCommit } from "../git/range.ts";
import type { CheckName } from "../model/check.ts";
import type { Surroundings } from "./surroundings.ts";
import { checkoutOf } from "./tips.ts";

/** What decides whether the files are those of the change. */
export interface CheckoutQuestion {
  readonly root: string;
  readonly checks: readonly CheckName[] | undefined;
  readonly surroundings: Pick<Surroundings, "event" | "commit">;
}

/**
 * Refuses to judge where a change is to be merged and its base is checked out: no file of the change
 * would be looked at, as with actions/checkout left as it is in pull_request_target. Throws UsageError.
 */
export async function refuseBaseCheckout({
  root,
  checks,
  surroundings: { event, commit },
}: CheckoutQuestion): Promise<void> {
  const checkout = checkoutOf({ root });
  const looksAtFiles = checks === undefined || checks.some((name) => name !== "commits");
  if (event.base === undefined || checkout === undefined || !looksAtFiles) return;
  const found = await resolveCommit(checkout, "HEAD");
  // For pull_request_target GITHUB_SHA is the tip of the base branch.
  const bases = [event.base.commit, ...(event.name === "pull_request_target" ? [commit] : [])];
  if (found === undefined || found === event.head || !bases.includes(found)) return;
  throw new UsageError(
    `The checkout is the base branch ${event.base.branch} (${found.slice(0, 10)}), so no file of the change would be judged: check out the change's head or its merge, or name only the check commits.`,
  );
}
