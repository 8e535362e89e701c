import { join } from "node:path";
import { type Content, TestRepository } from "../git/repository.ts";
import type { Checkout } from "../github/job.ts";
import { temporaryFolder } from "../github/runner.ts";
import { type EventCommits, type EventName, eventRun, type EventRun } from "./payloads.ts";

export type Files = Readonly<Record<string, Content>>;

/** An event of `acme/shop`, and the checkout that actions/checkout makes of it. */
export interface Scene extends Checkout {
  readonly run: EventRun;
  /** GITHUB_REF. */
  readonly ref: string;
  /** As GitHub makes the token of a fork's pull request, whatever the workflow says. */
  readonly mayOnlyRead: boolean;
}

/** Makes the repository with these files on its main branch, and the event that a change of them is. */
export function sceneOf(name: EventName, before: Files, change: Files): Scene {
  const server = temporaryFolder();
  const origin = new TestRepository(join(server, "acme", "shop"));
  const commits = mergedIn(origin, before, change);
  const { merge } = commits;
  const { event, payload, environment } = eventRun(name, commits);
  const ref = environment["GITHUB_REF"] ?? "";
  origin.git("update-ref", ref, merge);
  const isMerged = !event.startsWith("pull_request") && event !== "merge_group";
  if (isMerged) origin.git("update-ref", "refs/heads/main", merge);
  const run = {
    event,
    payload,
    environment: { ...environment, GITHUB_SERVER_URL: `file://${server}` },
  };
  return {
    run,
    ref,
    commit: merge,
    workspace: checkoutFrom(origin, merge),
    mayOnlyRead: name === "pull_request from a fork",
  };
}

function mergedIn(origin: TestRepository, before: Files, change: Files): EventCommits {
  const base = origin.commit(before);
  origin.git("switch", "--quiet", "-c", "change");
  const head = origin.commit(change);
  origin.git("switch", "--quiet", "--detach", base);
  origin.git("merge", "--quiet", "--no-ff", "-m", "merge", head);
  return { base, head, merge: origin.git("rev-parse", "HEAD") };
}

function checkoutFrom(origin: TestRepository, commit: string): string {
  const checkout = new TestRepository(temporaryFolder());
  checkout.git("fetch", "--quiet", "--no-tags", "--depth=1", `file://${origin.folder}`, commit);
  checkout.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  return checkout.folder;
}
