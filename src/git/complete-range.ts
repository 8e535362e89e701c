import { join } from "node:path";
import { claimedCuts, storeOf, type ObjectStore } from "./checkout-store.ts";
import { GitError } from "./error.ts";
import { fetchObjects, initBare, wholeHistory } from "./fetch.ts";
import type { RemoteRepository } from "./remote.ts";
import { commitName, formatOf, type ObjectFormat } from "./revision.ts";
import { withScratch } from "./scratch-repository.ts";
import { withTemporaryFolder } from "../temporary-folder.ts";
import { walkRange, type WalkedRange, type WantedRange } from "./walked-range.ts";

/** Where the objects of a range can come from; the checkout is asked first. */
export interface RangeSources {
  /** The folder of a checkout, or of a bare repository. */
  readonly checkout: string | undefined;
  readonly remote: RemoteRepository | undefined;
}

/** A range, and what else can be had of its repository. */
export interface FoundRange extends WalkedRange {
  /** The bare repository that the commits were fetched into, where the checkout did not have them. */
  readonly fetched: Fetched | undefined;
  readonly remote: RemoteRepository | undefined;
}

/** A bare repository of ours with commits from a server. */
export interface Fetched {
  readonly folder: string;
  readonly remote: RemoteRepository;
}

/** How many generations are fetched, one try after the other; a few hundred bytes for each commit. */
const depths: readonly number[] = [256, 2_048, 16_384, wholeHistory];

/**
 * Lends the range to `use`, from the checkout where that has all of it, else from the server, fetching
 * more and more until it is complete. What then is still `missing` leaves the range undecided: the
 * commits are not all there. Throws GitError where a source cannot be read at all.
 */
export async function withRange<T>(
  sources: RangeSources,
  wanted: WantedRange,
  use: (range: FoundRange) => Promise<T>,
): Promise<T> {
  const { checkout, remote } = sources;
  if (checkout !== undefined) {
    const found = await fromCheckout(checkout, remote, wanted, use);
    if (found !== undefined) return found.result;
  }
  if (remote !== undefined) return fromServer(remote, wanted, use);
  throw new GitError(
    "no-repository",
    "there is neither a checkout nor a server to read commits from",
  );
}

async function fromCheckout<T>(
  checkout: string,
  remote: RemoteRepository | undefined,
  wanted: WantedRange,
  use: (range: FoundRange) => Promise<T>,
): Promise<{ readonly result: T } | undefined> {
  let store: ObjectStore;
  try {
    store = await storeOf(checkout);
  } catch (error) {
    if (remote !== undefined && error instanceof GitError) return undefined;
    throw error;
  }
  return withScratch(store, async (scratch) => {
    const range = await walkRange(scratch, wanted).catch((error: unknown) => {
      // A damaged checkout is no reason to give up where the server has everything.
      if (remote !== undefined && error instanceof GitError && error.code === "git-failed") return;
      throw error;
    });
    if (range === undefined) return undefined;
    if (remote !== undefined && range.missing.length > 0) return undefined;
    return { result: await use({ ...range, fetched: undefined, remote }) };
  });
}

function fromServer<T>(
  remote: RemoteRepository,
  wanted: WantedRange,
  use: (range: FoundRange) => Promise<T>,
): Promise<T> {
  const wants = [...new Set([...wanted.include, ...wanted.exclude, ...(wanted.objects ?? [])])];
  const format = formatOf(commitName(wants[0] ?? ""));
  return withTemporaryFolder(async (folder) => {
    await initBare(folder, format);
    for (const depth of wanted.exclude.length === 0 ? [wholeHistory] : depths) {
      await fetchObjects(folder, remote, { wants, filter: "tree:0", depth });
      const isLast = depth === wholeHistory;
      const found = await withScratch(await fetchedStore(folder, format), async (scratch) => {
        const range = await walkRange(scratch, wanted);
        if (range.missing.length > 0 && !isLast) return undefined;
        return { result: await use({ ...range, fetched: { folder, remote }, remote }) };
      });
      if (found !== undefined) return found.result;
    }
    throw new GitError("git-failed", "the whole history was fetched, and none was found");
  });
}

async function fetchedStore(folder: string, format: ObjectFormat): Promise<ObjectStore> {
  const cuts = await claimedCuts(join(folder, "shallow"));
  return { objects: join(folder, "objects"), format, claimedCuts: cuts };
}
