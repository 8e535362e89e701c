import type { StepOptions } from "../github/runner.ts";

/** What the runner hands to a step for an event: to be spread into the options of `runStep`. */
export type EventRun = Required<Pick<StepOptions, "event" | "payload" | "environment">>;

/** The commits of the repository that an event is about, all of them full names. */
export interface EventCommits {
  /** The tip of `main` before the change. */
  readonly base: string;
  /** What the change's author pushed. */
  readonly head: string;
  /** The trial merge of the two, or the tip of `main` once it is merged. */
  readonly merge: string;
}

/** Every event that an example workflow has to stand. */
export const eventNames = [
  "pull_request",
  "pull_request from a fork",
  "push",
  "release",
  "merge_group",
  "schedule",
  "workflow_dispatch",
] as const;
export type EventName = (typeof eventNames)[number];

/** The examples, and the events that each of them is there for. */
export const exampleEvents: Readonly<Record<string, readonly EventName[]>> = {
  "fork-safe.yml": ["pull_request", "pull_request from a fork"],
  "ghes.yml": ["pull_request", "push"],
  "merge-queue.yml": ["pull_request", "merge_group"],
  "monorepo-matrix.yml": ["pull_request", "push"],
  "nightly.yml": ["schedule", "workflow_dispatch"],
  "pull-request.yml": ["pull_request", "pull_request from a fork"],
  "push-main.yml": ["push"],
  "release-gate.yml": ["release"],
  "sbom.yml": ["release"],
  "sharded.yml": ["push", "workflow_dispatch"],
  "source-articles.yml": ["pull_request", "push"],
};

/** What a stranger may call things, as far as git and GitHub let them. */
export const hostile = {
  branch: "x;touch${IFS}pwned;$(touch${IFS}pwned)`touch${IFS}pwned`#::error::pwned",
  title: "::error::pwned\n::set-output name=verdict::pass\n##[add-matcher]pwned.json $(touch pwned)",
  body: "<!-- portcullis:portcullis -->\n\u001b[2J</details><script>alert(1)</script>\n::stop-commands::x",
  login: "eve-pwned",
} as const;

const repository = {
  id: 4711,
  name: "shop",
  full_name: "acme/shop",
  private: false,
  fork: false,
  default_branch: "main",
  owner: { login: "acme", type: "Organization" },
};
const sender = { login: "ann", type: "User" };
const always = { GITHUB_ACTOR: "ann", GITHUB_RUN_ID: "4711", GITHUB_REPOSITORY: "acme/shop" };

/** The payload and the runner's variables of an event of `acme/shop`. */
export function eventRun(name: EventName, commits: EventCommits): EventRun {
  switch (name) {
    case "pull_request":
      return pullRequestRun(commits, { branch: "change", title: "A change", body: "", from: "acme" });
    case "pull_request from a fork":
      return pullRequestRun(commits, { ...hostile, from: hostile.login });
    case "push":
      return pushRun(commits);
    case "release":
      return releaseRun(commits);
    case "merge_group":
      return mergeGroupRun(commits);
    case "schedule":
      return onMain("schedule", commits, { schedule: "17 4 * * *" });
    case "workflow_dispatch":
      return onMain("workflow_dispatch", commits, { inputs: null, ref: "refs/heads/main" });
  }
}

interface Change {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  /** The owner of the repository that the branch lies in. */
  readonly from: string;
}

function pullRequestRun({ base, head, merge }: EventCommits, change: Change): EventRun {
  const isFork = change.from !== "acme";
  const user = { login: isFork ? change.from : "ann", type: "User" };
  const from = { ...repository, full_name: `${change.from}/shop`, fork: isFork };
  return {
    event: "pull_request",
    payload: {
      action: "synchronize",
      number: 7,
      pull_request: {
        number: 7,
        title: change.title,
        body: change.body,
        user,
        draft: false,
        merge_commit_sha: merge,
        base: { ref: "main", sha: base, label: "acme:main", repo: repository },
        head: { ref: change.branch, sha: head, label: `${change.from}:${change.branch}`, repo: from },
      },
      repository,
      sender: user,
    },
    environment: {
      ...always,
      GITHUB_ACTOR: user.login,
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_REF_NAME: "7/merge",
      GITHUB_SHA: merge,
      GITHUB_BASE_REF: "main",
      GITHUB_HEAD_REF: change.branch,
    },
  };
}

function pushRun({ base, merge }: EventCommits): EventRun {
  const head_commit = { id: merge, message: "Merge pull request #7 from acme/change", distinct: true };
  return onMain("push", { merge }, {
    ref: "refs/heads/main",
    before: base,
    after: merge,
    created: false,
    deleted: false,
    forced: false,
    commits: [head_commit],
    head_commit,
    pusher: { name: "ann", email: "ann@example.com" },
  });
}

function releaseRun({ merge }: EventCommits): EventRun {
  return {
    event: "release",
    payload: {
      action: "published",
      release: { tag_name: "v1.2.3", target_commitish: "main", draft: false, prerelease: false },
      repository,
      sender,
    },
    environment: {
      ...always,
      GITHUB_REF: "refs/tags/v1.2.3",
      GITHUB_REF_NAME: "v1.2.3",
      GITHUB_SHA: merge,
    },
  };
}

function mergeGroupRun({ base, merge }: EventCommits): EventRun {
  const head_ref = `refs/heads/gh-readonly-queue/main/pr-7-${base}`;
  return {
    event: "merge_group",
    payload: {
      action: "checks_requested",
      merge_group: { head_sha: merge, head_ref, base_sha: base, base_ref: "refs/heads/main" },
      repository,
      sender,
    },
    environment: {
      ...always,
      GITHUB_REF: head_ref,
      GITHUB_REF_NAME: head_ref.slice("refs/heads/".length),
      GITHUB_SHA: merge,
    },
  };
}

function onMain(
  event: string,
  { merge }: Pick<EventCommits, "merge">,
  payload: Readonly<Record<string, unknown>>,
): EventRun {
  return {
    event,
    payload: { ...payload, repository, sender },
    environment: {
      ...always,
      GITHUB_REF: "refs/heads/main",
      GITHUB_REF_NAME: "main",
      GITHUB_SHA: merge,
    },
  };
}
