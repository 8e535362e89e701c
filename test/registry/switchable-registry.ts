import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TestAuthority } from "./test-authority.ts";

/** A request as it arrived: what tests look for credentials in. */
export interface Seen {
  readonly host: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Answers a request in a way of its own; `false` leaves it to the registry. */
export type Switch = (request: Seen, response: ServerResponse) => boolean | Promise<boolean>;

export const ociManifest = "application/vnd.oci.image.manifest.v1+json";
export const ociIndex = "application/vnd.oci.image.index.v1+json";

interface Stored {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** A registry whose every answer can be switched to something that no honest one sends. */
export class SwitchableRegistry {
  readonly seen: Seen[] = [];
  /** Asked in order before the registry itself answers. */
  readonly switches: Switch[] = [];
  hasReferrersApi = true;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #manifests = new Map<string, Stored>();
  readonly #blobs = new Map<string, Buffer>();
  readonly #referrers = new Map<string, object[]>();
  readonly #scheme: string;
  connections = 0;

  constructor(authority?: TestAuthority) {
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#answer(request, response);
    };
    this.#scheme = authority === undefined ? "http" : "https";
    this.#server =
      authority === undefined
        ? createServer(answer)
        : createSecureServer({ key: authority.key, cert: authority.certificate }, answer);
    this.#server.on("connection", (socket: Socket) => {
      this.connections++;
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  get openConnections(): number {
    return this.#sockets.size;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The host as references name it: the literal address, or a name for it. */
  host(name = "127.0.0.1"): string {
    return `${name}:${this.port}`;
  }

  url(path: string, name?: string): string {
    return `${this.#scheme}://${this.host(name)}${path}`;
  }

  putBlob(text: string | Buffer): { mediaType: string; digest: string; size: number } {
    const bytes = Buffer.from(text);
    this.#blobs.set(digestOf(bytes), bytes);
    return { mediaType: "application/octet-stream", digest: digestOf(bytes), size: bytes.length };
  }

  putManifest(repository: string, tag: string | undefined, content: object | Buffer): string {
    const json = Buffer.isBuffer(content) ? undefined : (content as { mediaType?: string });
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    const stored = { bytes, mediaType: json?.mediaType ?? ociManifest };
    const digest = digestOf(bytes);
    this.#manifests.set(`${repository}/${digest}`, stored);
    if (tag !== undefined) this.#manifests.set(`${repository}/${tag}`, stored);
    return digest;
  }

  /** An image of one blob; gives its digest. */
  putImage(repository: string, tag?: string, extra: object = {}): string {
    const layer = this.putBlob(`layer of ${repository} ${tag ?? ""} ${JSON.stringify(extra)}`);
    return this.putManifest(repository, tag, imageManifest(this.putBlob("{}"), [layer], extra));
  }

  addReferrer(repository: string, subject: string, descriptor: object): void {
    const key = `${repository}/${subject}`;
    this.#referrers.set(key, [...(this.#referrers.get(key) ?? []), descriptor]);
  }

  /** Method and path of all requests so far. */
  get log(): string[] {
    return this.seen.map(({ method, url }) => `${method} ${url}`);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const seen: Seen = {
      host: request.headers.host ?? "",
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    this.seen.push(seen);
    for (const switched of this.switches) if (await switched(seen, response)) return;
    this.#serve(seen, response);
  }

  #serve({ url }: Seen, response: ServerResponse): void {
    const [, repository = "", kind = "", reference = ""] =
      /^(?:http:\/\/[^/]+)?\/v2\/(.+)\/(manifests|blobs|referrers)\/([^?]+)/.exec(url) ?? [];
    if (kind === "manifests") {
      const found = this.#manifests.get(`${repository}/${reference}`);
      if (found === undefined) return void response.writeHead(404).end();
      const headers = {
        "content-type": found.mediaType,
        "docker-content-digest": digestOf(found.bytes),
        "content-length": found.bytes.length,
      };
      return void response.writeHead(200, headers).end(found.bytes);
    }
    if (kind === "blobs") {
      const blob = this.#blobs.get(reference);
      return void response.writeHead(blob === undefined ? 404 : 200).end(blob);
    }
    if (kind === "referrers" && this.hasReferrersApi) {
      const manifests = this.#referrers.get(`${repository}/${reference}`) ?? [];
      return sendIndex(response, manifests);
    }
    response.writeHead(404).end();
  }
}

export function sendIndex(
  response: ServerResponse,
  manifests: readonly object[],
  headers: Record<string, string> = {},
): void {
  const index = { schemaVersion: 2, mediaType: ociIndex, manifests };
  response.writeHead(200, { "content-type": ociIndex, ...headers }).end(JSON.stringify(index));
}

export function imageManifest(
  config: object,
  layers: readonly object[],
  extra: object = {},
): object {
  return { schemaVersion: 2, mediaType: ociManifest, config, layers, ...extra };
}

/** A descriptor of something that is nowhere. */
export function descriptorOf(content: string): { mediaType: string; digest: string; size: number } {
  const bytes = Buffer.from(content);
  return { mediaType: ociManifest, digest: digestOf(bytes), size: bytes.length };
}
