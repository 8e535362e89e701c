import { Authenticator } from "./authenticator.ts";
import type { Credentials } from "./credentials.ts";
import type { Endpoint } from "./endpoint.ts";
import type { NetworkErrorCode } from "../network/error.ts";
import type { Sink } from "../network/sink.ts";
import { RegistryError } from "./error.ts";
import type { Limits } from "./limits.ts";
import type { Messenger } from "./messenger.ts";
import type { Patience } from "../network/patience.ts";
import { follow, type Followed } from "./redirects.ts";

/** One question to a registry's API. */
export interface Question {
  readonly method: "GET" | "HEAD";
  /** Below `/v2/<repository>/`, or a whole URL on the registry's own origin. */
  readonly path: string | URL;
  readonly accept: string;
  readonly limit: number;
  /** Where the body of a 200 goes in place of the answer. */
  readonly into?: () => Sink<unknown>;
}

interface DeskOptions {
  readonly messenger: Messenger;
  readonly credentials: Credentials;
  readonly tokenHosts: readonly string[];
  readonly limits: Limits;
  readonly stop: AbortSignal;
}

/** Asks registries questions, with the Authorization that each of them wants. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #authenticators = new Map<string, Authenticator>();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** The answer with whatever status, after at most one more try with (other) credentials. */
  async ask(endpoint: Endpoint, question: Question, patience: Patience): Promise<Followed> {
    const authenticator = this.#authenticatorOf(endpoint);
    const known = await authenticator.authorization(endpoint.repository);
    const answer = await this.#send(endpoint, question, known, patience);
    // Who is redirected to asks in vain: credentials are for the registry that was named.
    if (answer.status !== 401 || !answer.isFromOrigin) return answer;
    const better = await authenticator.after(answer.headers, known, endpoint.repository);
    return better === undefined ? answer : this.#send(endpoint, question, better, patience);
  }

  #send(
    { base, repository }: Endpoint,
    { path, accept, ...rest }: Question,
    authorization: string | undefined,
    patience: Patience,
  ): Promise<Followed> {
    const url = typeof path === "string" ? new URL(`/v2/${repository}/${path}`, base) : path;
    const headers = { accept, ...(authorization === undefined ? {} : { authorization }) };
    const { messenger, limits } = this.#options;
    return follow({ ...rest, url, headers }, messenger, patience, limits.redirects);
  }

  #authenticatorOf({ base, registry }: Endpoint): Authenticator {
    const known =
      this.#authenticators.get(base.origin) ??
      new Authenticator({ ...this.#options, origin: base, registry });
    this.#authenticators.set(base.origin, known);
    return known;
  }
}

const codes: ReadonlyMap<number, NetworkErrorCode> = new Map([
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not-found"],
  [408, "timed-out"],
  [413, "too-large"],
  [429, "rate-limited"],
]);

/** The error that an answer other than 200 stands for. */
export function errorFor({ status, url }: Followed, what: string): RegistryError {
  const code = codes.get(status) ?? (status >= 500 ? "unavailable" : "bad-response");
  return new RegistryError(code, `${url.host} answered ${status} to the request for ${what}`);
}
