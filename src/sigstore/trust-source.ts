import { homedir } from "node:os";
import { join } from "node:path";
import type { SignaturesPolicy } from "../policy/signatures.ts";
import type { Requirement } from "./requirement.ts";
import { trustRootFrom, type TrustRoot } from "./trust-root.ts";

/** The roots that a requirement may be proven by; rejects with a UsageError where they cannot be had. */
export type TrustSource = (requirement: Requirement) => Promise<readonly TrustRoot[]>;

/**
 * The policy's own trust root for everything where it names one. Else that of the public instance, which
 * is fetched once and only if a requirement needs it: a key whose log is optional needs none.
 */
export function trustSourceOf(
  { trustedRoot }: Pick<SignaturesPolicy, "trustedRoot">,
  readFile: (path: string) => string,
  fetchRoot: () => Promise<TrustRoot> = fetchPublicRoot,
): TrustSource {
  if (trustedRoot !== undefined) {
    const roots = [trustRootFrom(readFile(trustedRoot.path), trustedRoot.path)];
    return () => Promise.resolve(roots);
  }
  let fetched: Promise<readonly TrustRoot[]> | undefined;
  return (requirement) => {
    if (requirement.kind === "key" && requirement.log === "optional") return Promise.resolve([]);
    return (fetched ??= fetchRoot().then((root) => [root]));
  };
}

async function fetchPublicRoot(): Promise<TrustRoot> {
  // What fetches it is large, and a trust root of the policy's own or a key does without.
  const { freshTrustedRoot } = await import("./fresh-trust-root.ts");
  const { XDG_CACHE_HOME } = process.env;
  const caches =
    XDG_CACHE_HOME === undefined || XDG_CACHE_HOME === ""
      ? join(homedir(), ".cache")
      : XDG_CACHE_HOME;
  return freshTrustedRoot({ cacheFolder: join(caches, "portcullis", "sigstore"), offline: false });
}
