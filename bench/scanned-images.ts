import { createHash } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { RealRegistry } from "../test/registry/real-registry.ts";
import {
  databaseLayer,
  pushDatabase,
  smallDatabase,
  writeDatabase,
} from "../test/trivy/material/database.ts";
import { alpineFiles, nodeFiles } from "../test/trivy/material/images.ts";
import { tarOf, type TarFile } from "../test/trivy/material/tar.ts";

const dist = new URL("../dist/", import.meta.url).pathname;
const programs = 28;
const copies = 8;

/** Pushes images with one layer of some 20 MB each, no two with the same; gives their references, with digests. */
export async function pushScannedImages(registry: RealRegistry, count: number): Promise<string[]> {
  const plain = commonPart();
  const common = { plain, packed: gzipSync(plain) };
  const references: string[] = [];
  for (let index = 0; index < count; index++) {
    const repository = `acme/app${index}`;
    const digest = await pushImageOf(registry, repository, layerOf(common, index));
    references.push(`${registry.host}/${repository}@${digest}`);
  }
  return references;
}

/** Pushes a database under `trivy-db:2`, and writes the same one where Trivy looks for it. */
export async function pushScanDatabase(
  registry: RealRegistry,
  tool: string,
  cache: string,
): Promise<void> {
  const folder = path.join(cache, "db");
  mkdirSync(folder, { recursive: true });
  const layers = [databaseFor(tool, folder)];
  await pushDatabase(registry, { repository: "trivy-db", tag: "2", layers });
}

/** A folder with one pod for each image, and a policy that lets the program look at them. */
export function repositoryOf(
  references: readonly string[],
  { folder, trivy }: { readonly folder: string; readonly trivy: string },
): { readonly tree: string; readonly policy: string } {
  const tree = path.join(folder, "tree");
  mkdirSync(path.join(tree, ".github"), { recursive: true });
  const pods = references.map(
    (image, index) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: p${index} }\nspec: { containers: [{ name: a, image: "${image}" }] }\n`,
  );
  writeFileSync(path.join(tree, "pods.yaml"), pods.join("---\n"));
  const host = references[0]?.split("/")[0] ?? "";
  const policy = path.join(folder, "policy.yml");
  writeFileSync(
    policy,
    `version: 1
registries: { allow: ["${host}/"] }
vulnerabilities:
  trivy: { path: ${JSON.stringify(trivy)} }
  db-repository: "${host}/trivy-db:2"
  epss: "off"
  kev: "off"
`,
  );
  return { tree, policy };
}

/** An advisory for each of some packages that all images have. */
function databaseFor(tool: string, folder: string): Buffer {
  const small = smallDatabase(new Date().toISOString());
  const ids = Array.from({ length: 40 }, (_, index) => `CVE-2024-${10_000 + index}`);
  const alpine = Object.fromEntries(
    ids.map((id, index) => [`package${index}`, { [id]: { FixedVersion: "2.0.0-r0" } }]),
  );
  const words = ids.map((id) => [id, { Title: `a flaw, ${id}`, Severity: "HIGH" }]);
  writeDatabase(tool, folder, {
    ...small,
    advisories: { ...small.advisories, "alpine 3.19": alpine },
    vulnerabilities: { ...small.vulnerabilities, ...Object.fromEntries(words) },
  });
  return databaseLayer(folder);
}

/** What the layers of all images have: a system with packages and programs, and an application in JavaScript. */
function commonPart(): Buffer {
  const packages = Array.from(
    { length: 200 },
    (_, each) => [`package${each}`, "1.2.3-r0"] as const,
  );
  const libraries = Array.from({ length: 200 }, (_, each) => [`library${each}`, "1.0.0"] as const);
  const scripts = readdirSync(dist).filter((name) => name.endsWith(".js"));
  const text = Buffer.concat(scripts.map((name) => readFileSync(path.join(dist, name))));
  const copied = Array.from({ length: copies }, (_, each) =>
    piecesOf(text, 14_000 + each, `app/src/${each}-`, 0o644),
  );
  return tarOf([
    ...alpineFiles(Object.fromEntries(packages)),
    ...piecesOf(readPart(process.execPath, programs << 20), 1 << 20, "usr/bin/tool", 0o755),
    ...nodeFiles({ lodash: "4.17.10", ...Object.fromEntries(libraries) }),
    ...copied.flat(),
  ]);
}

/** Files of real content: programs and scripts can be packed as those of real images can. */
function piecesOf(content: Buffer, size: number, name: string, mode: number): TarFile[] {
  const count = Math.floor(content.length / size);
  return Array.from({ length: count }, (_, each) => {
    return {
      path: `${name}${each}`,
      mode,
      content: content.subarray(each * size, (each + 1) * size),
    };
  });
}

function readPart(file: string, size: number): Buffer {
  const descriptor = openSync(file, "r");
  const part = Buffer.alloc(size);
  const length = readSync(descriptor, part);
  closeSync(descriptor);
  return part.subarray(0, length);
}

interface Layer {
  readonly packed: Buffer;
  readonly diffId: string;
}

/** A file of the image's own before the common ones: packed parts one after the other are a packed whole. */
function layerOf(
  common: { readonly plain: Buffer; readonly packed: Buffer },
  index: number,
): Layer {
  const own = tarOf([{ path: `image-${index}`, content: `image ${index}` }]).subarray(0, 1024);
  const hash = createHash("sha256").update(own).update(common.plain);
  return {
    packed: Buffer.concat([gzipSync(own), common.packed]),
    diffId: `sha256:${hash.digest("hex")}`,
  };
}

async function pushImageOf(
  registry: RealRegistry,
  repository: string,
  { packed, diffId }: Layer,
): Promise<string> {
  const layer = {
    ...(await registry.putBlob(repository, packed)),
    mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
  };
  const rootfs = { type: "layers", diff_ids: [diffId] };
  const config = { created: "2026-01-02T03:04:05Z", os: "linux", architecture: "amd64", rootfs };
  const described = {
    ...(await registry.putBlob(repository, JSON.stringify(config))),
    mediaType: "application/vnd.oci.image.config.v1+json",
  };
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  return registry.putManifest(repository, "1", {
    schemaVersion: 2,
    mediaType,
    config: described,
    layers: [layer],
  });
}
