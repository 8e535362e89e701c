import { UsageError } from "../../../errors.ts";
import type { Epss } from "../../../model/vulnerability.ts";
import { readEpssAnswer } from "./epss-answer.ts";
import { readEpssCsv } from "./epss-csv.ts";
import type { EpssScores } from "./epss-scores.ts";
import { listAt, obstacleOf, type List, type ListNetwork } from "./fetch-list.ts";

/** Where FIRST publishes EPSS: an API that is asked about single CVEs, and a list of all, made anew each day. */
export interface EpssAddresses {
  readonly api: URL;
  readonly daily: URL;
}

/** More than so many are looked up in the daily list, which weighs some 2 MB. */
const mostIdsAsked = 200;

/** With this the longest question has some 1,200 characters; the API takes 2,000. */
const idsAtOnce = 49;

/**
 * Asked about in every question, and known to every model: an answer without it is an outage of the
 * service that looks like "no such CVE".
 */
const wellKnown = "CVE-2021-44228";

/**
 * The published scores of the ids. For a few the API is asked, **which tells FIRST, and whoever sees its
 * logs, the CVEs that were found in the images**; for many, and where the API fails, all of the daily
 * list is fetched. Rejects with UsageError or NetworkError.
 */
export async function publishedEpss(
  ids: readonly string[],
  addresses: EpssAddresses,
  network: ListNetwork,
  namedHosts: readonly string[] = [],
): Promise<EpssScores> {
  const get = (url: URL): Promise<List> => listAt(url, network, namedHosts);
  let obstacle: string | undefined;
  if (ids.length <= mostIdsAsked) {
    try {
      return await askedEpss(ids, addresses.api, get);
    } catch (error) {
      obstacle = obstacleOf(error);
      if (network.signal?.aborted === true || network.offline) throw error;
    }
  }
  try {
    const { bytes, source } = await get(addresses.daily);
    return readEpssCsv(bytes, new Set(ids), source);
  } catch (error) {
    const second = obstacleOf(error);
    if (obstacle === undefined) throw error;
    throw new UsageError(`${obstacle}; ${second}`, { cause: error });
  }
}

/** The same ids are always asked about in the same questions. */
async function askedEpss(
  ids: readonly string[],
  api: URL,
  get: (url: URL) => Promise<List>,
): Promise<EpssScores> {
  const sorted = [...new Set(ids)].sort();
  const byId = new Map<string, Epss>();
  let feed: EpssScores["feed"] | undefined;
  for (let start = 0; start < sorted.length; start += idsAtOnce) {
    const batch = [...new Set([...sorted.slice(start, start + idsAtOnce), wellKnown])];
    const url = new URL(api);
    url.search = `cve=${batch.join(",")}`;
    const { bytes, source } = await get(url);
    const answer = readEpssAnswer(bytes, new Set(batch), source);
    if (!answer.byId.has(wellKnown)) {
      throw new UsageError(`${source}: the answer lacks ${wellKnown}, which has a score every day`);
    }
    if (feed !== undefined && feed.date !== answer.feed.date) {
      throw new UsageError(`${source}: the scores changed while they were read`);
    }
    feed = answer.feed;
    for (const [id, score] of answer.byId) byId.set(id, score);
  }
  if (feed === undefined) throw new UsageError(`${api.origin}${api.pathname}: nothing was asked`);
  return { feed, byId };
}
