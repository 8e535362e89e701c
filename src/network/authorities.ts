import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import type { Surroundings } from "./proxy.ts";

/**
 * The certificate authorities to trust: Node's own choice when nothing is added, else that choice
 * with the additions, since a list that is given replaces the default one.
 */
export function authoritiesWith(
  additions: readonly string[],
  surroundings: Surroundings,
): string[] | undefined {
  if (additions.length === 0) return undefined;
  return [...defaultAuthorities(surroundings), ...additions];
}

function defaultAuthorities(surroundings: Surroundings): readonly string[] {
  // Node 20 cannot say what it trusts by default.
  const known: Partial<typeof tls> = tls;
  if (known.getCACertificates !== undefined) return known.getCACertificates("default");
  const extra = surroundings["NODE_EXTRA_CA_CERTS"];
  return extra === undefined || extra === ""
    ? tls.rootCertificates
    : [...tls.rootCertificates, readFileSync(extra, "utf8")];
}
