import { UsageError } from "../errors.ts";
import { isCommitName } from "./revision.ts";

/** The event as the runner hands it over: its name, its parsed payload, GITHUB_SHA and GITHUB_REF. */
export interface RangeEvent {
  readonly name: string;
  readonly payload: unknown;
  readonly sha: string;
  readonly ref: string;
}

/** What is known of the repository besides the event. */
export interface RangeSettings {
  /** Without `refs/heads/`. */
  readonly defaultBranch: string;
  /** The policy's trust root, a full commit name. */
  readonly sinceCommit: string | undefined;
}

/** A commit by name, or by where to look for it at the time of the check. */
export type Tip =
  | { readonly kind: "commit"; readonly commit: string }
  /** The branch's current tip on the server. */
  | { readonly kind: "branch"; readonly branch: string }
  /** The commit behind the tag. */
  | { readonly kind: "tag"; readonly tag: string }
  /** The newest other tag behind the commits whose own signature verifies, else the commit named, else nothing. */
  | { readonly kind: "verified-tag"; readonly otherwise: string | undefined };

/**
 * What the trust list is read from. `since-commit`: from there on through verified commits; `before` and
 * `itself`: no trust root is configured, and the result is to be called unanchored.
 */
export type TrustKind = "base" | "default-branch" | "since-commit" | "before" | "itself";

export interface EventRange {
  readonly kind: "range";
  readonly include: readonly Tip[];
  readonly exclude: readonly Tip[];
  readonly trustRef: Tip;
  readonly trust: TrustKind;
  /** The tag that is judged beside the commits, without `refs/tags/`. */
  readonly tag?: string;
  /** What a reader has to know about the range, as a clause. */
  readonly note: string;
}

export interface NoRange {
  readonly kind: "none";
  readonly reason: string;
}

type Plan = Pick<EventRange, "exclude" | "note"> & Partial<EventRange>;

/** Which commits an event is about, and whose word counts for them. Throws UsageError where the payload does not say. */
export function eventRange(event: RangeEvent, settings: RangeSettings): EventRange | NoRange {
  const { name } = event;
  if (name.startsWith("pull_request")) return pullRequestRange(event);
  if (name === "merge_group") return mergeGroupRange(event);
  if (name === "push") return pushRange(event, settings);
  if (name === "release") return tagRange(text(event, "release", "tag_name"), settings);
  return standingRange(event, settings);
}

function pullRequestRange(event: RangeEvent): EventRange {
  const base: Tip = { kind: "branch", branch: text(event, "pull_request", "base", "ref") };
  return {
    kind: "range",
    include: [commitTip(event, "pull_request", "head", "sha")],
    // The payload's base may be older than the branch is by now.
    exclude: [commitTip(event, "pull_request", "base", "sha"), base],
    trustRef: base,
    trust: "base",
    note: "the commits of the pull request",
  };
}

function mergeGroupRange(event: RangeEvent): EventRange {
  const branch = text(event, "merge_group", "base_ref").replace(/^refs\/heads\//, "");
  return {
    kind: "range",
    include: [commitTip(event, "merge_group", "head_sha")],
    exclude: [commitTip(event, "merge_group", "base_sha")],
    trustRef: { kind: "branch", branch },
    trust: "base",
    note: "the commits of the merge group",
  };
}

function pushRange(event: RangeEvent, settings: RangeSettings): EventRange | NoRange {
  const ref = text(event, "ref");
  if (isZero(text(event, "after")) || at(event.payload, ["deleted"]) === true) {
    return { kind: "none", reason: `${ref} was deleted, so nothing was pushed` };
  }
  if (ref.startsWith("refs/tags/")) return tagRange(ref.slice("refs/tags/".length), settings);
  const after = commitTip(event, "after");
  const plan = branchPlan(event, ref.replace(/^refs\/heads\//, ""), settings);
  return { ...fromDefaultBranch(settings), include: [after], ...plan };
}

/** What a push to a branch leaves out, and for the default branch whose word counts. */
function branchPlan(event: RangeEvent, branch: string, settings: RangeSettings): Plan {
  const { defaultBranch, sinceCommit } = settings;
  const isDefault = branch === defaultBranch;
  if (sinceCommit !== undefined) {
    const since: Tip = { kind: "commit", commit: sinceCommit };
    const note = "every commit since since-commit";
    return { exclude: [since], note, ...(isDefault && { trustRef: since, trust: "since-commit" }) };
  }
  if (!isZero(text(event, "before"))) {
    const before = commitTip(event, "before");
    const isForced = at(event.payload, ["forced"]) === true;
    const note = `incremental: only what this push added${isForced ? ", which was forced" : ""}`;
    return { exclude: [before], note, ...(isDefault && { trustRef: before, trust: "before" }) };
  }
  if (isDefault) {
    const itself = commitTip(event, "after");
    const note = "the whole history: the branch is new, and it is the default branch";
    return { exclude: [], note, trustRef: itself, trust: "itself" };
  }
  const note = `a new branch: what ${defaultBranch} does not have`;
  return { exclude: [{ kind: "branch", branch: defaultBranch }], note };
}

function tagRange(tag: string, settings: RangeSettings): EventRange {
  return {
    ...fromDefaultBranch(settings),
    include: [{ kind: "tag", tag }],
    exclude: [{ kind: "verified-tag", otherwise: settings.sinceCommit }],
    tag,
    note: "the tag, and the commits since the newest tag before it that verifies",
  };
}

/** Schedules, dispatches and whatever else comes without commits of its own: what stands at the ref. */
function standingRange(event: RangeEvent, settings: RangeSettings): EventRange {
  const { defaultBranch, sinceCommit } = settings;
  const { ref, sha } = event;
  if (ref.startsWith("refs/tags/")) return tagRange(ref.slice("refs/tags/".length), settings);
  if (!isCommitName(sha)) throw missing(event, "GITHUB_SHA", "a commit");
  const isDefault = ref === `refs/heads/${defaultBranch}` || ref === "";
  const range = {
    ...fromDefaultBranch(settings),
    include: [{ kind: "commit", commit: sha }] as const,
  };
  if (sinceCommit !== undefined) {
    const exclude = [{ kind: "commit", commit: sinceCommit }] as const;
    return { ...range, exclude, note: "every commit since since-commit" };
  }
  if (isDefault) return { ...range, exclude: [], note: "the whole history of the default branch" };
  const exclude = [{ kind: "branch", branch: defaultBranch }] as const;
  return { ...range, exclude, note: `what ${defaultBranch} does not have` };
}

function fromDefaultBranch({ defaultBranch }: RangeSettings) {
  const trustRef: Tip = { kind: "branch", branch: defaultBranch };
  return { kind: "range", trustRef, trust: "default-branch" } as const;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}

function text(event: RangeEvent, ...path: readonly string[]): string {
  const value = at(event.payload, path);
  if (typeof value !== "string" || value === "") throw missing(event, path.join("."), "a text");
  return value;
}

function commitTip(event: RangeEvent, ...path: readonly string[]): Tip {
  const commit = text(event, ...path);
  if (!isCommitName(commit)) throw missing(event, path.join("."), "a commit");
  return { kind: "commit", commit };
}

function isZero(name: string): boolean {
  return /^0+$/.test(name);
}

function missing({ name }: RangeEvent, path: string, wanted: string): UsageError {
  return new UsageError(
    `The payload of the event ${JSON.stringify(name)} has no ${path} that is ${wanted}, so there is no telling which commits it is about.`,
  );
}
