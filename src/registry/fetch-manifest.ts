import type { Desk } from "./desk.ts";
import { errorFor } from "./desk.ts";
import { algorithmOf, digestOf, hasDigest, isDigest } from "./digest.ts";
import type { Endpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import type { Limits } from "./limits.ts";
import { manifestTypes, parseManifest, type Manifest } from "./manifest.ts";
import type { Patience } from "../network/patience.ts";
import type { Followed } from "./redirects.ts";

/**
 * Gets a manifest by digest or tag. Its digest is recomputed over the bytes and compared with the
 * one asked for and with the one that the registry claims.
 */
export async function fetchManifest(
  desk: Desk,
  endpoint: Endpoint,
  reference: string,
  { limits, patience }: { limits: Limits; patience: Patience },
): Promise<Manifest> {
  const what = `the manifest ${reference} of ${endpoint.repository}`;
  const path = `manifests/${reference}`;
  const question = {
    method: "GET",
    path,
    accept: manifestTypes,
    limit: limits.manifestBytes,
  } as const;
  const answer = await desk.ask(endpoint, question, patience);
  if (answer.status !== 200) throw errorFor(answer, what);
  const { body, headers } = answer;
  for (const digest of [reference, claimedDigest(answer)]) {
    if (digest === undefined || !isDigest(digest) || hasDigest(body, digest)) continue;
    throw mismatch(endpoint, what);
  }
  return parseManifest(body, {
    digest: isDigest(reference) ? reference : digestOf(body),
    contentType: headers["content-type"] ?? "",
    from: endpoint.host,
  });
}

/**
 * Whether a manifest is there: a HEAD, which registries do not count as a pull. Undefined when this
 * registry does not answer HEAD.
 */
export async function hasManifest(
  desk: Desk,
  endpoint: Endpoint,
  digest: string,
  patience: Patience,
): Promise<boolean | undefined> {
  const what = `the manifest ${digest} of ${endpoint.repository}`;
  const path = `manifests/${digest}`;
  const question = { method: "HEAD", path, accept: manifestTypes, limit: 0 } as const;
  const answer = await desk.ask(endpoint, question, patience);
  if (answer.status === 405 || answer.status === 501) return undefined;
  if (answer.status === 404) return false;
  if (answer.status !== 200) throw errorFor(answer, what);
  const claimed = claimedDigest(answer);
  if (claimed !== undefined && algorithmOf(claimed) === algorithmOf(digest) && claimed !== digest) {
    throw mismatch(endpoint, what);
  }
  return true;
}

function claimedDigest({ headers, url }: Followed): string | undefined {
  const claimed = headers["docker-content-digest"];
  if (claimed === undefined || isDigest(claimed)) return claimed as string | undefined;
  throw new RegistryError("bad-response", `${url.host} claims a malformed digest`);
}

function mismatch(endpoint: Endpoint, what: string): RegistryError {
  return new RegistryError("digest-mismatch", `${endpoint.host} sent other bytes as ${what}`);
}
