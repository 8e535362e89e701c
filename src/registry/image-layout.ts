import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onDisk } from "../disk-error.ts";
import type { BlobStore } from "./blob-store.ts";
import type { HeldBlobs } from "./held-blobs.ts";
import { shownType, type Descriptor } from "./descriptor.ts";
import { algorithmOf } from "./digest.ts";
import { RegistryError } from "./error.ts";
import { configNames, readAsGo } from "./go-json.ts";
import { mappingOf } from "./json.ts";
import { indexType, type ImageManifest } from "./manifest.ts";
import { configBytes, requireContainerImage } from "./platforms.ts";
import type { RemoteRepository } from "./registries.ts";

/** An image of one platform on the disk, as an OCI image layout (image-spec, image-layout.md). */
export interface ImageLayout {
  readonly folder: string;
  /** Of the platform's manifest, the only one in the layout. */
  readonly digest: string;
  /** Removes it, and lets go of its blobs. */
  release(): Promise<void>;
}

export interface LayoutOptions {
  /** The blobs of the run, on the same disk as the layouts. */
  readonly blobs: BlobStore;
  /** All layers of the image together, as they are stored; 16 GiB unless told. */
  readonly imageBytes?: number;
  /** Ends waiting for room, and fetching. */
  readonly signal?: AbortSignal;
}

const defaultImageBytes = 16 * 2 ** 30;
const mostLayers = 1_000;
/** Builders pack the empty archive differently, in some 30 bytes; nothing worth finding is as small. */
const emptyLayerBytes = 64;

/** Layers that can be looked into: archives, plain or packed with gzip or zstd. */
const layerType =
  /^application\/vnd\.(?:oci\.image\.layer\.(?:v1\.|nondistributable\.v1\.)tar(?:\+gzip|\+zstd)?|docker\.image\.rootfs\.(?:foreign\.)?diff\.tar(?:[.+](?:gzip|zstd))?)$/;

/**
 * Writes the image of one platform, by its manifest's digest, into a new folder; every byte has been
 * compared with its digest. It waits until there is room for all layers on the disk. Layers come from the repository alone, never from the `urls` that a
 * manifest may name. Rejects with a RegistryError or a DiskError; then the folder is not there.
 */
export async function writeLayout(
  repository: RemoteRepository,
  digest: string,
  folder: string,
  { blobs, imageBytes = defaultImageBytes, signal }: LayoutOptions,
): Promise<ImageLayout> {
  const name = `${repository.place.registry}/${repository.place.repository}@${digest}`;
  const source = repository.unhurried(signal);
  const manifest = await source.manifest(digest);
  if (manifest.kind !== "image") {
    throw new RegistryError("unsupported", `${name} is an index where an image was expected`);
  }
  const layers = layersOf(manifest, name, imageBytes);
  const config = await source.blob(manifest.config, configBytes);
  requireConfigFor(manifest, config, name);
  const held = await blobs.hold({
    name,
    repository: source,
    layers,
    ...(signal === undefined ? {} : { signal }),
  });
  const release = async (): Promise<void> => {
    // The folder shares its bytes with the store: only without it is their room free for others.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).finally(() => held.release());
  };
  try {
    await writeFrame(folder, manifest, config);
    await placeAll(layers, held, folder);
  } catch (error) {
    await release().catch(() => undefined);
    throw error;
  }
  return { folder, digest, release };
}

/**
 * Without one of its layers an image is of no use, so the first failure ends the others; all are waited
 * for, so that nothing is written into a folder that was given up.
 */
async function placeAll(
  layers: readonly Descriptor[],
  held: HeldBlobs,
  folder: string,
): Promise<void> {
  let failure: { readonly cause: unknown } | undefined;
  const work = layers.map((layer) =>
    place(held, layer, pathOf(folder, layer.digest)).catch((cause: unknown) => {
      failure ??= { cause };
      held.giveUp();
    }),
  );
  await Promise.all(work);
  if (failure !== undefined) throw failure.cause;
}

