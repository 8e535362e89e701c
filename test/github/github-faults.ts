import type { ServerResponse } from "node:http";

/** What the local GitHub answers. */
export interface GivenAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What an operation can be switched to instead of answering as described. */
export type Fault =
  | { readonly kind: "status"; readonly status: 401 | 403 | 404 | 429 | 500 | 502 | 503 | 504 }
  /** 403 for too many requests at once; without `retryAfter` the header is missing, as happens. */
  | { readonly kind: "secondary-limit"; readonly retryAfter?: number }
  /** 403 for the spent hour; it ends this many seconds after what the server takes for now. */
  | { readonly kind: "primary-limit"; readonly resetAfter: number; readonly date?: Date }
  /** Nothing is ever answered. */
  | { readonly kind: "silence" }
  /** An answer that goes on and on and never ends. */
  | { readonly kind: "trickle"; readonly status?: number }
  /** The answer's first half, and then the end of the connection. */
  | { readonly kind: "cut" }
  | { readonly kind: "invalid-json" }
  | { readonly kind: "redirect"; readonly status: 301 | 302 | 307; readonly location: string }
  /** Whatever else a server on the way may say. */
  | {
      readonly kind: "raw";
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** An answer in the form in which GitHub explains errors. */
export function says(status: number, message: string): GivenAnswer {
  const documentation_url = "https://docs.github.com/rest";
  return { status, body: { message, documentation_url, status: String(status) } };
}

/** Sends an answer as JSON. */
export function send(response: ServerResponse, { status = 200, headers, body }: GivenAnswer): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(body === undefined ? "" : JSON.stringify(body));
}

const statusTexts = {
  401: "Bad credentials",
  403: "Resource not accessible by integration",
  404: "Not Found",
  429: "API rate limit exceeded",
  500: "Server Error",
  502: "Server Error",
  503: "Service unavailable",
  504: "We couldn't respond to your request in time.",
} as const;

/** Does to a request what the fault says. */
export function play(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case "status":
      return send(response, says(fault.status, statusTexts[fault.status]));
    case "secondary-limit": {
      const after = fault.retryAfter;
      const headers = after === undefined ? {} : { "retry-after": String(after) };
      return send(response, { ...says(403, "You have exceeded a secondary rate limit."), headers });
    }
    case "primary-limit": {
      const date = fault.date ?? new Date();
      const reset = Math.floor(date.getTime() / 1_000) + fault.resetAfter;
      const headers = {
        date: date.toUTCString(),
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(reset),
      };
      return send(response, { ...says(403, "API rate limit exceeded for installation."), headers });
    }
    case "silence":
      return;
    case "trickle":
      return trickle(response, fault.status ?? 200);
    case "cut":
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"sha":"', () => response.destroy());
      return;
    case "invalid-json":
      response.writeHead(200, { "content-type": "application/json" }).end("<html>oops</html>");
      return;
    case "redirect":
      response.writeHead(fault.status, { location: fault.location }).end();
      return;
    case "raw":
      response
        .writeHead(fault.status, { "content-type": "text/plain", ...fault.headers })
        .end(fault.body);
  }
}

function trickle(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" ".repeat(10_000)), 5);
  response.on("close", () => clearInterval(timer));
}
