import { nearest } from "../nearest.ts";
import type { FailLine } from "../model/severity.ts";
import type { Policy } from "./policy.ts";

/** The events of GitHub in which a gate runs, by the names that workflows use. */
export const eventNames: readonly string[] = [
  "pull_request",
  "pull_request_target",
  "merge_group",
  "push",
  "release",
  "deployment",
  "schedule",
  "workflow_dispatch",
  "workflow_run",
  "repository_dispatch",
];

/** What an event changes. */
export interface EventSetting {
  readonly failOn: FailLine | undefined;
  readonly mode: Policy["mode"] | undefined;
  readonly gate: Policy["gate"] | undefined;
}

/** A policy as its file has it: with what it says for single events, before one of them is chosen. */
export interface PolicyFile extends Policy {
  readonly events: ReadonlyMap<string, EventSetting>;
}

/** The policy that counts in a run that the event started; none is named on the command line. */
export function forEvent(policy: PolicyFile, eventName: string | undefined): Policy {
  const { events, ...rest } = policy;
  const setting = eventName === undefined ? undefined : events.get(eventName);
  return {
    ...rest,
    failOn: setting?.failOn ?? rest.failOn,
    mode: setting?.mode ?? rest.mode,
    gate: setting?.gate ?? rest.gate,
  };
}

/** What is wrong with the name of an event, as a clause. */
export function mistakeInEvent(name: string): string | undefined {
  if (eventNames.includes(name)) return undefined;
  if (name === "tag") return 'a tag arrives with the event "push"';
  const near = nearest(name, eventNames);
  const hint = near === undefined ? `valid: ${eventNames.join(", ")}` : `did you mean "${near}"?`;
  return `no event of a gate has that name; ${hint}`;
}
