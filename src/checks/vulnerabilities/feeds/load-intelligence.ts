import type { Surroundings } from "../../../network/proxy.ts";
import type { FeedSource } from "../../../policy/vulnerabilities.ts";
import type { Intelligence } from "../intelligence.ts";
import { isCveId } from "./cve-id.ts";
import { readEpssAnswer } from "./epss-answer.ts";
import { readEpssCsv } from "./epss-csv.ts";
import type { EpssScores } from "./epss-scores.ts";
import { listAt, obstacleOf, ownList, type List, type ListNetwork } from "./fetch-list.ts";
import { readKev, type KevEntries } from "./kev.ts";
import { publishedEpss, type EpssAddresses } from "./published-epss.ts";

/** Where the lists are published. */
export interface PublishedLists {
  readonly epss: EpssAddresses;
  readonly kev: URL;
  /** `host[:port]` among these that may be on loopback or a private network. */
  readonly namedHosts: readonly string[];
}

/** FIRST's and CISA's own addresses. */
const publishedLists: PublishedLists = {
  epss: {
    api: new URL("https://api.first.org/data/v1/epss"),
    daily: new URL("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz"),
  },
  kev: new URL(
    "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json",
  ),
  namedHosts: [],
};

/** Which lists are wanted, and about what. */
export interface IntelligenceOptions {
  readonly epss: FeedSource;
  readonly kev: FeedSource;
  /** All that were found; those that are not CVEs are known to neither list. */
  readonly ids: readonly string[];
  /** The absolute folder that the policy's paths start at. */
  readonly root: string;
  /** Only files are read. */
  readonly offline: boolean;
  readonly signal?: AbortSignal;
  readonly surroundings?: Surroundings;
  /** Replaces the addresses of published lists. */
  readonly published?: PublishedLists;
}

/**
 * What the lists say of the ids. Never rejects for what a list, a file or a server is like: then the
 * list is `null`, everything in it unknown, and the obstacle says why. Where no CVE was found nothing
 * is read or fetched. Nothing is kept between runs, for nothing could vouch for what was kept.
 */
export async function loadIntelligence(options: IntelligenceOptions): Promise<Intelligence> {
  const ids = [...new Set(options.ids.filter(isCveId))].sort();
  const [epss, kev] = await Promise.all([
    attempt(options.epss, ids, () => epssOf(options, ids)),
    attempt(options.kev, ids, () => kevOf(options, ids)),
  ]);
  const asked = new Set(ids);
  return {
    epss: (id) => epss.list?.byId.get(id) ?? null,
    kev(id) {
      if (kev.list === undefined || !asked.has(id)) return null;
      return kev.list.byId.get(id) ?? { listed: false };
    },
    epssFeed: epss.list?.feed ?? null,
    kevFeed: kev.list?.feed ?? null,
    obstacles: {
      ...(epss.obstacle === undefined ? {} : { epss: epss.obstacle }),
      ...(kev.obstacle === undefined ? {} : { kev: kev.obstacle }),
    },
  };
}

interface Attempt<T> {
  readonly list?: T;
  readonly obstacle?: string;
}

async function attempt<T>(
  { kind }: FeedSource,
  ids: readonly string[],
  load: () => Promise<T>,
): Promise<Attempt<T>> {
  if (kind === "off" || ids.length === 0) return {};
  try {
    return { list: await load() };
  } catch (error) {
    return { obstacle: obstacleOf(error) };
  }
}

async function epssOf(options: IntelligenceOptions, ids: readonly string[]): Promise<EpssScores> {
  const { epss: source, root, published = publishedLists } = options;
  if (source.kind === "url" || source.kind === "file") {
    return epssIn(await ownList(source, root, networkOf(options)), new Set(ids));
  }
  return publishedEpss(ids, published.epss, networkOf(options), published.namedHosts);
}

/** A list in CSV begins with `#`, and an answer of the API with `{`. */
function epssIn({ bytes, source }: List, wanted: ReadonlySet<string>): EpssScores {
  const isJson = /^\s*\{/.test(bytes.toString("latin1", 0, 64));
  return (isJson ? readEpssAnswer : readEpssCsv)(bytes, wanted, source);
}

async function kevOf(options: IntelligenceOptions, ids: readonly string[]): Promise<KevEntries> {
  const { kev: own, root, published = publishedLists } = options;
  const { bytes, source } =
    own.kind === "url" || own.kind === "file"
      ? await ownList(own, root, networkOf(options))
      : await listAt(published.kev, networkOf(options), published.namedHosts);
  return readKev(bytes, new Set(ids), source);
}

function networkOf({ offline, surroundings, signal }: IntelligenceOptions): ListNetwork {
  return { offline, surroundings, signal };
}
