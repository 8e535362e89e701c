import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import type { Candidate } from "../../../../src/sigstore/candidates.ts";

/** A registry on the loopback interface, kept in a folder; `stop` ends it. */
export interface TestRegistry {
  readonly host: string;
  readonly stop: () => void;
}

export async function startRegistry(crane: string, folder: string): Promise<TestRegistry> {
  const host = `127.0.0.1:${await freePort()}`;
  const args = ["registry", "serve", "--address", host, "--disk", folder];
  const child = spawn(crane, args, { stdio: "ignore" });
  for (let attempt = 0; attempt < 200; attempt++) {
    const isUp = await fetch(`http://${host}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return { host, stop: () => child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill();
  throw new Error(`no registry came up on ${host}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const manifestType = "application/vnd.oci.image.manifest.v1+json";
const emptyType = "application/vnd.oci.empty.v1+json";

interface Layer {
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Pushes to and fetches from one repository. */
export class TestRepository {
  readonly #host: string;
  readonly #base: string;
  readonly name: string;
  #listsReferrers = false;

  constructor(host: string, name: string) {
    this.#host = host;
    this.name = name;
    this.#base = `http://${host}/v2/${name}`;
  }

  referenceTo(digest: string): string {
    return `${this.#host}/${this.name}@${digest}`;
  }

  /** An image of no layers that differs from others by its label. */
  async pushImage(label: string): Promise<string> {
    const config = Buffer.from(
      JSON.stringify({
        architecture: "amd64",
        os: "linux",
        config: { Labels: { label } },
        rootfs: { type: "layers", diff_ids: [] },
      }),
    );
    const type = "application/vnd.oci.image.config.v1+json";
    const descriptor = await this.#pushBlob({ mediaType: type, bytes: config });
    return this.#pushManifest(
      { schemaVersion: 2, mediaType: manifestType, config: descriptor, layers: [] },
      `image-${digestOf(config).slice(7, 19)}`,
    );
  }

  /** Puts candidates where cosign looks for their form. */
  async attach(digest: string, candidates: readonly Candidate[]): Promise<void> {
    const legacy = candidates.filter(({ form }) => form === "simple-signing");
    const bundles = candidates.filter(({ form }) => form === "bundle");
    if (legacy.length > 0) {
      const mediaType = "application/vnd.dev.cosign.simplesigning.v1+json";
      const layers = legacy.map(({ bytes, annotations }) => ({
        mediaType,
        bytes: Buffer.from(bytes),
        annotations,
      }));
      await this.#pushArtifact(layers, `${tagOf(digest)}.sig`);
    }
    const referrers = [];
    for (const { bytes } of bundles) referrers.push(await this.#pushBundle(digest, bytes));
    // A registry that took note of the subject lists the referrers itself.
    if (referrers.length === 0 || this.#listsReferrers) return;
    const index = { schemaVersion: 2, mediaType: indexType, manifests: referrers };
    await this.#put(`/manifests/${tagOf(digest)}`, Buffer.from(JSON.stringify(index)), indexType);
  }

  /** What hangs on the image, read as it lies there. */
  async candidatesOf(digest: string): Promise<Candidate[]> {
    const legacy = await this.#get<Manifest>(`/manifests/${tagOf(digest)}.sig`);
    const index = await this.#get<{ manifests: { digest: string }[] }>(
      `/manifests/${tagOf(digest)}`,
    );
    const found: Candidate[] = [];
    for (const layer of legacy?.layers ?? []) {
      found.push(await this.#candidate("simple-signing", `${tagOf(digest)}.sig`, layer));
    }
    for (const referrer of index?.manifests ?? []) {
      const manifest = await this.#get<Manifest>(`/manifests/${referrer.digest}`);
      const [layer] = manifest?.layers ?? [];
      if (layer !== undefined) found.push(await this.#candidate("bundle", referrer.digest, layer));
    }
    return found;
  }

  async #candidate(
    form: Candidate["form"],
    where: string,
    layer: Manifest["layers"][number],
  ): Promise<Candidate> {
    const response = await fetch(`${this.#base}/blobs/${layer.digest}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { form, where, bytes, annotations: layer.annotations ?? {} };
  }

  async #pushBundle(digest: string, bytes: Uint8Array): Promise<object> {
    const image = await (await this.#fetch(`/manifests/${digest}`)).arrayBuffer();
    const type = "application/vnd.dev.sigstore.bundle.v0.3+json";
    const layer = await this.#pushBlob({ mediaType: type, bytes: Buffer.from(bytes) });
    const config = await this.#pushBlob({ mediaType: emptyType, bytes: Buffer.from("{}") });
    const manifest = {
      schemaVersion: 2,
      mediaType: manifestType,
      artifactType: type,
      config,
      layers: [layer],
      subject: { mediaType: manifestType, digest, size: image.byteLength },
    };
    const own = digestOf(Buffer.from(JSON.stringify(manifest)));
    await this.#pushManifest(manifest, own);
    const size = JSON.stringify(manifest).length;
    return { mediaType: manifestType, digest: own, size, artifactType: type };
  }

  async #pushArtifact(layers: readonly Layer[], tag: string): Promise<void> {
    const type = "application/vnd.oci.image.config.v1+json";
    const config = await this.#pushBlob({ mediaType: type, bytes: Buffer.from("{}") });
    const descriptors = [];
    for (const layer of layers) descriptors.push(await this.#pushBlob(layer));
    const manifest = { schemaVersion: 2, mediaType: manifestType, config, layers: descriptors };
    await this.#pushManifest(manifest, tag);
  }

  async #pushManifest(manifest: object, reference: string): Promise<string> {
    const bytes = Buffer.from(JSON.stringify(manifest));
    await this.#put(`/manifests/${reference}`, bytes, manifestType);
    return digestOf(bytes);
  }

  async #pushBlob({ mediaType, bytes, annotations }: Layer): Promise<object> {
    const digest = digestOf(bytes);
    const started = await fetch(`${this.#base}/blobs/uploads/`, { method: "POST" });
    const location = new URL(started.headers.get("location") ?? "", this.#base);
    location.searchParams.set("digest", digest);
    const finished = await fetch(location, { method: "PUT", body: new Uint8Array(bytes) });
    if (!finished.ok) throw new Error(`blob refused: ${finished.status}`);
    return { mediaType, digest, size: bytes.length, ...(annotations && { annotations }) };
  }

  async #put(path: string, bytes: Buffer, type: string): Promise<void> {
    const body = new Uint8Array(bytes);
    const headers = { "content-type": type };
    const response = await fetch(this.#base + path, { method: "PUT", body, headers });
    if (!response.ok) throw new Error(`${path} refused: ${response.status}`);
    if (response.headers.has("oci-subject")) this.#listsReferrers = true;
  }

  async #get<T>(path: string): Promise<T | undefined> {
    const response = await this.#fetch(path);
    return response.ok ? ((await response.json()) as T) : undefined;
  }

  #fetch(path: string): Promise<Response> {
    return fetch(this.#base + path, { headers: { accept: `${manifestType}, ${indexType}` } });
  }
}

const indexType = "application/vnd.oci.image.index.v1+json";

interface Manifest {
  readonly layers: readonly {
    readonly digest: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
}

function tagOf(digest: string): string {
  return digest.replace(":", "-");
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
