import { platformIn, shownType, type Descriptor, type Platform } from "./descriptor.ts";
import { RegistryError } from "./error.ts";
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
}

/** The config of an image is small; those of the largest images have some 100 kB. */
export const configBytes = 8 << 20;
const mostEntries = 500;
const deepestIndex = 3;

export const imageConfigTypes: ReadonlySet<string> = new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
]);

/**
 * The platforms for which a digest has an image, sorted by name: those of an index (and of an index in
 * it), or the one that the config of a single image names. What buildkit stores beside them for no
 * platform is left out. Rejects with a RegistryError, `unsupported` for what is no container image.
 */
export async function platformsOf(
  repository: RemoteRepository,
  digest: string,
): Promise<readonly ImagePlatform[]> {
  const source = repository.unhurried();
  const manifest = await source.manifest(digest);
  if (manifest.kind === "image") {
    requireContainerImage(manifest, nameIn(repository, digest));
    const platform = await platformInConfig(source, manifest);
    if (platform === undefined) {
      throw notAnImage(nameIn(repository, digest), "its config names no platform");
    }
    return [imagePlatform(platform, digest)];
  }
  const found = new Map<string, ImagePlatform>();
  for (const each of await platformsIn(source, manifest, deepestIndex)) {
    found.set(`${each.name} ${each.digest}`, each);
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

async function platformsIn(
  source: RemoteRepository,
  index: Manifest & { kind: "index" },
  depth: number,
): Promise<readonly ImagePlatform[]> {
  const { manifests } = index;
  if (manifests.length > mostEntries || depth === 0) {
    const bounds = `${mostEntries} entries and ${deepestIndex} levels are allowed`;
    throw new RegistryError("too-large", `${nameIn(source, index.digest)} is too large: ${bounds}`);
  }
  const platforms: ImagePlatform[] = [];
  for (const entry of manifests) platforms.push(...(await platformsAt(source, entry, depth)));
  return platforms;
}

async function platformsAt(
  source: RemoteRepository,
  { digest, platform }: Descriptor,
  depth: number,
): Promise<readonly ImagePlatform[]> {
  // Nothing runs an entry for no platform; the annotation beside it, which anybody may set, is not believed.
  if (platform !== undefined) return isRunnable(platform) ? [imagePlatform(platform, digest)] : [];
  const manifest = await source.manifest(digest);
  if (manifest.kind === "index") return platformsIn(source, manifest, depth - 1);
  // By containerd's rule an entry that names no platform is for the one in its config.
  const own = await platformInConfig(source, manifest);
  return own === undefined || !isRunnable(own) ? [] : [imagePlatform(own, digest)];
}

function isRunnable({ os, architecture }: Platform): boolean {
  return os !== "unknown" || architecture !== "unknown";
}

async function platformInConfig(
  source: RemoteRepository,
  { config }: ImageManifest,
): Promise<Platform | undefined> {
  const bytes = await source.blob(config, configBytes);
  try {
    return platformIn(mappingOf(JSON.parse(bytes.toString("utf8"))));
  } catch {
    return undefined;
  }
}

function imagePlatform(platform: Platform, digest: string): ImagePlatform {
  return { name: platformName(platform), platform, digest };
}

function nameIn({ place: { registry, repository } }: RemoteRepository, digest: string): string {
  return `${registry}/${repository}@${digest}`;
}

function notAnImage(name: string, why: string): RegistryError {
  return new RegistryError("unsupported", `${name} is not a container image: ${why}`);
}
