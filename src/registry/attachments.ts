import type { Descriptor } from "./descriptor.ts";
import type { Endpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { fetchManifest } from "./fetch-manifest.ts";
import type { Manifest } from "./manifest.ts";
import type { Place } from "./network-policy.ts";
import type { Patience } from "../network/patience.ts";
import { fetchReferrers, refuseTooMany } from "./referrers.ts";
import type { RegistryAccess } from "./registry-access.ts";

/** Everything that a registry has attached to one digest, whichever way it was attached. */
export interface Attachments {
  readonly digest: string;
  /** Never filtered: what each of them is shows in its manifest only. */
  readonly referrers: readonly Descriptor[];
  /** Which way the referrers were listed: the API, or the fallback tag of registries without it. */
  readonly referrersBy: "api" | "tag";
  /** The manifest under `sha256-<hex>.sig`. */
  readonly signatures: Manifest | undefined;
  /** The manifest under `sha256-<hex>.att`. */
  readonly attestations: Manifest | undefined;
  /** What could not be asked. While there are any, something that is missing may still be there. */
  readonly errors: readonly RegistryError[];
}

interface Listing {
  readonly referrers: readonly Descriptor[];
  readonly by: "api" | "tag";
}

interface Search {
  readonly access: RegistryAccess;
  readonly place: Place;
  readonly digest: string;
  /** Stands in front of cosign's tags. */
  readonly tagPrefix: string;
  readonly patience: Patience;
}

/**
 * Asks for all three places of attachments at once: four requests at most, three where it is known
 * whether the registry has the referrers API.
 */
export async function findAttachments(search: Search): Promise<Attachments> {
  const tag = search.digest.replace(":", "-");
  const [listing, signatures, attestations] = await Promise.all([
    settled(listReferrers(search, tag)),
    settled(findTag(search, `${search.tagPrefix}${tag}.sig`)),
    settled(findTag(search, `${search.tagPrefix}${tag}.att`)),
  ]);
  return {
    digest: search.digest,
    referrers: listing.value?.referrers ?? [],
    referrersBy: listing.value?.by ?? "api",
    signatures: signatures.value,
    attestations: attestations.value,
    errors: [listing, signatures, attestations].flatMap(({ error }) => error ?? []),
  };
}

/** A mirror that lists nothing may just not know, so the next one is asked. */
function listReferrers(search: Search, tag: string): Promise<Listing> {
  const { access, place } = search;
  return access.firstFrom(place, async (endpoint, isMirror) => {
    const listing = await listAt(endpoint, search, tag);
    if (listing.referrers.length > 0 || !isMirror) return listing;
    throw new RegistryError("not-found", `${endpoint.host} lists no referrers`);
  });
}

async function listAt(endpoint: Endpoint, search: Search, tag: string): Promise<Listing> {
  const { access, digest, patience } = search;
  const { desk, limits } = access;
  const { origin } = endpoint.base;
  if (!access.withoutReferrers.has(origin)) {
    const referrers = await fetchReferrers(desk, endpoint, digest, { limits, patience });
    if (referrers !== undefined) return { referrers, by: "api" };
    access.withoutReferrers.add(origin);
  }
  const fallback = await orAbsent(fetchManifest(desk, endpoint, tag, { limits, patience }));
  if (fallback === undefined) return { referrers: [], by: "tag" };
  if (fallback.kind !== "index") {
    throw new RegistryError("bad-response", `${endpoint.host} has an image as the tag ${tag}`);
  }
  const referrers = new Map(fallback.manifests.map((item) => [item.digest, item]));
  refuseTooMany(referrers.size, limits, endpoint);
  return { referrers: [...referrers.values()], by: "tag" };
}

function findTag({ access, place, patience }: Search, tag: string): Promise<Manifest | undefined> {
  return orAbsent(access.manifest(place, tag, patience));
}

async function orAbsent<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RegistryError && error.code === "not-found") return undefined;
    throw error;
  }
}

interface Settled<T> {
  readonly value?: T | undefined;
  readonly error?: RegistryError;
}

async function settled<T>(asked: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await asked };
  } catch (error) {
    if (error instanceof RegistryError) return { error };
    throw error;
  }
}
