import type { Standing } from "../checkout-standing.ts";
import { commitIn, isNamed, numberIn, pullRequestIn } from "../pull-request.ts";
import { valueAt } from "../payload-value.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Miss } from "./outcome.ts";

/** What the results of an upload are about. */
export interface UploadTarget {
  readonly commit: string;
  /** `refs/heads/…`, `refs/tags/…` or `refs/pull/…`: the API takes no other. */
  readonly ref: string;
}

/** What of the surroundings decides; tags are followed to their commits. */
export type TargetQuestion = Pick<
  Surroundings,
  "event" | "payload" | "ref" | "commit" | "repository"
> & {
  /** None where nothing is checked out. */
  readonly checkedOut: CheckedOut | undefined;
};

/** The commit that is checked out. */
export interface CheckedOut {
  readonly commit: string;
  /** What it is to the change; none where the event merges nothing. */
  readonly standing: Standing | undefined;
}

/** Events that run the repository's own code: without a checkout the files are taken to be GITHUB_SHA's. */
const ownCode: ReadonlySet<string> = new Set([
  "push",
  "merge_group",
  "release",
  "schedule",
  "workflow_dispatch",
]);

/**
 * The commit and the ref of an upload. Results of a pull request never land on a branch: where the
 * event's ref is the base's, they go to `refs/pull/N/head`, and where it is not certain whose the
 * files are, nowhere.
 */
export function uploadTarget(question: TargetQuestion): UploadTarget | Miss {
  const { name } = question.event;
  if (name.startsWith("pull_request")) return pullTarget(question);
  if (name === "workflow_run") return precedingTarget(question);
  return refTarget(question);
}

/**
 * Of pull_request_target, GITHUB_REF is the base branch, which must never get what the author of the
 * change wrote. Without a checkout the results are joined ones, whose shards looked at the run's commit.
 */
function pullTarget(question: TargetQuestion): UploadTarget | Miss {
  const { payload, ref, commit, checkedOut, event, repository } = question;
  const inRef = /^refs\/pull\/(?<number>[1-9]\d{0,9})\//.exec(ref)?.groups?.["number"];
  const number = inRef ?? pullRequestIn(payload, repository)?.number;
  if (number === undefined) return withoutNumber("the event names no number of its pull request");
  const [head, merge] = [`refs/pull/${number}/head`, `refs/pull/${number}/merge`];
  if (checkedOut === undefined) {
    const isHead = event.name === "pull_request_target" || commit === event.head;
    return isHead ? { commit: event.head, ref: head } : { commit, ref: merge };
  }
  switch (checkedOut.standing) {
    case "head":
    case "later":
      return { commit: checkedOut.commit, ref: head };
    case "merge":
      return { commit: checkedOut.commit, ref: merge };
    case "other":
    case "unknown":
    case undefined:
      return elsewhere(checkedOut.commit, "neither the pull request's merge nor its head");
  }
}

/** What ran before decides; for forks GitHub does not say which pull request it was. */
function precedingTarget(question: TargetQuestion): UploadTarget | Miss {
  const { payload, checkedOut, repository } = question;
  const run = valueAt(payload, "workflow_run");
  const cause = valueAt(run, "event");
  const isOurs = isNamed(repository, valueAt(run, "head_repository", "full_name"));
  const isOfPull = typeof cause !== "string" || cause.startsWith("pull_request");
  if (!isOfPull && isOurs) return refTarget(question);
  const head = commitIn(valueAt(run, "head_sha"));
  const number = head === undefined ? undefined : pullOf(run, head, repository);
  if (head === undefined || number === undefined) {
    return withoutNumber(
      "this workflow_run does not say which pull request it is about, as always for forks",
    );
  }
  if (checkedOut === undefined) return ownerless("workflow_run");
  if (checkedOut.commit === head) return { commit: head, ref: `refs/pull/${number}/head` };
  return elsewhere(checkedOut.commit, "not the pull request's head");
}

/** The list may hold pull requests that other repositories have with the same commit. */
function pullOf(run: unknown, head: string, repository: string): number | undefined {
  const pulls: unknown = valueAt(run, "pull_requests");
  const found = (Array.isArray(pulls) ? (pulls as readonly unknown[]) : []).find((pull) => {
    const url = valueAt(pull, "base", "repo", "url");
    const isHere = typeof url === "string" && isNamed(repository, slugIn(url));
    return isHere && valueAt(pull, "head", "sha") === head;
  });
  return numberIn(valueAt(found, "number"));
}

/** `https://api.github.com/repos/acme/shop` */
function slugIn(url: string): string {
  return url.split("/").slice(-2).join("/");
}

/** GITHUB_REF and GITHUB_SHA belong together; what else is checked out belongs to nobody knows what. */
function refTarget({ event, ref, commit, checkedOut }: TargetQuestion): UploadTarget | Miss {
  if (!/^refs\/(?:heads|tags|pull)\/[^\p{Cc}\s]+$/u.test(ref)) {
    return {
      why: `GITHUB_REF is ${JSON.stringify(ref)}, which is not a branch, tag or pull request`,
      how: withUploadSarif,
      isExpected: true,
    };
  }
  if (checkedOut === undefined && !ownCode.has(event.name)) return ownerless(event.name);
  if (checkedOut === undefined || checkedOut.commit === commit) return { commit, ref };
  return elsewhere(checkedOut.commit, `and the run is about ${commit.slice(0, 10)}`);
}

const withUploadSarif = "upload that by upload-sarif, with a `ref` and a `sha` that you name";

function ownerless(event: string): Miss {
  return {
    why: `there is no checkout, and files of the event ${event} may be anybody's`,
    how: "check out the repository",
    isExpected: true,
  };
}

function elsewhere(commit: string, what: string): Miss {
  return {
    why: `the checkout is ${commit.slice(0, 10)}, ${what}`,
    how: "check out what the run is about",
    isExpected: true,
  };
}

function withoutNumber(why: string): Miss {
  return { why, how: withUploadSarif, isExpected: true };
}
