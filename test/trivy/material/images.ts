import { createHash } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import {
  ociIndex,
  ociManifest,
  type SwitchableRegistry,
} from "../../registry/switchable-registry.ts";
import { tarOf, type TarFile } from "./tar.ts";

export interface PushedDescriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** What images are pushed into: a RealRegistry is one. */
export interface ImageStore {
  putBlob(repository: string, content: string | Buffer): Promise<PushedDescriptor>;
  putManifest(repository: string, tag: string | undefined, content: object): Promise<string>;
}

/** A switchable registry to push images into. */
export function storeIn(registry: SwitchableRegistry): ImageStore {
  return {
    putBlob: (_, content) => Promise.resolve(registry.putBlob(content)),
    putManifest: (repository, tag, content) =>
      Promise.resolve(registry.putManifest(repository, tag, content)),
  };
}

export interface LayerRecipe {
  readonly files: readonly TarFile[];
  readonly compression?: "gzip" | "zstd" | "none";
}

export interface PlatformRecipe {
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
  readonly "os.version"?: string;
}

export interface ImageRecipe {
  readonly layers: readonly LayerRecipe[];
  readonly platform?: PlatformRecipe;
  /** The config's own `config`: `User`, `Entrypoint`, `Env`, … */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly created?: string;
  /** In the media types of Docker's second schema. */
  readonly isDocker?: boolean;
}

const dockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
const ociLayer = "application/vnd.oci.image.layer.v1.tar";
const dockerLayer = "application/vnd.docker.image.rootfs.diff.tar";

/** Pushes an image for one platform, under a tag or its digest alone. */
export async function pushImage(
  store: ImageStore,
  repository: string,
  tag: string | undefined,
  recipe: ImageRecipe,
): Promise<PushedDescriptor> {
  const { isDocker = false, layers } = recipe;
  const pushed: PushedDescriptor[] = [];
  for (const layer of layers) {
    const blob = await store.putBlob(repository, compressed(layer));
    pushed.push({ ...blob, mediaType: layerType(layer, isDocker) });
  }
  const config = {
    ...(await store.putBlob(repository, JSON.stringify(configOf(recipe)))),
    mediaType: isDocker
      ? "application/vnd.docker.container.image.v1+json"
      : "application/vnd.oci.image.config.v1+json",
  };
  const mediaType = isDocker ? dockerManifest : ociManifest;
  const manifest = { schemaVersion: 2, mediaType, config, layers: pushed };
  const digest = await store.putManifest(repository, tag, manifest);
  return { mediaType, digest, size: Buffer.byteLength(JSON.stringify(manifest)) };
}

/** Pushes images for several platforms and the index of them, with entries of other kinds besides; gives its digest. */
export async function pushIndex(
  store: ImageStore,
  repository: string,
  tag: string | undefined,
  recipes: readonly ImageRecipe[],
  others: readonly object[] = [],
): Promise<{ readonly digest: string; readonly images: readonly PushedDescriptor[] }> {
  const images: PushedDescriptor[] = [];
  const entries: object[] = [];
  for (const recipe of recipes) {
    const image = await pushImage(store, repository, undefined, recipe);
    images.push(image);
    entries.push({ ...image, platform: platformOf(recipe) });
  }
  const manifests = [...entries, ...others];
  const digest = await store.putManifest(repository, tag, {
    schemaVersion: 2,
    mediaType: ociIndex,
    manifests,
  });
  return { digest, images };
}

function platformOf({ platform }: ImageRecipe): PlatformRecipe {
  return { os: "linux", architecture: "amd64", ...platform };
}

function configOf(recipe: ImageRecipe): object {
  const { layers, config = {}, created = "2024-01-02T03:04:05Z" } = recipe;
  const diffIds = layers.map(({ files }) => `sha256:${sha256(tarOf(files))}`);
  return {
    created,
    ...platformOf(recipe),
    config,
    rootfs: { type: "layers", diff_ids: diffIds },
    history: layers.map((_, index) => ({ created, created_by: `ADD layer ${index}` })),
  };
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function compressed({ files, compression = "gzip" }: LayerRecipe): Buffer {
  const tar = tarOf(files);
  if (compression === "none") return tar;
  return compression === "gzip" ? gzipSync(tar) : zstdCompressSync(tar);
}

function layerType({ compression = "gzip" }: LayerRecipe, isDocker: boolean): string {
  if (isDocker) return compression === "none" ? dockerLayer : `${dockerLayer}.${compression}`;
  return compression === "none" ? ociLayer : `${ociLayer}+${compression}`;
}

/** The files by which Trivy knows Alpine Linux and its packages, by name and version. */
export function alpineFiles(
  packages: Readonly<Record<string, string>>,
  version = "3.19.1",
): TarFile[] {
  const release = `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${version}\nPRETTY_NAME="Alpine Linux v${version}"\n`;
  return [
    { path: "etc/os-release", content: release },
    { path: "etc/alpine-release", content: `${version}\n` },
    { path: "lib/apk/db/installed", content: installedFile(packages) },
  ];
}

function installedFile(packages: Readonly<Record<string, string>>): string {
  return Object.entries(packages)
    .map(
      ([name, version]) =>
        `P:${name}\nV:${version}\nA:x86_64\nS:100\nI:200\nT:${name}\no:${name}\nL:MIT\n\n`,
    )
    .join("");
}

/** The files of packages that npm has installed, by name and version. */
export function nodeFiles(packages: Readonly<Record<string, string>>): TarFile[] {
  return Object.entries(packages).map(([name, version]) => ({
    path: `app/node_modules/${name}/package.json`,
    content: JSON.stringify({ name, version, license: "MIT" }),
  }));
}

/** Alpine with the openssl that CVE-2023-5363 is in. */
export const vulnerableAlpine: ImageRecipe = {
  layers: [{ files: alpineFiles({ openssl: "3.1.3-r0", musl: "1.2.4-r2" }) }],
};

/** Alpine with nothing that the small database knows. */
export const soundAlpine: ImageRecipe = {
  layers: [{ files: alpineFiles({ openssl: "3.1.4-r5", musl: "1.2.4-r2" }) }],
};
