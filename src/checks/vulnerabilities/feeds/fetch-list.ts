import { UsageError } from "../../../errors.ts";
import { download } from "../../../network/download.ts";
import { NetworkError } from "../../../network/error.ts";
import type { Surroundings } from "../../../network/proxy.ts";
import type { NamedFile } from "../../../policy/signatures.ts";
import type { FeedSource } from "../../../policy/vulnerabilities.ts";
import { namedFileBytes } from "../../named-file-bytes.ts";
import { largestPacked, largestPlain, unpacked } from "./unpack.ts";

/** What getting a list takes. */
export interface ListNetwork {
  readonly offline: boolean;
  readonly surroundings?: Surroundings | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Of one list, with all attempts. */
const timeoutMs = 60_000;

/** The bytes of a list, unpacked, and how messages and the report name where they come from. */
export interface List {
  readonly bytes: Buffer;
  readonly source: string;
}

/** Where a policy's own list is: an address, or a file in the folder that the policy's paths start at. */
export type OwnSource = Extract<FeedSource, { readonly kind: "url" | "file" }>;

/** Gets the list that a policy names. Rejects with UsageError or NetworkError. */
export async function ownList(
  source: OwnSource,
  root: string,
  network: ListNetwork,
): Promise<List> {
  if (source.kind === "file") return listInFile(source.file, root);
  if (!URL.canParse(source.url)) {
    throw new UsageError(`${JSON.stringify(source.url.slice(0, 60))} is not an address`);
  }
  const url = new URL(source.url);
  return listAt(url, network, [url.host]);
}

/** Gets what stands at an address; hosts that the policy names may be on a private network. */
export async function listAt(
  url: URL,
  { offline, surroundings, signal }: ListNetwork,
  namedHosts: readonly string[] = [],
): Promise<List> {
  // Queries may hold secrets of the policy's, or the names of what was found.
  const source = `${url.origin}${url.pathname}`;
  if (offline) throw new UsageError(`${source}: the run is offline; name a file instead`);
  const bytes = await download(url, {
    limitBytes: largestPacked,
    timeoutMs,
    namedHosts,
    ...(surroundings === undefined ? {} : { surroundings }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { bytes: await unpacked(bytes, source), source };
}

async function listInFile(file: NamedFile, root: string): Promise<List> {
  const { shown: source = file.path } = file;
  return { bytes: await unpacked(namedFileBytes(root, file, largestPlain), source), source };
}

/** Why a list could not be had, as a clause; whatever else was thrown is thrown on. */
export function obstacleOf(thrown: unknown): string {
  if (thrown instanceof UsageError || thrown instanceof NetworkError) return thrown.message;
  throw thrown;
}
