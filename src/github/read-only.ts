import { pullRequestIn } from "./pull-request.ts";
import type { Surroundings } from "./surroundings.ts";

/** What of a run decides whether its token may write at all. */
export type TokenSource = Pick<Surroundings, "event" | "payload" | "repository" | "actor">;

/**
 * Why the token of the job may only read, whatever the workflow's permissions are, as a clause; nothing
 * where GitHub leaves it to the workflow, as for the pull requests that Dependabot opens.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export function readOnlyCause({
  event,
  payload,
  repository,
  actor,
}: TokenSource): string | undefined {
  // For pull_request_target the token is the base's.
  const isPull = event.name === "pull_request";
  if (isPull && pullRequestIn(payload, repository)?.isFromFork === true) {
    return "GitHub lets the token of a pull request from a fork only read";
  }
  if (!isPull && actor === "dependabot[bot]")
    return "GitHub lets the token of a run by Dependabot only read";
  return undefined;
}
