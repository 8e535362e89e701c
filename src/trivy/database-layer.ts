import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { shownType, type Descriptor } from "../registry/descriptor.ts";
import { algorithmOf } from "../registry/digest.ts";
import type { RemoteImage, RemoteRepository } from "../registry/registries.ts";
import type { Keep } from "../storage.ts";
import { DatabaseFault } from "./database-fault.ts";
import type { DatabaseKind } from "./database-kind.ts";

/** What a repository offers: the digest of its manifest, and the one layer in it. */
export interface OfferedDatabase {
  readonly digest: string;
  readonly layer: Descriptor;
  readonly repository: RemoteRepository;
}

/**
 * What a repository offers right now. Rejects with a RegistryError, or with a DatabaseFault where it is
 * not what Trivy's makers publish: an image manifest with one layer of the database's own type.
 */
export async function offeredDatabase(
  image: RemoteImage,
  kind: DatabaseKind,
): Promise<OfferedDatabase> {
  const { digest } = await image.resolve();
  const repository = image.repository();
  const manifest = await repository.manifest(digest);
  if (manifest.kind === "index") throw new DatabaseFault("it is an index and not a database");
  const [layer, ...others] = manifest.layers;
  if (layer === undefined || others.length > 0) {
    throw new DatabaseFault(`it has ${manifest.layers.length} layers, and a database has one`);
  }
  if (layer.mediaType !== kind.layerType) {
    const found = shownType(layer.mediaType);
    throw new DatabaseFault(`its layer has the type ${found}, and not ${kind.layerType}`);
  }
  if (layer.size > kind.layerBytes || algorithmOf(layer.digest) !== "sha256") {
    const why = `${layer.size} bytes under ${layer.digest}`;
    throw new DatabaseFault(`its layer has ${why}; ${kind.layerBytes} and a SHA-256 are allowed`);
  }
  return { digest, layer, repository };
}

/** The name under which a layer is kept: it is what it is compared with. */
export function keptName(kind: DatabaseKind, layerDigest: string): string {
  return `trivy-${kind.folder}-${layerDigest.replace(":", "-")}.tar.gz`;
}

/** The kept file of a layer, compared with size and digest; nothing where it is another or none. */
export async function keptLayer(
  keep: Keep,
  kind: DatabaseKind,
  layer: Pick<Descriptor, "digest" | "size">,
): Promise<string | undefined> {
  const file = await keep.take(keptName(kind, layer.digest));
  if (file === undefined) return undefined;
  try {
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > layer.size) return undefined;
      hash.update(chunk);
    }
    const isSame = size === layer.size && `sha256:${hash.digest("hex")}` === layer.digest;
    return isSame ? file : undefined;
  } catch {
    // What cannot be read is gotten anew.
    return undefined;
  }
}