/** An image without one of its layers is there, and still cannot be judged. */
async function place(held: HeldBlobs, layer: Descriptor, path: string): Promise<void> {
  try {
    await held.place(layer, path);
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== "not-found") throw error;
    const isElsewhere = /foreign|nondistributable/.test(layer.mediaType);
    const why = isElsewhere ? "; it is kept elsewhere, where it is not fetched from" : "";
    throw new RegistryError("bad-response", `a layer is missing: ${error.message}${why}`);
  }
}

/** Each distinct layer once; throws `unsupported` or `too-large` before anything is fetched. */
function layersOf(manifest: ImageManifest, name: string, most: number): readonly Descriptor[] {
  requireContainerImage(manifest, name);
  const { config, layers } = manifest;
  if (layers.length > mostLayers) {
    const count = `${layers.length} layers, and ${mostLayers} are allowed`;
    throw new RegistryError("too-large", `${name} has ${count}`);
  }
  if ([manifest, config, ...layers].some(({ digest }) => algorithmOf(digest) !== "sha256")) {
    const why = "is not named by SHA-256, or one of its parts is not";
    throw new RegistryError("unsupported", `${name} ${why}`);
  }
  for (const { mediaType } of layers) {
    if (layerType.test(mediaType)) continue;
    const type = `a layer of the type ${shownType(mediaType)}`;
    throw new RegistryError("unsupported", `${name} has ${type}, which cannot be looked into`);
  }
  const distinct = [...new Map(layers.map((layer) => [layer.digest, layer])).values()];
  const bytes = distinct.reduce((sum, { size }) => sum + size, 0);
  if (bytes > most) {
    const why = `its layers have ${bytes} bytes, and ${most} are allowed`;
    throw new RegistryError("too-large", `${name} is too large: ${why}`);
  }
  return distinct;
}

/**
 * Trivy goes through the layers that the config lists, by the digest of what is packed in them, and
 * passes over any other without a word. So the two lists must have the same length, and two layers
 * must not go by one name; some runtimes do not compare these digests either.
 */
function requireConfigFor({ layers }: ImageManifest, config: Buffer, name: string): void {
  let diffIds: unknown;
  try {
    const json = readAsGo(config.toString("utf8"), configNames, `the config of ${name}`);
    diffIds = mappingOf(mappingOf(json)["rootfs"])["diff_ids"];
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    throw new RegistryError("bad-response", `${name} has a config that is not JSON`);
  }
  const listed: readonly unknown[] = Array.isArray(diffIds) ? diffIds : [];
  if (listed.length !== layers.length) {
    const why = `its config lists ${listed.length} layers, and its manifest ${layers.length}`;
    throw new RegistryError("bad-response", `${name} contradicts itself: ${why}`);
  }
  const named = new Map<unknown, Descriptor>();
  for (const [index, layer] of layers.entries()) {
    const other = named.get(listed[index]) ?? layer;
    named.set(listed[index], other);
    const areEmpty = Math.max(layer.size, other.size) <= emptyLayerBytes;
    if (other.digest === layer.digest || areEmpty) continue;
    const why = `its config has one name for the layers ${other.digest} and ${layer.digest}`;
    throw new RegistryError("bad-response", `${name} contradicts itself: ${why}`);
  }
}

/** Everything but the layers. */
async function writeFrame(folder: string, manifest: ImageManifest, config: Buffer): Promise<void> {
  const { digest, mediaType, bytes } = manifest;
  const manifests = [{ mediaType, digest, size: bytes.length }];
  const files = new Map<string, string | Buffer>([
    [join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" })],
    [
      join(folder, "index.json"),
      JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests }),
    ],
    [pathOf(folder, digest), bytes],
    [pathOf(folder, manifest.config.digest), config],
  ]);
  await onDisk(folder, async () => {
    await mkdir(join(folder, "blobs", "sha256"), { recursive: true, mode: 0o700 });
    for (const [path, content] of files) await writeFile(path, content);
  });
}

function pathOf(folder: string, digest: string): string {
  return join(folder, "blobs", ...digest.split(":"));
}
