import { readFileSync } from "node:fs";
import { messageOf, UsageError } from "../errors.ts";

/** A branch, and the commit at its tip when the event happened. */
export interface BranchTip {
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly commit: string;
}

/** What made the workflow run, as far as the gate has to know. */
export interface Event {
  /** As a policy names it under `on`. */
  readonly name: string;
  /** Where the change would go; none where nothing is being merged. */
  readonly base: BranchTip | undefined;
  /** The commit that is judged, for links; GITHUB_SHA where the payload does not say better. */
  readonly head: string;
  /** Whether the workflow file, and so every input, is under the hand of the change's author. */
  readonly authorWritesWorkflow: boolean;
}

export interface EventSource {
  readonly name: string;
  readonly payloadPath: string | undefined;
  readonly commit: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The payload of any event, of which nothing has been looked at; nothing where there is none. */
export function payloadIfAny(source: EventSource): unknown {
  return (source.payloadPath ?? "") === "" ? undefined : payloadOf(source);
}

/** Reads the event. Throws UsageError where a change is to be merged and the payload does not say into what. */
export function readEvent(source: EventSource): Event {
  const { name, commit } = source;
  if (name.startsWith("pull_request")) {
    const pull = new Payload(source).object("pull_request");
    const isTarget = name === "pull_request_target";
    return {
      // Reviews and whatever else comes to a pull request are judged by what is said of pull requests.
      name: isTarget ? name : "pull_request",
      base: { branch: pull.text("base", "ref"), commit: pull.commit("base", "sha") },
      head: pull.commit("head", "sha"),
      // The target's workflow runs for pull_request_target; for the others it is the merged one.
      authorWritesWorkflow: !isTarget,
    };
  }
  if (name === "merge_group") {
    const group = new Payload(source).object("merge_group");
    const branch = group.text("base_ref").replace(/^refs\/heads\//, "");
    return {
      name,
      base: { branch, commit: group.commit("base_sha") },
      head: group.commit("head_sha"),
      authorWritesWorkflow: true,
    };
  }
  return { name, base: undefined, head: commit, authorWritesWorkflow: false };
}

/** A part of the event's payload; what is missing or of another type is named with its whole path. */
class Payload {
  readonly #event: string;
  readonly #root: Json;
  readonly #path: string;

  constructor(source: EventSource, root: Json = payloadOf(source), path = "") {
    this.#event = source.name;
    this.#root = root;
    this.#path = path;
  }

  object(key: string): Payload {
    const value = this.#root[key];
    if (!isObject(value)) throw this.#missing(key, "an object");
    return new Payload(
      { name: this.#event, payloadPath: undefined, commit: "" },
      value,
      `${this.#path}${key}.`,
    );
  }

  text(...keys: readonly string[]): string {
    const value = keys.reduce<unknown>(
      (at, key) => (isObject(at) ? at[key] : undefined),
      this.#root,
    );
    if (typeof value !== "string" || value === "") throw this.#missing(keys.join("."), "a text");
    return value;
  }

  commit(...keys: readonly string[]): string {
    const value = this.text(...keys);
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value))
      throw this.#missing(keys.join("."), "a commit");
    return value;
  }

  #missing(key: string, wanted: string): UsageError {
    return new UsageError(
      `The payload of the event ${JSON.stringify(this.#event)} has no ${this.#path}${key} that is ${wanted}, so there is no telling which policy applies.`,
    );
  }
}

function payloadOf({ name, payloadPath }: EventSource): Json {
  if (payloadPath === undefined || payloadPath === "") {
    throw new UsageError(
      `GITHUB_EVENT_PATH is not set, and ${name} cannot be judged without its payload.`,
    );
  }
  let payload: unknown;
  try {
    payload = JSON.parse(readFileSync(payloadPath, "utf8"));
  } catch (cause) {
    throw new UsageError(
      `GITHUB_EVENT_PATH: the event's payload cannot be read: ${messageOf(cause)}`,
      { cause },
    );
  }
  if (!isObject(payload)) {
    throw new UsageError("GITHUB_EVENT_PATH: the event's payload is not a JSON object.");
  }
  return payload;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
