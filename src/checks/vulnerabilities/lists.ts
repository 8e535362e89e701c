import type { VulnerabilitiesPolicy } from "../../policy/vulnerabilities.ts";
import { isCveId } from "./feeds/cve-id.ts";
import type { Intelligence } from "./intelligence.ts";

/** What the published lists leave open. */
export interface ListWords {
  /** Why the gate cannot decide, as clauses. */
  readonly undecided: readonly string[];
  /** Sentences for the reader. */
  readonly notices: readonly string[];
}

type Lists = Pick<Intelligence, "epssFeed" | "kevFeed" | "obstacles">;
type ListSettings = Pick<VulnerabilitiesPolicy, "failOnKev" | "epssThreshold">;

/**
 * A gate without the list that it asks decides nothing; without a gate the reader has to know. Where no
 * CVE was found (`ids` are all that were) the lists have nothing to say, and nobody asked for them.
 */
export function wordsOnLists(
  { epssFeed, kevFeed, obstacles }: Lists,
  { failOnKev, epssThreshold }: ListSettings,
  ids: readonly string[],
): ListWords {
  const lists = [
    {
      gate: failOnKev ? "fail-on-kev" : undefined,
      what: "CISA's list of exploited vulnerabilities",
      feed: kevFeed,
      obstacle: obstacles.kev,
    },
    {
      gate: epssThreshold === undefined ? undefined : "epss-threshold",
      what: "the list of EPSS",
      feed: epssFeed,
      obstacle: obstacles.epss,
    },
  ];
  const hasQuestion = ids.some(isCveId);
  const undecided = lists.flatMap(({ gate, what, feed, obstacle = "nobody got it" }) =>
    gate !== undefined && feed === null && hasQuestion
      ? [`${gate} cannot decide without ${what}: ${obstacle}`]
      : [],
  );
  const notices = lists.flatMap(({ gate, what, feed, obstacle }) =>
    gate === undefined && feed === null && obstacle !== undefined
      ? [`Nothing is known from ${what}, which could not be had: ${obstacle}.`]
      : [],
  );
  return { undecided, notices };
}
