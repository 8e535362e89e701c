import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";
import { BlobStore, type FreeBytes, type StoreLimits } from "../../src/registry/blob-store.ts";
import { writeLayout } from "../../src/registry/image-layout.ts";
import type { Limits } from "../../src/registry/limits.ts";
import { pushImage, storeIn } from "../trivy/material/images.ts";
import { cleanUpAfterEach, imageAt } from "./opening.ts";
import { imageManifest, type SwitchableRegistry } from "./switchable-registry.ts";

export const layerType = "application/vnd.oci.image.layer.v1.tar+gzip";
const configType = "application/vnd.oci.image.config.v1+json";

interface Layouting {
  readonly name?: string;
  readonly blobs?: BlobStore;
  readonly imageBytes?: number;
  readonly signal?: AbortSignal;
  readonly repository?: string;
  /** What its registry is asked with. */
  readonly limits?: Partial<Limits>;
}

/** A folder for the layouts of each test, and the way to write them. */
export function layoutRoom() {
  cleanUpAfterEach();
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "portcullis-layouts-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = (...parts: string[]): string => join(folder, ...parts);
  const storeOf = (limits: Partial<StoreLimits> = {}, freeBytes?: FreeBytes): BlobStore =>
    new BlobStore(path("blobs"), limits, freeBytes);
  const storedFiles = (): string[] => (existsSync(path("blobs")) ? readdirSync(path("blobs")) : []);
  const layoutOf = (
    registry: SwitchableRegistry,
    digest: string,
    {
      name = "layout",
      blobs = storeOf(),
      repository: from = "acme/web",
      limits = {},
      ...options
    }: Layouting = {},
  ) => {
    const repository = imageAt(registry, from, { limits }).repository();
    return writeLayout(repository, digest, path(name), { blobs, ...options });
  };
  return { path, storeOf, storedFiles, layoutOf };
}

/** Pushes an image with the list of a config and with layers as told. */
export async function pushOdd(
  registry: SwitchableRegistry,
  { diffIds = ["sha256:1"], layers }: { diffIds?: unknown; layers?: readonly object[] },
): Promise<string> {
  const store = storeIn(registry);
  const text = JSON.stringify({
    os: "linux",
    architecture: "amd64",
    rootfs: { diff_ids: diffIds },
  });
  const config = { ...(await store.putBlob("acme/web", text)), mediaType: configType };
  const layer = { ...(await store.putBlob("acme/web", "a layer")), mediaType: layerType };
  return store.putManifest("acme/web", "odd", imageManifest(config, layers ?? [layer]));
}

/** Pushes an image with one layer of about so many bytes, and one that is shared where it is told. */
export async function pushFilled(
  registry: SwitchableRegistry,
  { bytes, fill, shared }: { bytes: number; fill: string; shared?: string },
  repository = "acme/web",
): Promise<{ digest: string; layer: string; size: number }> {
  const layer = (content: string) => ({
    files: [{ path: content, content: Buffer.alloc(bytes, content) }],
    compression: "none" as const,
  });
  const layers = shared === undefined ? [layer(fill)] : [layer(shared), layer(fill)];
  const { digest } = await pushImage(storeIn(registry), repository, undefined, { layers });
  const manifest = await imageAt(registry, repository).repository().manifest(digest);
  const last = manifest.kind === "image" ? manifest.layers.at(-1) : undefined;
  if (last === undefined) throw new Error("it has no layers");
  return { digest, layer: last.digest, size: last.size };
}
