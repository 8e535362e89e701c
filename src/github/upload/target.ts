import { commitIn, isNamed, numberIn, pullRequestIn, type PullRequest } from "../pull-request.ts";
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
  /** The commit that is checked out; none where nothing is. */
  readonly checkedOut: string | undefined;
};

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
  if (name === "pull_request") return mergeTarget(question);
  if (name === "pull_request_target") return headTarget(question);
  if (name === "workflow_run") return precedingTarget(question);
  return refTarget(question);
}

/** GITHUB_REF and GITHUB_SHA are the trial merge; a checkout of anything else of the change is its head. */
function mergeTarget(question: TargetQuestion): UploadTarget | Miss {
  const { payload, ref, commit: merge, checkedOut, event, repository } = question;
  const pull = pullRequestIn(payload, repository);
  const inRef = /^refs\/pull\/(?<number>[1-9]\d{0,9})\//.exec(ref)?.groups?.["number"];
  const number = inRef ?? pull?.number;
  if (number === undefined) return withoutNumber("the event names no number of its pull request");
  const commit = checkedOut ?? merge;
  if (commit === pull?.base) return elsewhere(commit, "the base of the pull request");
  const isMerge = commit === merge && commit !== event.head;
  return { commit, ref: `refs/pull/${number}/${isMerge ? "merge" : "head"}` };
}

/** GITHUB_REF is the base branch, which must never get what the author of the change wrote. */
function headTarget({ payload, event, checkedOut, repository }: TargetQuestion) {
  const pull = pullRequestIn(payload, repository);
  if (pull?.number === undefined) {
    return withoutNumber("the event names no number of its pull request");
  }
  return targetIn(pull, pull.number, event.head, checkedOut);
}

function targetIn(
  { merge }: Pick<PullRequest, "merge">,
  number: number,
  head: string,
  checkedOut: string | undefined,
): UploadTarget | Miss {
  if (checkedOut !== undefined && checkedOut === merge) {
    return { commit: merge, ref: `refs/pull/${number}/merge` };
  }
  if ((checkedOut ?? head) === head) return { commit: head, ref: `refs/pull/${number}/head` };
  return elsewhere(checkedOut ?? "", "not the pull request's head");
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
  return targetIn({ merge: undefined }, number, head, checkedOut);
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
      why: `this run belongs to no branch or tag (GITHUB_REF is ${JSON.stringify(ref)})`,
      how: withUploadSarif,
      isExpected: true,
    };
  }
  if (checkedOut === undefined && !ownCode.has(event.name)) {
    return {
      why: `there is no checkout, and files of the event ${event.name} may be anybody's`,
      how: "check out the repository",
      isExpected: true,
    };
  }
  if (checkedOut === undefined || checkedOut === commit) return { commit, ref };
  return elsewhere(checkedOut, `not ${commit.slice(0, 10)}, which this run of ${ref} is about`);
}

const withUploadSarif =
  "give the file of the output sarif-file to github/codeql-action/upload-sarif with a ref and a sha that you name";

function elsewhere(commit: string, what: string): Miss {
  return {
    why: `the checkout is ${commit.slice(0, 10)}, ${what}`,
    how: `check out what the run is about, or ${withUploadSarif}`,
    isExpected: true,
  };
}

function withoutNumber(why: string): Miss {
  return { why, how: withUploadSarif, isExpected: true };
}
