import type { IncomingHttpHeaders } from "node:http";

/** One request as it goes over the wire. */
export interface Request {
  readonly method: "GET" | "HEAD" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** More bytes than this in a successful answer are an error. */
  readonly limit: number;
}

/** What came back: a body only after 200. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
