import { performance } from "node:perf_hooks";
import { UsageError } from "../errors.ts";
import type { ProxyChoice } from "../network/proxy.ts";
import { version } from "../version.ts";
import { GitHubApiError } from "./api-error.ts";
import { openLine, type Line, type RawAnswer } from "./api-exchange.ts";
import { failureOf, refusalIn, stoppedIn, type Attempt } from "./api-failure.ts";
import { defaultApiLimits, type ApiLimits } from "./api-limits.ts";
import { persistently } from "./api-retry.ts";
import { within } from "../deadline.ts";

/** The version of the API that this program was written for. */
export const apiVersion = "2022-11-28";

/** Where the API is, who asks, and how patiently. */
export interface ApiOptions {
  /** GITHUB_API_URL. */
  readonly baseUrl: string;
  readonly token: string | undefined;
  readonly proxyFor?: ProxyChoice;
  readonly limits?: Partial<ApiLimits>;
  /** Ends every request that is under way, and refuses further ones. */
  readonly stop?: AbortSignal;
}

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH";
  /** Below the base URL, as `apiPath` makes it. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Whether it may be sent again when nobody knows if it was done; unless told, GET and PATCH may. */
  readonly isRepeatable?: boolean;
}

export interface ApiAnswer {
  readonly status: number;
  /** Parsed JSON that nobody has looked at yet; undefined where the answer had no body. */
  readonly body: unknown;
  /** Whether GitHub names a next page. */
  readonly hasNextPage: boolean;
}

/** GitHub's REST API on one host, as one token sees it. */
export interface GitHubApi {
  /** Resolves to a success; rejects with GitHubApiError once nothing more can be hoped for. */
  request(request: ApiRequest): Promise<ApiAnswer>;
  /** How many requests went out so far, each attempt counted: the hourly limit counts them too. */
  readonly sent: number;
  /** Ends every connection. */
  close(): void;
}

/** A path of the API from a template, every value encoded so that it stays in its place. */
export function apiPath(texts: TemplateStringsArray, ...values: (string | number)[]): string {
  return String.raw({ raw: texts }, ...values.map(segmentOf));
}

function segmentOf(value: string | number): string {
  const text = String(value);
  if (/^\.{0,2}$|\p{Cs}/u.test(text)) {
    throw new UsageError(`${JSON.stringify(text)} has no place in an address of GitHub's API`);
  }
  return encodeURIComponent(text);
}

/** The API of GitHub at a base URL. Throws UsageError where that is no URL, or the token is none. */
export function gitHubApi(options: ApiOptions): GitHubApi {
  return new RestApi(options);
}

const redirections: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

class RestApi implements GitHubApi {
  readonly #base: URL;
  readonly #token: string | undefined;
  readonly #limits: ApiLimits;
  readonly #line: Line;
  readonly #stop: AbortSignal | undefined;
  sent = 0;

  constructor({ baseUrl, token, proxyFor, limits, stop }: ApiOptions) {
    this.#base = baseOf(baseUrl);
    this.#token = sound(token);
    this.#limits = { ...defaultApiLimits, ...limits };
    this.#line = openLine(proxyFor ?? (() => undefined));
    this.#stop = stop;
  }

  async request(request: ApiRequest): Promise<ApiAnswer> {
    const end = performance.now() + this.#limits.requestMs;
    const remainingMs = (): number => Math.max(0, end - performance.now());
    return persistently(() => this.#attempt(request, remainingMs), {
      isRepeatable: request.isRepeatable ?? request.method !== "POST",
      limits: this.#limits,
      stop: this.#stop,
      remainingMs,
    });
  }

  close(): void {
    this.#line.close();
  }

  /** One attempt with the redirects that it meets. */
  async #attempt(request: ApiRequest, remainingMs: () => number): Promise<ApiAnswer> {
    let url = this.#urlOf(request);
    const attempt: Attempt = {
      what: `${request.method} ${url.pathname}`,
      host: url.host,
      token: this.#token,
    };
    for (let hop = 0; ; hop++) {
      const answer = await this.#send(request, url, remainingMs(), attempt);
      if (!redirections.has(answer.status)) return successIn(answer, attempt);
      if (hop === this.#limits.redirects) {
        throw new GitHubApiError("redirected", `GitHub redirects ${attempt.what} in circles`);
      }
      url = this.#targetOf(request, answer, url, attempt);
    }
  }

  async #send(
    { method, body }: ApiRequest,
    url: URL,
    remainingMs: number,
    attempt: Attempt,
  ): Promise<RawAnswer> {
    const { exchangeMs, answerBytes: limit } = this.#limits;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = this.#headersFor(text);
    return within(Math.min(exchangeMs, remainingMs), this.#stop, async (signal) => {
      if (signal.aborted) throw stoppedIn(attempt);
      this.sent++;
      try {
        return await this.#line.send({ method, url, headers, body: text, limit }, signal);
      } catch (thrown) {
        // An answer that we cut off looks like one that the server cut off.
        throw signal.aborted ? stoppedIn(attempt) : failureOf(thrown, attempt);
      }
    });
  }

  #headersFor(body: string | undefined): Record<string, string> {
    return {
      accept: "application/vnd.github+json",
      "user-agent": `portcullis/${version}`,
      "x-github-api-version": apiVersion,
      ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
    };
  }

  #urlOf({ path, query = {} }: ApiRequest): URL {
    const url = new URL(this.#base.href.replace(/\/+$/, "") + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return url;
  }

  /** Renamed repositories redirect on the same host; the token goes to no other. */
  #targetOf({ method }: ApiRequest, answer: RawAnswer, from: URL, attempt: Attempt): URL {
    const { location = "" } = answer.headers;
    const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
    const keepsMethod = method === "GET" || answer.status === 307 || answer.status === 308;
    if (target?.origin === this.#base.origin && keepsMethod) return target;
    const where = target === undefined ? "nowhere" : target.host;
    throw new GitHubApiError("redirected", `GitHub redirects ${attempt.what} to ${where}`, {
      status: answer.status,
    });
  }
}

function successIn(answer: RawAnswer, attempt: Attempt): ApiAnswer {
  const { status, headers, body } = answer;
  if (status < 200 || status >= 300) throw refusalIn(answer, attempt);
  const hasNextPage = /\brel="next"/.test(String(headers["link"] ?? ""));
  if (body.length === 0) return { status, body: undefined, hasNextPage };
  try {
    return { status, body: JSON.parse(body.toString("utf8")) as unknown, hasNextPage };
  } catch {
    const message = `GitHub's answer to ${attempt.what} is not JSON`;
    throw new GitHubApiError("bad-response", message, { status });
  }
}

function baseOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.username === "" && url.password === "" && url.search + url.hash === "";
  if (url !== undefined && isPlain && ["https:", "http:"].includes(url.protocol)) return url;
  throw new UsageError(
    "GITHUB_API_URL: not the address of an API; valid: a URL like https://api.github.com",
  );
}

/** A token of other characters would end up in an error of node's when it makes the header. */
function sound(token: string | undefined): string | undefined {
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new UsageError("token: holds characters that no token of GitHub's has");
}
