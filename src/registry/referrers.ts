import type { Descriptor } from "./descriptor.ts";
import { errorFor, type Desk } from "./desk.ts";
import { digestOf } from "./digest.ts";
import type { Endpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { nextIn } from "./link.ts";
import type { Limits } from "./limits.ts";
import { indexType, mediaTypeOf, parseManifest } from "./manifest.ts";
import type { Patience } from "../network/patience.ts";
import type { Followed } from "./redirects.ts";

/** Answers by which registries show that they have no referrers API. */
const missingStatuses: ReadonlySet<number> = new Set([400, 404, 405, 406, 501]);

/**
 * What refers to a digest, by the registry's referrers API (distribution specification, "Listing
 * Referrers"), all pages of it and unfiltered; undefined when the registry has no such API.
 */
export async function fetchReferrers(
  desk: Desk,
  endpoint: Endpoint,
  digest: string,
  { limits, patience }: { limits: Limits; patience: Patience },
): Promise<readonly Descriptor[] | undefined> {
  const found = new Map<string, Descriptor>();
  const asked = new Set<string>();
  let path: string | URL = `referrers/${digest}`;
  for (let page = 1; ; page++) {
    const question = {
      method: "GET",
      path,
      accept: indexType,
      limit: limits.manifestBytes,
    } as const;
    const answer = await desk.ask(endpoint, question, patience);
    if (page === 1 && isMissing(answer)) return undefined;
    for (const descriptor of descriptorsOn(answer, endpoint)) {
      found.set(descriptor.digest, descriptor);
    }
    refuseTooMany(found.size, limits, endpoint);
    const next = nextPage(answer, endpoint);
    if (next === undefined) return [...found.values()];
    if (page === limits.referrerPages || asked.has(next.href)) {
      throw new RegistryError("bad-response", `${endpoint.host} lists referrers without end`);
    }
    asked.add(next.href);
    path = next;
  }
}

/** Throws when a list of referrers is longer than allowed; a part of it would hide signatures. */
export function refuseTooMany(count: number, limits: Limits, { host }: Endpoint): void {
  if (count <= limits.referrers) return;
  const message = `${host} lists more than the ${limits.referrers} referrers allowed for one image`;
  throw new RegistryError("too-large", message);
}

function isMissing({ status, headers }: Followed): boolean {
  if (missingStatuses.has(status)) return true;
  return status === 200 && mediaTypeOf(headers["content-type"]) !== indexType;
}

function descriptorsOn(answer: Followed, endpoint: Endpoint): readonly Descriptor[] {
  if (answer.status !== 200) {
    throw errorFor(answer, `the referrers in ${endpoint.repository}`);
  }
  const page = parseManifest(answer.body, {
    digest: digestOf(answer.body),
    contentType: answer.headers["content-type"] ?? "",
    from: endpoint.host,
  });
  if (page.kind === "index") return page.manifests;
  throw new RegistryError("bad-response", `${endpoint.host} sent an image as a list of referrers`);
}

/** The next page, which must be one of the same list on the same origin: credentials go with it. */
function nextPage({ headers, url }: Followed, endpoint: Endpoint): URL | undefined {
  const link = [headers["link"] ?? []].flat().join(", ");
  const target = nextIn(link);
  if (target === undefined) return undefined;
  const next = URL.canParse(target, url.href) ? new URL(target, url) : undefined;
  const isSameList =
    next?.origin === endpoint.base.origin &&
    next.pathname.startsWith(`/v2/${endpoint.repository}/referrers/`);
  if (next !== undefined && isSameList) return next;
  throw new RegistryError("bad-response", `${endpoint.host} continues its referrers elsewhere`);
}
