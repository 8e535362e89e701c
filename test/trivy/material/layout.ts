import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, ociIndex } from "../../registry/switchable-registry.ts";
import type { ImageStore, PushedDescriptor } from "./images.ts";

interface Index {
  readonly manifests: readonly PushedDescriptor[];
}

/** An OCI layout in a new folder, to push images into without a registry: Trivy's `--input FOLDER@DIGEST`. */
export function layoutIn(folder: string): ImageStore {
  mkdirSync(join(folder, "blobs/sha256"), { recursive: true });
  writeFileSync(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  const index = join(folder, "index.json");
  writeFileSync(index, JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: [] }));
  const keep = (bytes: Buffer): string => {
    const digest = digestOf(bytes);
    writeFileSync(join(folder, "blobs", digest.replace(":", "/")), bytes);
    return digest;
  };
  return {
    putBlob: (_, content) => {
      const bytes = Buffer.from(content);
      const mediaType = "application/octet-stream";
      return Promise.resolve({ mediaType, digest: keep(bytes), size: bytes.length });
    },
    putManifest: (_, __, content) => {
      const bytes = Buffer.from(JSON.stringify(content));
      const digest = keep(bytes);
      const { mediaType } = content as { mediaType: string };
      const known = JSON.parse(readFileSync(index, "utf8")) as Index;
      const manifests = [...known.manifests, { mediaType, digest, size: bytes.length }];
      writeFileSync(index, JSON.stringify({ ...known, manifests }));
      return Promise.resolve(digest);
    },
  };
}
