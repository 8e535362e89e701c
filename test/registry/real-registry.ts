import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf, imageManifest, ociManifest } from "./switchable-registry.ts";

/** A registry that others wrote, in a process of its own, and the means to fill it. */
export interface RealRegistry {
  readonly host: string;
  putBlob(
    repository: string,
    content: string | Buffer,
  ): Promise<{ mediaType: string; digest: string; size: number }>;
  /** Under a tag, or under its digest alone; gives the digest. */
  putManifest(repository: string, tag: string | undefined, content: object): Promise<string>;
  stop(): void;
}

/** How each of them is told where to listen and where to keep things. */
const arguments_ = {
  crane: (port: number, folder: string) => [
    "registry",
    "serve",
    "--address",
    `127.0.0.1:${port}`,
    "--disk",
    folder,
  ],
  olareg: (port: number, folder: string) => [
    "serve",
    "--addr",
    "127.0.0.1",
    "--port",
    String(port),
    "--dir",
    folder,
  ],
} as const;

export async function startRealRegistry(
  kind: "crane" | "olareg",
  path: string,
): Promise<RealRegistry> {
  const folder = mkdtempSync(join(tmpdir(), `portcullis-${kind}-`));
  const port = await freePort();
  const child = spawn(path, arguments_[kind](port, folder), { stdio: "ignore", env: {} });
  const host = `127.0.0.1:${port}`;
  await untilReady(child, host);
  return {
    host,
    putBlob: async (repository, content) => {
      const bytes = Buffer.from(content);
      const digest = digestOf(bytes);
      const started = await fetch(`http://${host}/v2/${repository}/blobs/uploads/`, {
        method: "POST",
      });
      const upload = new URL(started.headers.get("location") ?? "", `http://${host}`);
      upload.searchParams.set("digest", digest);
      await demand(upload.href, bytes, "application/octet-stream");
      return { mediaType: "application/octet-stream", digest, size: bytes.length };
    },
    putManifest: async (repository, tag, content) => {
      const bytes = Buffer.from(JSON.stringify(content));
      const type = (content as { mediaType?: string }).mediaType ?? ociManifest;
      const digest = digestOf(bytes);
      await demand(`http://${host}/v2/${repository}/manifests/${tag ?? digest}`, bytes, type);
      return digest;
    },
    stop() {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Pushes an image of one layer. */
export async function pushImage(
  registry: RealRegistry,
  repository: string,
  tag: string | undefined,
  extra: object = {},
): Promise<string> {
  const config = await registry.putBlob(repository, "{}");
  const layer = await registry.putBlob(repository, `layer ${tag ?? ""}`);
  return registry.putManifest(repository, tag, imageManifest(config, [layer], extra));
}

async function demand(url: string, bytes: Buffer<ArrayBuffer>, type: string): Promise<void> {
  const answer = await fetch(url, {
    method: "PUT",
    body: bytes,
    headers: { "content-type": type },
  });
  if (answer.status !== 201) throw new Error(`PUT ${url}: ${answer.status} ${await answer.text()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function untilReady(child: ChildProcess, host: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`the registry ended with ${child.exitCode}`);
    const isReady = await fetch(`http://${host}/v2/`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
  throw new Error("the registry did not start");
}
