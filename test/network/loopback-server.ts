import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach } from "@jest/globals";
import type { TestAuthority } from "../registry/test-authority.ts";

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on the loopback interface. */
export interface LoopbackServer {
  readonly url: string;
  readonly host: string;
  /** Method and target of every request, in order. */
  readonly asked: string[];
  readonly requests: IncomingMessage[];
}

const running: Server[] = [];

/** What every test file that starts servers ends with. */
export function stopServersAfterEach(): void {
  afterEach(async () => {
    for (const server of running.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    }
  });
}

/** Serves by `answer` until the test ends. */
export async function serve(answer: Answering, authority?: TestAuthority): Promise<LoopbackServer> {
  const asked: string[] = [];
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    requests.push(request);
    answer(request, response);
  };
  const server =
    authority === undefined
      ? createServer(listener)
      : createSecureServer({ key: authority.key, cert: authority.certificate }, listener);
  running.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `${authority === undefined ? "http" : "https"}://${host}`, host, asked, requests };
}
