import { comparePlainly } from "../model/location.ts";
import type { Report } from "../model/report.ts";
import type {
  DatabaseIdentity,
  FeedIdentity,
  VulnerabilitiesSummary,
} from "../model/vulnerabilities-summary.ts";

/** With what all shards together looked; of several databases the oldest, which says how far they can be trusted. */
export function joinVulnerabilities(
  reports: readonly Report[],
): VulnerabilitiesSummary | undefined {
  const summaries = reports.flatMap(({ vulnerabilities }) => vulnerabilities ?? []);
  const [oldest] = summaries.toSorted((a, b) =>
    comparePlainly(a.database.updatedAt, b.database.updatedAt),
  );
  if (oldest === undefined) return undefined;
  const java = summaries.find(({ javaDatabase }) => javaDatabase !== undefined)?.javaDatabase;
  const epss = summaries.find((each) => each.epss !== null)?.epss ?? null;
  const kev = summaries.find((each) => each.kev !== null)?.kev ?? null;
  return {
    ...oldest,
    // A shard without a CVE needs no list.
    epss,
    kev,
    ...(java === undefined ? {} : { javaDatabase: java }),
    images: summaries.reduce((sum, { images }) => sum + images, 0),
    reused: summaries.reduce((sum, { reused }) => sum + reused, 0),
  };
}

/** Sentences on what the shards did not look with alike, each state with the shards that had it. */
export function differencesIn(reports: readonly Report[]): string[] {
  return [
    ...difference(reports, "programs", ({ trivy }) => `Trivy ${trivy.version}, ${trivy.origin}`),
    ...difference(reports, "vulnerability databases", ({ database }) => databaseLabel(database)),
    ...difference(reports, "databases of Java archives", ({ javaDatabase }) =>
      javaDatabase === undefined ? undefined : databaseLabel(javaDatabase),
    ),
    ...difference(reports, "EPSS lists", ({ epss }) => feedLabel(epss)),
    ...difference(reports, "KEV lists", ({ kev }) => feedLabel(kev)),
  ];
}

function difference(
  reports: readonly Report[],
  what: string,
  labelOf: (summary: VulnerabilitiesSummary) => string | undefined,
): string[] {
  const users = new Map<string, number[]>();
  for (const { vulnerabilities, shard } of reports) {
    const label = vulnerabilities === undefined ? undefined : labelOf(vulnerabilities);
    if (label !== undefined) users.set(label, [...(users.get(label) ?? []), shard?.index ?? 1]);
  }
  if (users.size < 2) return [];
  const states = [...users].map(
    ([label, shards]) =>
      `${shards.length === 1 ? "shard" : "shards"} ${shards.join(", ")}: ${label}`,
  );
  return [`The shards used different ${what}: ${states.join("; ")}.`];
}

function databaseLabel({ repository, digest, updatedAt }: DatabaseIdentity): string {
  return `${repository}${digest === undefined ? "" : `@${digest}`} of ${updatedAt}`;
}

/** Where a list came from does not make it another one. */
function feedLabel(feed: FeedIdentity | null): string | undefined {
  return feed === null ? undefined : `${feed.version} of ${feed.date}`;
}
