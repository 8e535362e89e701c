import { platformIn, shownType, type Descriptor, type Platform } from "./descriptor.ts";
import { RegistryError } from "./error.ts";
import { configNames, readAsGo } from "./go-json.ts";
import { mappingOf } from "./json.ts";
import type { ImageManifest, Manifest } from "./manifest.ts";
import { platformName } from "./platform-matching.ts";
import type { RemoteRepository } from "./registries.ts";

/** One platform of an image. */
export interface ImagePlatform {
  /** As containerd writes it: `linux/amd64`, `linux/arm/v7`, `windows(10.0.20348.2113)/amd64`. */
  readonly name: string;
  readonly platform: Platform;
  /** Of the platform's own manifest. */
  readonly digest: string;
  /**
   * What it is compared with, as containerd does: an index's entries that name a platform with each
   * other, and every other image with none.
   */
  readonly among: string;
}

/** The config of an image is small; those of the largest images have some 100 kB. */
export const configBytes = 8 << 20;
const mostEntries = 500;
const deepestIndex = 3;

const imageConfigTypes: ReadonlySet<string> = new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
]);

/**
 * The platforms for which a digest has an image, sorted by name: those of an index (and of an index in
 * it), or the one that the config of a single image names. What buildkit stores beside them for no
 * platform is left out. Each question has a deadline, and the signal ends them all. Rejects with a
 * RegistryError, `unsupported` for what is no container image.
 */
export async function platformsOf(
  repository: RemoteRepository,
  digest: string,
  signal?: AbortSignal,
): Promise<readonly ImagePlatform[]> {
  const source = repository.unhurried(signal);
  const manifest = await source.manifest(digest);
  if (manifest.kind === "image") {
    requireContainerImage(manifest, nameIn(repository, digest));
    const platform = await platformInConfig(source, manifest);
    if (platform === undefined) {
      throw notAnImage(nameIn(repository, digest), "its config names no platform");
    }
    requireOs(platform, nameIn(repository, digest));
    return [imagePlatform(platform, digest, digest)];
  }
  const found = new Map<string, ImagePlatform>();
  const bounds = { depth: deepestIndex, left: { entries: mostEntries }, index: digest };
  for (const each of await platformsIn(source, manifest, bounds)) {
    found.set(`${each.name} ${each.digest} ${each.among}`, each);
  }
  if (found.size === 0) {
    const why = `none of the ${manifest.manifests.length} entries of its index is for a platform`;
    throw notAnImage(nameIn(repository, digest), why);
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}

/** Throws `unsupported` for an artifact of another kind, such as a chart, and for an image without layers. */
export function requireContainerImage({ config, layers }: ImageManifest, name: string): void {
  if (!imageConfigTypes.has(config.mediaType)) {
    throw notAnImage(name, `its config has the type ${shownType(config.mediaType)}`);
  }
  if (layers.length === 0) throw notAnImage(name, "it has no layers");
}

interface IndexBounds {
  readonly depth: number;
  /** Of all indexes together: each entry may have to be asked for. */
  readonly left: { entries: number };
  /** The digest of the index whose entries are looked at. */
  readonly index: string;
}

async function platformsIn(
  source: RemoteRepository,
  index: Manifest & { kind: "index" },
  bounds: IndexBounds,
): Promise<readonly ImagePlatform[]> {
  const { manifests } = index;
  const { depth, left } = bounds;
  left.entries -= manifests.length;
  if (left.entries < 0 || depth === 0) {
    const allowed = `${mostEntries} entries and ${deepestIndex} levels are allowed`;
    const what = `${nameIn(source, index.digest)} is too large`;
    throw new RegistryError("too-large", `${what}: ${allowed}`);
  }
  const platforms: ImagePlatform[] = [];
  for (const entry of manifests) platforms.push(...(await platformsAt(source, entry, bounds)));
  return platforms;
}

async function platformsAt(
  source: RemoteRepository,
  { digest, platform }: Descriptor,
  { depth, left, index }: IndexBounds,
): Promise<readonly ImagePlatform[]> {
  // Nothing runs an entry for no platform; the annotation beside it, which anybody may set, is not believed.
  if (platform !== undefined) {
    requireOs(platform, nameIn(source, digest));
    return isRunnable(platform) ? [imagePlatform(platform, digest, index)] : [];
  }
  const manifest = await source.manifest(digest);
  if (manifest.kind === "index") {
    return platformsIn(source, manifest, { depth: depth - 1, left, index: digest });
  }
  // By containerd's rule an entry that names no platform is for the one in its config.
  const own = await platformInConfig(source, manifest);
  if (own === undefined) return [];
  requireOs(own, nameIn(source, digest));
  return isRunnable(own) ? [imagePlatform(own, digest, digest)] : [];
}

/** Containerd takes what names no operating system for its own: everywhere it is another platform. */
function requireOs({ os, architecture }: Platform, name: string): void {
  if (os !== "") return;
  const why = `it is for ${shownType(architecture)}, and no operating system is named`;
  throw new RegistryError("bad-response", `nobody can tell where ${name} runs: ${why}`);
}

function isRunnable({ os, architecture }: Platform): boolean {
  return os !== "unknown" || architecture !== "unknown";
}

async function platformInConfig(
  source: RemoteRepository,
  { config }: ImageManifest,
): Promise<Platform | undefined> {
  const text = (await source.blob(config, configBytes)).toString("utf8");
  try {
    const what = `the config ${config.digest} of ${source.place.repository}`;
    return platformIn(mappingOf(readAsGo(text, configNames, what)));
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    return undefined;
  }
}

function imagePlatform(platform: Platform, digest: string, among: string): ImagePlatform {
  return { name: platformName(platform), platform, digest, among };
}

function nameIn({ place: { registry, repository } }: RemoteRepository, digest: string): string {
  return `${registry}/${repository}@${digest}`;
}

function notAnImage(name: string, why: string): RegistryError {
  return new RegistryError("unsupported", `${name} is not a container image: ${why}`);
}
