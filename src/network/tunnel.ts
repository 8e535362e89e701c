import type { ClientRequest, ClientRequestArgs } from "node:http";
import type { AgentOptions } from "node:https";
import { isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { NetworkError } from "./error.ts";
import { http, https } from "./node-http.ts";
import type { Proxy } from "./proxy.ts";

/** How long a proxy may take to open a tunnel. */
const openingMs = 15_000;

/** An agent whose connections run through CONNECT tunnels of a proxy; TLS is spoken with the target. */
export class TunnelAgent extends https.Agent {
  readonly #proxy: Proxy;
  readonly #authorities: string[] | undefined;
  readonly #opening = new Set<ClientRequest>();

  constructor(proxy: Proxy, options: AgentOptions & { ca?: string[] }) {
    super(options);
    this.#proxy = proxy;
    this.#authorities = options.ca;
  }

  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const host = (options.host ?? "").replace(/^\[(.*)\]$/s, "$1");
    const settle = callback as ((error: Error | null, stream?: Duplex) => void) | undefined;
    this.#open(host, Number(options.port ?? 443)).then(
      (socket) => {
        const secured = connectTls({
          socket,
          host,
          servername: isIP(host) === 0 ? host : "",
          ALPNProtocols: ["http/1.1"],
          rejectUnauthorized: true,
          ...(this.#authorities === undefined ? {} : { ca: this.#authorities }),
        });
        settle?.(null, secured);
      },
      (error: Error) => settle?.(error),
    );
    return undefined;
  }

  override destroy(): void {
    for (const request of this.#opening) request.destroy();
    super.destroy();
  }

  #open(host: string, port: number): Promise<Socket> {
    const { url, authorization } = this.#proxy;
    const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
    const request = (url.protocol === "https:" ? https.request : http.request)(url, {
      method: "CONNECT",
      path: target,
      agent: false,
      headers: {
        host: target,
        ...(authorization === undefined ? {} : { "proxy-authorization": authorization }),
      },
      ...(url.protocol === "https:" && this.#authorities !== undefined
        ? { ca: this.#authorities, rejectUnauthorized: true }
        : {}),
    });
    this.#opening.add(request);
    request.setTimeout(openingMs, () => request.destroy(failed("timed-out", "did not answer")));
    return new Promise<Socket>((resolve, reject) => {
      request.on("error", reject);
      request.on("response", (response) => {
        response.destroy();
        reject(refusal(response.statusCode));
      });
      request.on("connect", (response, socket, head) => {
        socket.setTimeout(0);
        if (response.statusCode === 200 && head.length === 0) return resolve(socket);
        socket.destroy();
        reject(refusal(response.statusCode));
      });
      request.end();
    }).finally(() => this.#opening.delete(request));
  }
}

function refusal(status: number | undefined): NetworkError {
  if (status === 407) return failed("unauthorized", "wants other credentials than it was given");
  if (status === 403) return failed("forbidden", "does not let us through");
  return failed("unavailable", `answered ${status ?? "nothing"} to CONNECT`);
}

function failed(code: "timed-out" | "unauthorized" | "forbidden" | "unavailable", what: string) {
  return new NetworkError(code, `the proxy ${what}`);
}
