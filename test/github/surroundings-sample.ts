import type { Surroundings } from "../../src/github/surroundings.ts";

export const base = "b".repeat(40);
export const head = "d".repeat(40);
export const merge = "e".repeat(40);

/** A push to main of `acme/shop`, unless told otherwise. */
export function surroundingsOf(given: Partial<Surroundings> = {}): Surroundings {
  return {
    workspace: "/home/runner/work/shop/shop",
    temporary: "/home/runner/work/_temp",
    server: "https://github.com",
    repository: "acme/shop",
    event: { name: "push", base: undefined, head, authorWritesWorkflow: false },
    payload: { repository: { full_name: "acme/shop", default_branch: "main" } },
    commit: head,
    ref: "refs/heads/main",
    api: "https://api.github.com",
    graphql: undefined,
    actor: "ann",
    runId: "4711",
    workflowPath: undefined,
    ...given,
  };
}

/** The payload of a pull request out of a repository; `null` where that one is gone. */
export function pullPayload(from: string | null = "acme/shop"): unknown {
  const repo = from === null ? null : { full_name: from };
  return {
    number: 7,
    pull_request: {
      number: 7,
      title: "::error::title of $(somebody)",
      merge_commit_sha: merge,
      base: { ref: "main", sha: base },
      head: { ref: "x\u001b]0;y##[add-matcher]z", sha: head, repo },
    },
  };
}

/** The event of pull request 7. */
export function pullSurroundings(
  name: "pull_request" | "pull_request_target" = "pull_request",
  given: Partial<Surroundings> = {},
): Surroundings {
  const isTarget = name === "pull_request_target";
  return surroundingsOf({
    event: {
      name,
      base: { branch: "main", commit: base },
      head,
      authorWritesWorkflow: !isTarget,
    },
    payload: pullPayload(),
    commit: isTarget ? base : merge,
    ref: isTarget ? "refs/heads/main" : "refs/pull/7/merge",
    ...given,
  });
}
