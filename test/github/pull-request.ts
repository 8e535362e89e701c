import { join } from "node:path";
import { type Content, TestRepository } from "../git/repository.ts";
import { temporaryFolder } from "./runner.ts";

export type Files = Readonly<Record<string, Content>>;

/** A change to a repository on a server, checked out the way actions/checkout does it. */
export interface PullRequest {
  readonly workspace: string;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
  readonly payload: unknown;
  readonly environment: Readonly<Record<string, string>>;
}

/** Makes `acme/shop` with the base's files, a change with the head's, and a checkout of their merge. */
export function pullRequest(
  baseFiles: Files,
  headFiles: Files,
  { depth = 1, branch = "main" }: { depth?: number; branch?: string } = {},
): PullRequest {
  const server = temporaryFolder();
  const origin = new TestRepository(join(server, "acme", "shop"));
  const base = origin.commit(baseFiles);
  origin.git("switch", "--quiet", "-c", "change");
  const head = origin.commit(headFiles);
  origin.git("switch", "--quiet", "--detach", base);
  origin.git("merge", "--quiet", "--no-ff", "-m", "merge", head);
  origin.git("update-ref", "refs/pull/1/merge", "HEAD");
  const merge = origin.git("rev-parse", "HEAD");
  const checkout = new TestRepository(temporaryFolder());
  const fetch = ["fetch", "--quiet", "--no-tags", `--depth=${depth}`, `file://${origin.folder}`];
  checkout.git(...fetch, "refs/pull/1/merge");
  checkout.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  return {
    workspace: checkout.folder,
    base,
    head,
    merge,
    payload: { pull_request: { base: { ref: branch, sha: base }, head: { sha: head } } },
    environment: { GITHUB_SERVER_URL: `file://${server}`, GITHUB_SHA: merge },
  };
}
