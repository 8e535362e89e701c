import type { FeedIdentity } from "../../../model/vulnerabilities-summary.ts";
import type { Kev } from "../../../model/vulnerability.ts";
import type { JsonPlace } from "../vex/json-place.ts";
import { isCveId } from "./cve-id.ts";
import { dayAt, listIn } from "./list-json.ts";

/** What CISA's catalog says of the ids that were wanted and that it lists. */
export interface KevEntries {
  readonly feed: FeedIdentity;
  readonly byId: ReadonlyMap<string, Kev>;
}

/**
 * The wanted ids in CISA's catalog of known exploited vulnerabilities, in JSON
 * (https://www.cisa.gov/known-exploited-vulnerabilities-catalog). Throws UsageError with the JSON
 * pointer of the first mistake, and where the catalog has not as many entries as it says.
 */
export function readKev(bytes: Buffer, wanted: ReadonlySet<string>, source: string): KevEntries {
  const root = listIn(bytes, source);
  const version = root.at("catalogVersion").text();
  if (!/^[\w.+-]{1,40}$/.test(version)) root.at("catalogVersion").refuse("is not a version");
  const date = dayAt(root.at("dateReleased"));
  const entries = root.at("vulnerabilities").items();
  if (entries.length === 0) root.at("vulnerabilities").refuse("has no entry");
  const count = root.at("count");
  if (count.exists && count.value !== entries.length) {
    count.refuse(`does not say that there are ${entries.length} entries; the catalog is not whole`);
  }
  const byId = new Map<string, Kev>();
  for (const entry of entries) {
    const id = entry.at("cveID").text();
    if (!isCveId(id)) entry.at("cveID").refuse("is not the name of a CVE");
    const listed = entryAt(entry);
    if (wanted.has(id)) byId.set(id, listed);
  }
  return { feed: { source, version, date }, byId };
}

function entryAt(entry: JsonPlace): Kev {
  const since = dayAt(entry.at("dateAdded"));
  const due = entry.at("dueDate");
  const campaigns = entry.at("knownRansomwareCampaignUse");
  const ransomware = campaigns.exists && campaigns.oneOf(["Known", "Unknown"]) === "Known";
  if (due.optionalText() === undefined) return { listed: true, since, ransomware };
  return { listed: true, since, due: dayAt(due), ransomware };
}
