import { setMaxListeners } from "node:events";
import type { Image } from "../model/image-reference.ts";
import { findAttachments, type Attachments } from "./attachments.ts";
import { authoritiesWith } from "../network/authorities.ts";
import type { Credentials } from "./credentials.ts";
import type { Descriptor } from "./descriptor.ts";
import { Desk } from "./desk.ts";
import { dockerCredentials } from "./docker-config.ts";
import type { HostLookup } from "../network/gate.ts";
import { gateOf } from "./gate.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import type { Manifest } from "./manifest.ts";
import { Memo } from "./memo.ts";
import { messengerOver } from "./messenger.ts";
import type { NetworkPolicy, Place } from "./network-policy.ts";
import { patienceFor, type Patience } from "../network/patience.ts";
import { proxiesFrom, type Surroundings } from "../network/proxy.ts";
import { RegistryAccess } from "./registry-access.ts";
import { Slots } from "./slots.ts";
import { transportThrough } from "./transport.ts";

export interface RegistriesOptions {
  readonly policy: NetworkPolicy;
  /** Where proxies, the Docker configuration and NODE_EXTRA_CA_CERTS are looked up; our own environment unless told. */
  readonly surroundings?: Surroundings;
  readonly limits?: Partial<Limits>;
  /** Ends everything. */
  readonly signal?: AbortSignal;
  /** Replaces the Docker configuration. */
  readonly credentials?: Credentials;
  /** Replaces the system's resolver. */
  readonly resolveHost?: HostLookup;
}

/** The registries of a run. Whoever opened them closes them. */
export interface Registries {
  /** The same object for the same reference, so that each is resolved once. Contacts nothing yet. */
  image(image: Image): RemoteImage;
  /** Ends all connections; what is still being asked fails. */
  close(): void;
}

/** The one digest that a reference stands for in this run. */
export interface ResolvedImage {
  readonly image: Image;
  readonly digest: string;
  /** `registry/repository@digest`: what every later look at the image should name. */
  readonly pinned: string;
  /** The host that answered: the registry, or a mirror of the policy. */
  readonly from: string;
}

/** One image; all that is asked through it shares its deadline, which starts with the first request. */
export interface RemoteImage {
  readonly image: Image;
  /** Rejects with a RegistryError; `not-found` alone says that there is no such image. */
  resolve(): Promise<ResolvedImage>;
  /** The image's own repository, or another one in which the policy looks for signatures. */
  repository(place?: Place): RemoteRepository;
}

/** How whoever wants a blob on the disk goes along with it. */
export interface Transfer {
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Hears of all bytes that come, also of those that come in vain. */
  readonly received?: (bytes: number) => void;
}

/** One repository; every digest is compared with the bytes. All of it rejects with a RegistryError. */
export interface RemoteRepository {
  readonly place: Place;
  manifest(digest: string): Promise<Manifest>;
  /** At most `limit` bytes, or what the limits say. */
  blob(descriptor: Descriptor, limit?: number): Promise<Buffer>;
  /**
   * Writes a blob of at most `limit` bytes to a file, which is there only when all of it is. It may
   * take long, as long as it comes at the pace that the limits ask for; rejects with a DiskError where
   * the file cannot be written.
   */
  blobToFile(
    descriptor: Descriptor,
    file: string,
    limit: number,
    transfer?: Transfer,
  ): Promise<void>;
  /** What is attached to a digest; failures are in its `errors`, so that no place hides another. */
  attachments(digest: string, tagPrefix?: string): Promise<Attachments>;
  /**
   * The same repository without the deadline of its image: each question has one of its own, and the
   * signal ends them all.
   */
  unhurried(signal?: AbortSignal): RemoteRepository;
}

/** Opens the registries of a run under a policy. Throws a NetworkError for a proxy that is no URL. */
export function openRegistries(options: RegistriesOptions): Registries {
  const { policy, surroundings = process.env } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const closing = new AbortController();
  const stop =
    options.signal === undefined
      ? closing.signal
      : AbortSignal.any([closing.signal, options.signal]);
  // Every request listens until its time is up; Node 20 takes more than ten for a leak.
  setMaxListeners(0, stop);
  const gate = gateOf(policy, options.resolveHost);
  const transport = transportThrough({
    gate,
    proxyFor: proxiesFrom(surroundings),
    authorities: authoritiesWith(policy.authorities, surroundings),
  });
  const messenger = messengerOver(transport, new Slots(limits.concurrencyPerHost), limits);
  const credentials = options.credentials ?? dockerCredentials(surroundings);
  const { tokenHosts } = policy;
  const desk = new Desk({ messenger, credentials, tokenHosts, limits, stop });
  const access = new RegistryAccess({ desk, gate, policy, limits });
  const attachments = new Memo<Attachments>();
  const images = new Map<string, RemoteImage>();
  return {
    image(image) {
      const key = `${image.name}:${image.tag ?? ""}@${image.digest ?? ""}`;
      const known = images.get(key) ?? remoteImage(image, { access, attachments, stop });
      images.set(key, known);
      return known;
    },
    close() {
      closing.abort();
      transport.close();
    },
  };
}

interface Shared {
  readonly access: RegistryAccess;
  readonly attachments: Memo<Attachments>;
  readonly stop: AbortSignal;
}

function remoteImage(image: Image, shared: Shared): RemoteImage {
  let started: Patience | undefined;
  let resolved: Promise<ResolvedImage> | undefined;
  const patience = (): Patience =>
    (started ??= patienceFor(shared.access.limits.imageMs, shared.stop));
  return {
    image,
    resolve: () => (resolved ??= resolveImage(image, shared.access, patience())),
    repository: (place = image) => remoteRepository(place, shared, patience),
  };
}

async function resolveImage(
  image: Image,
  access: RegistryAccess,
  patience: Patience,
): Promise<ResolvedImage> {
  const found =
    image.digest === undefined
      ? await access.manifest(image, image.tag ?? "latest", patience)
      : { digest: image.digest, from: await access.hostWith(image, image.digest, patience) };
  const { digest, from } = found;
  return { image, digest, pinned: `${image.name}@${digest}`, from };
}

function remoteRepository(
  { registry, repository }: Place,
  shared: Shared,
  patience: () => Patience,
): RemoteRepository {
  const { access, attachments, stop } = shared;
  const place = { registry, repository };
  return {
    place,
    manifest: (digest) => access.manifest(place, digest, patience()),
    blob: (descriptor, limit = access.limits.blobBytes) =>
      access.blob(place, descriptor, { limit, patience: patience() }),
    blobToFile: (descriptor, file, limit, { signal, ...rest } = {}) => {
      // Every endpoint is held to a pace of its own, so a mirror that drips leaves time for the registry.
      const own = { signal: either(stop, signal), remainingMs: () => Infinity };
      return access.blobToFile(place, descriptor, { ...rest, file, limit, patience: own });
    },
    attachments: (digest, tagPrefix = "") =>
      attachments.once(`${registry}/${repository}@${digest} ${tagPrefix}`, () =>
        findAttachments({ access, place, digest, tagPrefix, patience: patience() }),
      ),
    unhurried: (signal) =>
      remoteRepository(place, shared, () =>
        patienceFor(access.limits.imageMs, either(stop, signal)),
      ),
  };
}

function either(stop: AbortSignal, signal: AbortSignal | undefined): AbortSignal {
  return signal === undefined ? stop : AbortSignal.any([stop, signal]);
}
