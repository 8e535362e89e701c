import type { IncomingHttpHeaders } from "node:http";
import { performance } from "node:perf_hooks";
import { challengesIn, type Challenge } from "./challenge.ts";
import { basicAuthorization, type Credential, type Credentials } from "./credentials.ts";
import type { Limits } from "./limits.ts";
import type { Messenger } from "./messenger.ts";
import { patienceFor } from "../network/patience.ts";
import { fetchToken, type Token } from "./token.ts";
import { scopeFor, tokenServiceOf, type TokenService } from "./token-service.ts";

interface AuthenticatorOptions {
  readonly origin: URL;
  /** The name under which credentials are kept. */
  readonly registry: string;
  readonly credentials: Credentials;
  readonly tokenHosts: readonly string[];
  readonly messenger: Messenger;
  readonly limits: Limits;
  /** Ends everything. */
  readonly stop: AbortSignal;
}

/** How a registry turned out to want its requests; unknown until it first refuses one. */
type Way =
  | { readonly kind: "bearer"; readonly service: TokenService; readonly credential?: Credential }
  | { readonly kind: "fixed"; readonly authorization: string };

/**
 * Knows what one registry wants to see in Authorization. The first request goes without; what the
 * registry then asks for is remembered, and a token is fetched once for each scope.
 */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  #way: Way | undefined;
  #credential: Promise<Credential | undefined> | undefined;
  readonly #tokens = new Map<string, Promise<Token>>();

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
  }

  /** What to send with a request for this repository, as far as is known. */
  async authorization(repository: string): Promise<string | undefined> {
    if (this.#way?.kind !== "bearer") return this.#way?.authorization;
    return this.#bearer(this.#way, repository);
  }

  /**
   * What to send instead after a 401, or undefined when there is nothing better. A token that was
   * refused is fetched anew, once.
   */
  async after(
    headers: IncomingHttpHeaders,
    refused: string | undefined,
    repository: string,
  ): Promise<string | undefined> {
    const challenges = challengesIn(headers["www-authenticate"] ?? "");
    this.#way = (await this.#wayFor(challenges)) ?? this.#way;
    if (this.#way?.kind === "bearer") {
      await this.#forget(this.#way, repository, refused);
    }
    const authorization = await this.authorization(repository);
    return authorization === refused ? undefined : authorization;
  }

  async #wayFor(challenges: readonly Challenge[]): Promise<Way | undefined> {
    const { origin, tokenHosts } = this.#options;
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer !== undefined) {
      // Whether the service may be used is decided before any credential is looked up.
      const service = tokenServiceOf(bearer, origin, tokenHosts);
      const credential = await this.#lookUp();
      if (credential?.kind === "registry-token") {
        return { kind: "fixed", authorization: `Bearer ${credential.token}` };
      }
      return { kind: "bearer", service, ...(credential === undefined ? {} : { credential }) };
    }
    if (!challenges.some(({ scheme }) => scheme === "basic")) return undefined;
    const credential = await this.#lookUp();
    if (credential?.kind !== "password") return undefined;
    const { username, password } = credential;
    return { kind: "fixed", authorization: basicAuthorization(username, password) };
  }

  /** Looked up once: a helper may be slow or ask its user. */
  #lookUp(): Promise<Credential | undefined> {
    const { credentials, registry } = this.#options;
    return (this.#credential ??= credentials(registry));
  }

  async #bearer(
    { service, credential }: Way & { kind: "bearer" },
    repository: string,
  ): Promise<string> {
    const scope = scopeFor(service, repository);
    const held = this.#tokens.get(scope);
    if (held !== undefined) {
      const token = await held;
      if (token.usableUntil > performance.now()) return `Bearer ${token.text}`;
      if (this.#tokens.get(scope) === held) this.#tokens.delete(scope);
    }
    const fetched = this.#tokens.get(scope) ?? this.#fetch(service, scope, credential);
    this.#tokens.set(scope, fetched);
    try {
      return `Bearer ${(await fetched).text}`;
    } catch (error) {
      if (this.#tokens.get(scope) === fetched) this.#tokens.delete(scope);
      throw error;
    }
  }

  #fetch(service: TokenService, scope: string, credential: Credential | undefined): Promise<Token> {
    const { messenger, limits, stop } = this.#options;
    // Many images wait for one token, so it does not hang on the patience of the first of them.
    const patience = patienceFor(limits.imageMs, stop);
    return fetchToken(service, scope, credential, { messenger, limits, patience });
  }

  /** Drops the token that was refused, unless somebody has already fetched another. */
  async #forget(
    { service }: Way & { kind: "bearer" },
    repository: string,
    refused: string | undefined,
  ): Promise<void> {
    const scope = scopeFor(service, repository);
    const held = this.#tokens.get(scope);
    if (held === undefined) return;
    const token = await held.catch(() => undefined);
    const isRefused = token === undefined || `Bearer ${token.text}` === refused;
    if (isRefused && this.#tokens.get(scope) === held) this.#tokens.delete(scope);
  }
}
