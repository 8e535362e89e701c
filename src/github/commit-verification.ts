import { setTimeout as pause } from "node:timers/promises";
import type { PlatformAnswer } from "../checks/commits/platform-api.ts";
import { UsageError } from "../errors.ts";
import { GitHubApiError } from "./api-error.ts";
import { apiPath, type ApiAnswer, type GitHubApi } from "./api.ts";
import { answerIn } from "./verification-answer.ts";

/** Which commits' verification is wanted from where. */
export interface VerificationSource {
  readonly api: GitHubApi;
  /** `owner/name` */
  readonly repository: string;
  /** The newest commit of the range: from it on they can be listed, a hundred in one answer. */
  readonly tip?: string;
  readonly limits?: Partial<VerificationLimits>;
}

/** The bounds of asking about one range. */
export interface VerificationLimits {
  /** Of the 1,000 requests that a repository's jobs have in an hour together. */
  readonly requests: number;
  readonly concurrency: number;
  /** Fewer commits than this are asked about one by one. */
  readonly listFrom: number;
  /** How often one commit is asked about while GitHub's verifier is at fault. */
  readonly asks: number;
  readonly askPauseMs: number;
  /** After so many failures without a success between them, GitHub is left alone. */
  readonly setbacks: number;
}

const defaultLimits: VerificationLimits = {
  requests: 800,
  concurrency: 8,
  listFrom: 5,
  asks: 3,
  askPauseMs: 5_000,
  setbacks: 5,
};

/** The most that GitHub lists at once. */
const pageSize = 100;

/**
 * What GitHub says about the signature of each commit: every one has an entry. GitHub's failures and
 * whatever is over the bounds are `indeterminate` with the reason; only mistakes of the caller throw.
 */
export async function verificationsOf(
  shas: readonly string[],
  source: VerificationSource,
): Promise<ReadonlyMap<string, PlatformAnswer>> {
  const inquiry = new Inquiry(new Set(shas), source);
  await inquiry.list();
  await inquiry.askEach();
  return inquiry.answers;
}

class Inquiry {
  readonly answers = new Map<string, PlatformAnswer>();
  readonly #open: Set<string>;
  readonly #api: GitHubApi;
  readonly #owner: string;
  readonly #name: string;
  readonly #tip: string | undefined;
  readonly #limits: VerificationLimits;
  readonly #sentBefore: number;
  #setbacks = 0;
  /** Why GitHub is asked nothing more. */
  #end: string | undefined;

  constructor(shas: Iterable<string>, { api, repository, tip, limits }: VerificationSource) {
    const [owner = "", name = "", ...rest] = repository.split("/");
    if (owner === "" || name === "" || rest.length > 0) {
      throw new UsageError(`${JSON.stringify(repository)} is not a repository; valid: owner/name`);
    }
    this.#open = new Set(shas);
    this.#api = api;
    this.#owner = owner;
    this.#name = name;
    this.#tip = tip;
    this.#limits = { ...defaultLimits, ...limits };
    this.#sentBefore = api.sent;
  }

  /** Pages from the tip on, as long as a page settles more commits than asking one by one would. */
  async list(): Promise<void> {
    if (this.#tip === undefined || this.#open.size < this.#limits.listFrom) return;
    for (let page = 1; this.#open.size > 0; page++) {
      const path = apiPath`/repos/${this.#owner}/${this.#name}/commits`;
      const query = { sha: this.#tip, per_page: pageSize, page };
      const answer = await this.#request(path, query);
      if ("failure" in answer || !Array.isArray(answer.body)) return;
      const settled = answer.body.filter((entry) => this.#settleListed(entry)).length;
      if (settled < 2 || !answer.hasNextPage) return;
    }
  }

  /** The commits that are still open, one by one, a few at a time. */
  async askEach(): Promise<void> {
    const queue = this.#open.values();
    const work = async (): Promise<void> => {
      for (const sha of queue) this.answers.set(sha, await this.#ask(sha));
    };
    await Promise.all(Array.from({ length: this.#limits.concurrency }, work));
  }

  /** Faults of the verifier are left open: asking again may settle them. */
  #settleListed(entry: unknown): boolean {
    const { sha, commit } = fieldsOf(entry);
    if (typeof sha !== "string" || !this.#open.has(sha)) return false;
    const answer = answerIn(fieldsOf(commit)["verification"]);
    if ("indeterminate" in answer) return false;
    this.answers.set(sha, answer);
    return this.#open.delete(sha);
  }

  async #ask(sha: string): Promise<PlatformAnswer> {
    const path = apiPath`/repos/${this.#owner}/${this.#name}/git/commits/${sha}`;
    for (let ask = 1; ; ask++) {
      const answer = await this.#request(path, {});
      if ("failure" in answer) return { indeterminate: answer.failure };
      const fields = fieldsOf(answer.body);
      if (fields["sha"] !== sha) return { indeterminate: "GitHub answered for another commit" };
      const found = answerIn(fields["verification"]);
      if (!("indeterminate" in found) || ask >= this.#limits.asks) return found;
      await pause(this.#limits.askPauseMs * 2 ** (ask - 1));
    }
  }

  /** An answer, or in a sentence why there is none and perhaps will be none. */
  async #request(
    path: string,
    query: Readonly<Record<string, string | number>>,
  ): Promise<ApiAnswer | { readonly failure: string }> {
    const { requests, setbacks } = this.#limits;
    if (this.#end === undefined && this.#api.sent - this.#sentBefore >= requests) {
      this.#end = `the ${requests} requests that may be spent on GitHub's verification are spent`;
    }
    if (this.#end !== undefined) return { failure: this.#end };
    try {
      const answer = await this.#api.request({ method: "GET", path, query });
      this.#setbacks = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof GitHubApiError)) throw error;
      this.#setbacks++;
      if (isFinal(error) || this.#setbacks >= setbacks)
        this.#end = `not asked after ${error.message}`;
      return { failure: error.message };
    }
  }
}

/** What would be said to every other request just the same. */
function isFinal({ code }: GitHubApiError): boolean {
  return code === "rate-limited" || code === "unauthorized" || code === "forbidden";
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return {};
  return value as Readonly<Record<string, unknown>>;
}
