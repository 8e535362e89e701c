import { join } from "node:path";
import { listed, requireTrusted, Shop, sshKey, type Key } from "../checks/commits/shop.ts";
import { runStep, temporaryFolder, type StepOptions, type StepResult } from "./runner.ts";

export type Run = Partial<StepOptions> & { readonly event: string };

/** `acme/shop` on a server of its own, with a policy that trusts Ann; and the step run for its events. */
export class EventRepository {
  readonly ann: Key = sshKey();
  readonly eve: Key = sshKey();
  readonly shop: Shop;
  readonly base: string;
  readonly #server: string;

  constructor() {
    this.#server = temporaryFolder();
    this.shop = new Shop(join(this.#server, "acme", "shop"));
    this.base = this.shop.commit({
      key: this.ann,
      files: {
        ".github/portcullis.yml": requireTrusted,
        ".github/allowed_signers": listed("ann@example.com", this.ann),
      },
    });
  }

  /** Starts a branch at a commit. */
  branch(name: string, at: string): void {
    this.shop.repository.git("switch", "--quiet", "-C", name, at);
  }

  /** A checkout as actions/checkout leaves it: one commit, detached, without a remote-tracking branch. */
  checkout(commit: string, depth = 1): string {
    const folder = temporaryFolder();
    const copy = new Shop(folder);
    const address = `file://${this.shop.folder}`;
    copy.repository.git("fetch", "--quiet", "--no-tags", `--depth=${depth}`, address, commit);
    copy.repository.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
    return folder;
  }

  /** Runs the built step for an event of this repository, in a checkout of one commit unless told. */
  run(commit: string, { event, environment, payload, inputs, workspace }: Run): StepResult {
    return runStep({
      event,
      workspace: workspace ?? this.checkout(commit),
      payload: { repository: { default_branch: "main" }, ...(payload as object) },
      inputs: { checks: "commits", ...inputs },
      environment: {
        GITHUB_SERVER_URL: `file://${this.#server}`,
        GITHUB_SHA: commit,
        ...environment,
      },
    });
  }

  pull(head: string, base = this.base, options: Partial<Run> = {}): StepResult {
    const pull_request = { base: { ref: "main", sha: base }, head: { sha: head } };
    return this.run(head, { event: "pull_request", ...options, payload: { pull_request } });
  }

  push(
    before: string,
    after: string,
    options: Partial<Run> = {},
    ref = "refs/heads/main",
  ): StepResult {
    const payload = { ref, before, after, ...(options.payload as object) };
    return this.run(after, {
      event: "push",
      ...options,
      payload,
      environment: { GITHUB_REF: ref, ...options.environment },
    });
  }
}
