import type { RunIdentity } from "../model/report.ts";
import { linkToRun } from "./links.ts";
import type { Surroundings } from "./surroundings.ts";

/** What the runner says about the run, for reports that are kept. */
export function runIdentity(surroundings: Surroundings, startedAt: Date): RunIdentity {
  const { repository, event, ref, runId } = surroundings;
  return {
    repository,
    commit: event.head,
    ...(ref === "" ? {} : { ref }),
    event: event.name,
    ...(runId === undefined ? {} : { url: linkToRun(surroundings, runId) }),
    startedAt: startedAt.toISOString(),
  };
}
