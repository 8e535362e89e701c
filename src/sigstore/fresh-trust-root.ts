import { initTUF } from "@sigstore/tuf";
import { messageOf, UsageError } from "../errors.ts";
import { publicMirror, snapshotOfPublicRoot } from "./snapshot.ts";
import { trustRootFrom, type TrustRoot } from "./trust-root.ts";

/** Where the trust root comes from and where what was fetched is kept. */
export interface FreshnessOptions {
  /** What was fetched before; everything in it is verified again from the pinned root. */
  readonly cacheFolder: string;
  /** Contact nothing: the snapshot inside the package. */
  readonly offline: boolean;
  /** Another repository, with the file of the root that is trusted for it. */
  readonly mirror?: { readonly url: string; readonly rootFile: string };
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;

/**
 * The current trust root of the public instance, or of the mirror, by The Update Framework. Throws a
 * UsageError where it cannot be had: an old root in its place could trust what has been revoked.
 */
export async function freshTrustedRoot(options: FreshnessOptions): Promise<TrustRoot> {
  if (options.offline) return snapshotOfPublicRoot().root;
  const { cacheFolder, mirror, timeoutMs = defaultTimeoutMs } = options;
  const url = mirror?.url ?? publicMirror;
  let text: string;
  try {
    const client = await initTUF({
      cachePath: cacheFolder,
      mirrorURL: url,
      timeout: timeoutMs,
      // The cache may hold anybody's root; only the pinned one starts the chain.
      forceInit: true,
      ...(mirror === undefined ? {} : { rootPath: mirror.rootFile }),
    });
    text = await client.getTarget("trusted_root.json");
  } catch (cause) {
    throw new UsageError(
      `the trust root could not be fetched from ${url} (${reasons(cause)}); name a file by trusted-root, or run offline with the snapshot`,
      { cause },
    );
  }
  return trustRootFrom(text, url);
}

function reasons(thrown: unknown): string {
  const inner = thrown instanceof Error ? thrown.cause : undefined;
  return inner === undefined ? messageOf(thrown) : `${messageOf(thrown)}: ${reasons(inner)}`;
}
