import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { play, says, send, type Fault, type GivenAnswer } from "./github-faults.ts";
import { operations, type Operation, type PlainRequest } from "./openapi.ts";

/** A request that reached the local GitHub, whatever became of it. */
export interface ReceivedRequest extends PlainRequest {
  readonly method: string;
  readonly url: string;
  /** Undefined where the API has no such operation. */
  readonly operation: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** The answer to a request; without one nothing is found. */
export type Answering = (request: ReceivedRequest) => GivenAnswer | undefined;

export interface LocalGitHubOptions {
  /** The only token that is let in. */
  readonly token?: string;
  /** A private repository is not found by those who have no token. */
  readonly isPrivate?: boolean;
  /** What comes before `/repos`, as `/api/v3` does on GitHub Enterprise Server. */
  readonly prefix?: string;
  /** Whom GraphQL says that the token is; without it there is no GraphQL. */
  readonly viewer?: string;
}

const supportedVersions = ["2022-11-28"];

/**
 * GitHub's REST API on a free local port. It knows the operations of `openapi/`, and judges every
 * request and every answer that a test gives it by GitHub's own description.
 */
export class LocalGitHub {
  readonly requests: ReceivedRequest[] = [];
  #problems: string[] = [];
  readonly #answers = new Map<string, Answering>();
  readonly #faults = new Map<string, { fault: Fault; times: number }>();
  readonly #options: LocalGitHubOptions;
  readonly #server: Server;

  private constructor(options: LocalGitHubOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.#problems.push(String(error));
        response.destroy();
      });
    });
  }

  /** A running server. */
  static async start(options: LocalGitHubOptions = {}): Promise<LocalGitHub> {
    const github = new LocalGitHub(options);
    github.#server.listen(0, "127.0.0.1");
    await once(github.#server, "listening");
    return github;
  }

  /** What GITHUB_API_URL would be. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.#options.prefix ?? ""}`;
  }

  /** Ends the server, and throws when a request or an answer was not as GitHub describes them. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    const problems = this.takeProblems();
    if (problems.length > 0) throw new Error(`not GitHub's API:\n${problems.join("\n")}`);
  }

  /** What was wrong so far, for tests that expect it; it is forgotten with that. */
  takeProblems(): string[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  /** How an operation answers from now on. Without this it finds nothing. */
  answer(operation: string, answering: Answering): void {
    this.#answers.set(known(operation), answering);
  }

  /** Switches an operation to a fault, for its next so many requests or for good. */
  fault(operation: string, fault: Fault, times = Infinity): void {
    this.#faults.set(known(operation), { fault, times });
  }

  /** Requests for one operation, in the order of their arrival. */
  requestsFor(operation: string): readonly ReceivedRequest[] {
    return this.requests.filter((request) => request.operation === known(operation));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await bytesOf(incoming);
    const url = new URL(incoming.url ?? "/", "http://localhost");
    const { prefix = "" } = this.#options;
    const pathname = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : "";
    const routes = operations.flatMap((operation) => {
      const path = operation.match(pathname);
      return path === undefined ? [] : [{ operation, path }];
    });
    const route = routes.find(({ operation }) => operation.method === incoming.method);
    const request: ReceivedRequest = {
      method: incoming.method ?? "",
      url: url.pathname + url.search,
      operation: route?.operation.id,
      headers: incoming.headers,
      path: route?.path ?? {},
      query: url.searchParams,
      body: bodyIn(bytes),
    };
    this.requests.push(request);
    const refused = this.#refusal(request);
    if (refused !== undefined) return send(response, refused);
    const viewer = this.#viewerFor(request);
    if (viewer !== undefined) return send(response, viewer);
    if (route === undefined) {
      this.#problems.push(`there is no ${request.method} ${request.url}`);
      return send(response, routes.length === 0 ? says(404, "Not Found") : notAllowed(routes));
    }
    const fault = this.#nextFault(route.operation.id);
    if (fault !== undefined) return play(fault, response);
    send(response, this.#answerTo(request, route.operation));
  }

  /** What GitHub demands of every request, before it looks at what is asked for. */
  #refusal({ method, headers }: ReceivedRequest): GivenAnswer | undefined {
    if ((headers["user-agent"] ?? "") === "") {
      return says(403, "Request forbidden by administrative rules. A User-Agent header is needed.");
    }
    const version = headers["x-github-api-version"];
    if (version !== undefined && !supportedVersions.includes(String(version))) {
      return says(400, `${String(version)} is not a supported version of the API.`);
    }
    const { token, isPrivate = false } = this.#options;
    const { authorization } = headers;
    if (authorization === undefined) {
      if (method !== "GET") return says(401, "Requires authentication");
      return isPrivate ? says(404, "Not Found") : undefined;
    }
    const given = /^(?:bearer|token) (?<token>\S+)$/i.exec(authorization)?.groups?.["token"];
    return given === token ? undefined : says(401, "Bad credentials");
  }

  /** GraphQL, as far as the query for one's own name goes. */
  #viewerFor({ method, url, body }: ReceivedRequest): GivenAnswer | undefined {
    const { viewer } = this.#options;
    if (viewer === undefined || method !== "POST" || url !== "/graphql") return undefined;
    const query = (body as { readonly query?: unknown } | undefined)?.query;
    const asked = typeof query === "string" ? query.replace(/\s+/g, " ").trim() : "";
    if (asked === "{ viewer { login } }") return { body: { data: { viewer: { login: viewer } } } };
    return { body: { errors: [{ message: `not understood: ${asked}` }] } };
  }

  #nextFault(operation: string): Fault | undefined {
    const set = this.#faults.get(operation);
    if (set === undefined || set.times <= 0) return undefined;
    set.times--;
    return set.fault;
  }

  #answerTo(request: ReceivedRequest, operation: Operation): GivenAnswer {
    const problems = operation.requestProblems(request);
    if (request.body !== undefined && !isJson(request.headers))
      problems.push("the body is no JSON");
    if (problems.length > 0) {
      this.#problems.push(...problems.map((problem) => `${operation.id}: ${problem}`));
      return says(422, `Invalid request.\n\n${problems.join("\n")}`);
    }
    const answer = this.#answers.get(operation.id)?.(request);
    if (answer === undefined) return says(404, "Not Found");
    const { status = 200, body } = answer;
    const wrong = operation.answerProblems(status, body);
    if (wrong.length === 0) return answer;
    this.#problems.push(...wrong.map((problem) => `${operation.id}: ${problem}`));
    return says(500, "The test's answer is not what GitHub would say.");
  }
}

function known(operation: string): string {
  if (operations.some(({ id }) => id === operation)) return operation;
  throw new Error(`${operation} was not extracted`);
}

function notAllowed(routes: readonly { readonly operation: Operation }[]): GivenAnswer {
  const allow = routes.map(({ operation }) => operation.method).join(", ");
  return { ...says(405, "Method Not Allowed"), headers: { allow } };
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The JSON of a body; its text where it is none, which no description allows. */
function bodyIn(bytes: Buffer): unknown {
  const text = bytes.toString("utf8");
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function isJson(headers: IncomingHttpHeaders): boolean {
  return /^application\/json\b/.test(headers["content-type"] ?? "");
}
