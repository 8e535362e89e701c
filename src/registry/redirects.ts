import { RegistryError } from "./error.ts";
import type { Messenger } from "./messenger.ts";
import type { Patience } from "../network/patience.ts";
import type { Answer, Request } from "./request.ts";

/** An answer, and whether it came from the host that was asked. */
export interface Followed extends Answer {
  readonly url: URL;
  readonly isFromOrigin: boolean;
}

const redirections: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a GET or HEAD and follows where it is sent. Authorization is dropped for good at the first
 * other origin; leaving https, a URL with credentials and too many hops are refused.
 */
export async function follow(
  request: Request,
  messenger: Messenger,
  patience: Patience,
  hops: number,
): Promise<Followed> {
  let { url, headers } = request;
  let isFromOrigin = true;
  for (let hop = 0; ; hop++) {
    const answer = await messenger({ ...request, url, headers }, patience);
    if (!redirections.has(answer.status)) return { ...answer, url, isFromOrigin };
    if (hop === hops) {
      throw new RegistryError(
        "bad-response",
        `${request.url.host} redirects more than ${hops} times`,
      );
    }
    const next = targetOf(answer, url);
    if (next.origin !== url.origin) {
      headers = withoutAuthorization(headers);
      isFromOrigin = false;
    }
    url = next;
  }
}

function targetOf(answer: Answer, from: URL): URL {
  const { location } = answer.headers;
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw new RegistryError("bad-response", `${from.host} redirects without saying where`);
  }
  const target = new URL(location, from);
  if (from.protocol === "https:" && target.protocol !== "https:") {
    throw new RegistryError("not-allowed", `${from.host} redirects away from https`);
  }
  target.hash = "";
  return target;
}

function withoutAuthorization(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "authorization"));
}
