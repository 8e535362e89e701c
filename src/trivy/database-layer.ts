import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { shownType, type Descriptor } from "../registry/descriptor.ts";
import { algorithmOf } from "../registry/digest.ts";
import type { RemoteImage, RemoteRepository } from "../registry/registries.ts";
import type { Keep } from "../storage.ts";
import { DatabaseFault } from "./database-fault.ts";
import type { DatabaseKind } from "./database-kind.ts";
import { copyWithDigest } from "./file-digest.ts";

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

/**
 * A copy of the kept file of a layer at the path, compared with size and digest; nothing where it is
 * another or none. Others may write where files are kept, and could exchange what was compared.
 */
export async function keptLayer(
  keep: Keep,
  kind: DatabaseKind,
  layer: Pick<Descriptor, "digest" | "size">,
  path: string,
): Promise<string | undefined> {
  const file = await keep.take(keptName(kind, layer.digest));
  if (file === undefined) return undefined;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const sha256 = await copyWithDigest(file, path, layer.size);
    if (`sha256:${sha256 ?? ""}` === layer.digest && (await stat(path)).size === layer.size) {
      return path;
    }
  } catch {
    // What cannot be read is gotten anew.
  }
  await rm(path, { force: true }).catch(() => undefined);
  return undefined;
}

/** Where the layer of a database lies in the run's own folder until it is unpacked. */
export function layerPath(folder: string, kind: DatabaseKind): string {
  return join(folder, `${kind.folder}.tar.gz`);
}
