import { performance } from "node:perf_hooks";
import { basicAuthorization, type Credential } from "./credentials.ts";
import { RegistryError } from "./error.ts";
import { mappingOf, type Mapping } from "./json.ts";
import type { Limits } from "./limits.ts";
import type { Messenger } from "./messenger.ts";
import type { Patience } from "../network/patience.ts";
import type { TokenService } from "./token-service.ts";
import type { Answer, Request } from "./request.ts";

/** A bearer token and the moment of the monotonic clock up to which it is used. */
export interface Token {
  readonly text: string;
  readonly usableUntil: number;
}

/** By the token specification a token without `expires_in` lives for so long. */
const defaultLifeSeconds = 60;
/** A token is not used in the last part of its life, when it may expire under way. */
const marginSeconds = 10;

/**
 * Gets a token for a scope: by GET with name and password or anonymously, by OAuth2 POST with an
 * identity token. No redirect is followed, since credentials go to this host only.
 */
export async function fetchToken(
  service: TokenService,
  scope: string,
  credential: Credential | undefined,
  { messenger, limits, patience }: { messenger: Messenger; limits: Limits; patience: Patience },
): Promise<Token> {
  const request =
    credential?.kind === "identity-token"
      ? exchangeRequest(service, scope, credential.token, limits)
      : plainRequest(service, scope, credential, limits);
  const answer = await messenger(request, patience);
  return tokenIn(answer, service.realm.host);
}

function plainRequest(
  { realm, service }: TokenService,
  scope: string,
  credential: Credential | undefined,
  limits: Limits,
): Request {
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set("service", service);
  url.searchParams.set("scope", scope);
  const headers: Record<string, string> = { accept: "application/json" };
  if (credential?.kind === "password") {
    headers["authorization"] = basicAuthorization(credential.username, credential.password);
  }
  return { method: "GET", url, headers, limit: limits.tokenBytes };
}

function exchangeRequest(
  { realm, service }: TokenService,
  scope: string,
  refreshToken: string,
  limits: Limits,
): Request {
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: "portcullis",
    refresh_token: refreshToken,
    scope,
  });
  if (service !== undefined) form.set("service", service);
  const headers = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  };
  return { method: "POST", url: realm, headers, body: form.toString(), limit: limits.tokenBytes };
}

function tokenIn({ status, body }: Answer, host: string): Token {
  if (status !== 200) throw refusal(status, host);
  const said = parsed(body, host);
  const text = said["token"] ?? said["access_token"];
  // RFC 6750, section 2.1; anything else could not stand in a header.
  if (typeof text !== "string" || !/^[\w.~+/=-]+$/.test(text)) {
    throw new RegistryError("bad-response", `the token service ${host} sent no token`);
  }
  const life = said["expires_in"];
  const seconds = typeof life === "number" && life > 0 ? life : defaultLifeSeconds;
  const usableSeconds = Math.max(seconds - marginSeconds, seconds / 2);
  return { text, usableUntil: performance.now() + usableSeconds * 1_000 };
}

function parsed(body: Buffer, host: string): Mapping {
  try {
    return mappingOf(JSON.parse(body.toString("utf8")));
  } catch {
    // What JSON.parse says would quote the answer, and the answer holds a token.
    throw new RegistryError("bad-response", `the token service ${host} did not answer in JSON`);
  }
}

function refusal(status: number, host: string): RegistryError {
  const message = `the token service ${host} answered ${status}`;
  if (status === 429) return new RegistryError("rate-limited", message);
  if (status === 403) return new RegistryError("forbidden", message);
  if (status >= 500) return new RegistryError("unavailable", message);
  if (status >= 400) return new RegistryError("unauthorized", message);
  return new RegistryError("bad-response", message);
}
