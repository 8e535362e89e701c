import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";
import { BlobStore, type StoreLimits } from "../../src/registry/blob-store.ts";
import { writeLayout } from "../../src/registry/image-layout.ts";
import { storeIn } from "../trivy/material/images.ts";
import { cleanUpAfterEach, imageAt } from "./opening.ts";
import { imageManifest, type SwitchableRegistry } from "./switchable-registry.ts";

export const layerType = "application/vnd.oci.image.layer.v1.tar+gzip";
const configType = "application/vnd.oci.image.config.v1+json";

interface Layouting {
  readonly name?: string;
  readonly blobs?: BlobStore;
  readonly imageBytes?: number;
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
  const storeOf = (limits: Partial<StoreLimits> = {}): BlobStore =>
    new BlobStore(path("blobs"), limits);
  const storedFiles = (): string[] => (existsSync(path("blobs")) ? readdirSync(path("blobs")) : []);
  const layoutOf = (
    registry: SwitchableRegistry,
    digest: string,
    { name = "layout", blobs = storeOf(), ...options }: Layouting = {},
  ) => {
    const repository = imageAt(registry, "acme/web").repository();
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
