import { isIP } from "node:net";
import { kindOfAddress } from "./address.ts";

/** Whether a URL names the own machine, by its reserved name or a literal address. */
export function isLoopbackHost(url: URL): boolean {
  const host = bareHost(url);
  return host === "localhost" || (isIP(host) !== 0 && kindOfAddress(host) === "loopback");
}

/** The host without port and without the brackets of IPv6. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/s, "$1");
}
