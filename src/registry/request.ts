import type { IncomingHttpHeaders } from "node:http";
import type { Sink } from "../network/sink.ts";

/** One request as it goes over the wire. */
export interface Request {
  readonly method: "GET" | "HEAD" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** More bytes than this in a successful answer are an error. */
  readonly limit: number;
  /** Where the body of a 200 goes in place of the answer; asked for anew by each attempt. */
  readonly into?: () => Sink<unknown>;
}

/** What came back: a body only after 200, and none where the request named a sink for it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
