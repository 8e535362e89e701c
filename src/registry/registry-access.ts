import type { Descriptor } from "./descriptor.ts";
import type { Desk } from "./desk.ts";
import { endpointsOf, type Endpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { fetchBlob } from "./fetch-blob.ts";
import { fetchBlobToFile, type Writing } from "./fetch-blob-to-file.ts";
import { fetchManifest, hasManifest } from "./fetch-manifest.ts";
import type { Gate } from "./gate.ts";
import type { Limits } from "./limits.ts";
import type { Manifest } from "./manifest.ts";
import { Memo } from "./memo.ts";
import type { NetworkPolicy, Place } from "./network-policy.ts";
import type { Patience } from "../network/patience.ts";

interface AccessOptions {
  readonly desk: Desk;
  readonly gate: Gate;
  readonly policy: NetworkPolicy;
  readonly limits: Limits;
}

/** Blobs up to this size are kept: signatures of one payload share it. */
const keptBlobBytes = 64 << 10;

/**
 * What has been learnt from registries in this run, and the way to learn more: nothing is asked for
 * twice. Mirrors are asked first, and the registry itself has the last word.
 */
export class RegistryAccess {
  readonly desk: Desk;
  readonly limits: Limits;
  /** Origins that turned out to have no referrers API. */
  readonly withoutReferrers = new Set<string>();
  readonly #policy: NetworkPolicy;
  readonly #gate: Gate;
  readonly #manifests = new Memo<Manifest>();
  readonly #blobs = new Memo<Buffer>();

  constructor({ desk, gate, policy, limits }: AccessOptions) {
    this.desk = desk;
    this.limits = limits;
    this.#policy = policy;
    this.#gate = gate;
  }

  /** Where to ask for a repository; throws `not-allowed` when the policy refuses it. */
  endpoints(place: Place): readonly Endpoint[] {
    if (!this.#policy.admits(place)) {
      const name = `${place.registry}/${place.repository}`;
      throw new RegistryError("not-allowed", `${name} is not contacted: the policy refuses it`);
    }
    return endpointsOf(place, this.#policy, this.#gate);
  }

  /** A manifest by tag or digest. */
  async manifest(place: Place, reference: string, patience: Patience): Promise<Manifest> {
    return this.#manifests.once(keyOf(place, reference), async () => {
      const { desk, limits } = this;
      const manifest = await this.firstFrom(place, (endpoint) =>
        fetchManifest(desk, endpoint, reference, { limits, patience }),
      );
      this.#manifests.seed(keyOf(place, manifest.digest), manifest);
      return manifest;
    });
  }

  /** The host at which a digest is there, without getting it where the registry allows that. */
  async hostWith(place: Place, digest: string, patience: Patience): Promise<string> {
    return this.firstFrom(place, async (endpoint) => {
      const isThere = await hasManifest(this.desk, endpoint, digest, patience);
      if (isThere === undefined) return (await this.manifest(place, digest, patience)).from;
      if (isThere) return endpoint.host;
      const what = `the manifest ${digest} of ${endpoint.repository}`;
      throw new RegistryError("not-found", `${endpoint.host} does not have ${what}`);
    });
  }

  /** A blob of at most `limit` bytes. */
  async blob(
    place: Place,
    descriptor: Descriptor,
    { limit, patience }: { limit: number; patience: Patience },
  ): Promise<Buffer> {
    const fetch = (): Promise<Buffer> =>
      this.firstFrom(place, (endpoint) =>
        fetchBlob(this.desk, endpoint, descriptor, { limit, patience }),
      );
    if (descriptor.size > Math.min(limit, keptBlobBytes)) return fetch();
    return this.#blobs.once(keyOf(place, `${descriptor.digest} ${descriptor.size}`), fetch);
  }

  /** Writes a blob of at most `limit` bytes to a file, which is there only when all of it is. */
  async blobToFile(
    place: Place,
    descriptor: Descriptor,
    writing: Omit<Writing, "pace">,
  ): Promise<void> {
    const { transferGraceMs, transferBytesPerSecond, transferMs } = this.limits;
    const pace = {
      graceMs: transferGraceMs,
      bytesPerSecond: transferBytesPerSecond,
      mostMs: transferMs,
    };
    return this.firstFrom(place, (endpoint) =>
      fetchBlobToFile(this.desk, endpoint, descriptor, { ...writing, pace }),
    );
  }

  /** The first endpoint's result that is one; only the registry's own failure is thrown. */
  async firstFrom<T>(
    place: Place,
    ask: (endpoint: Endpoint, isMirror: boolean) => Promise<T>,
  ): Promise<T> {
    const endpoints = this.endpoints(place);
    for (const mirror of endpoints.slice(0, -1)) {
      try {
        return await ask(mirror, true);
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
      }
    }
    const [registry] = endpoints.slice(-1);
    if (registry === undefined) throw new Error("a place always has an endpoint");
    return ask(registry, false);
  }
}

function keyOf({ registry, repository }: Place, reference: string): string {
  return `${registry}/${repository}@${reference}`;
}
