import type { Epss } from "../../../model/vulnerability.ts";
import type { JsonPlace } from "../vex/json-place.ts";
import { isCveId } from "./cve-id.ts";
import { shareOf, type EpssScores } from "./epss-scores.ts";
import { dayAt, listIn } from "./list-json.ts";

/**
 * The scores of the wanted ids in an answer of FIRST's API: https://www.first.org/epss/api. Throws
 * UsageError where anything in it is not as it should be, where it is one page of several, and where
 * its entries are of several days.
 */
export function readEpssAnswer(
  bytes: Buffer,
  wanted: ReadonlySet<string>,
  source: string,
): EpssScores {
  const root = listIn(bytes, source);
  root.at("status").oneOf(["OK"]);
  const entries = root.at("data").items();
  refusePage(root, entries.length);
  const byId = new Map<string, Epss>();
  let date: string | undefined;
  for (const entry of entries) {
    const id = entry.at("cve").text();
    if (!isCveId(id)) entry.at("cve").refuse("is not the name of a CVE");
    const day = dayAt(entry.at("date"));
    if (date !== undefined && day !== date) entry.at("date").refuse(`is ${day} beside ${date}`);
    date = day;
    const score = {
      probability: shareAt(entry.at("epss")),
      percentile: shareAt(entry.at("percentile")),
    };
    if (!wanted.has(id)) continue;
    if (byId.has(id)) entry.at("cve").refuse("stands in the list a second time");
    byId.set(id, score);
  }
  if (date === undefined) return root.at("data").refuse("has no entry");
  // The API names no version of the model; the day identifies the scores.
  return { feed: { source, version: `scores of ${date}`, date }, byId };
}

/** What stands on other pages would be taken for unknown. */
function refusePage(root: JsonPlace, entries: number): void {
  const total = root.at("total");
  if (!total.exists || total.value === entries) return;
  total.refuse(
    `is ${JSON.stringify(total.value)?.slice(0, 40)} with ${entries} entries; the list must be whole, not a page`,
  );
}

function shareAt(place: JsonPlace): number {
  const { value } = place;
  const share = shareOf(typeof value === "number" ? String(value) : place.text());
  return share ?? place.refuse("is not a number from 0 to 1");
}
