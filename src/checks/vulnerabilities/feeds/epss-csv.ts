import { UsageError } from "../../../errors.ts";
import type { Epss } from "../../../model/vulnerability.ts";
import { mistakeInDate } from "../../../policy/calendar.ts";
import { sharePattern, type EpssScores } from "./epss-scores.ts";

const identity =
  /#(?:[^\n]*,)?model_version:([\w.+-]{1,40}),score_date:(\d{4}-\d{2}-\d{2})[^\n]*\n/y;
const header = /cve,epss,percentile(?:,[^\n]*)?\r?\n/y;
const row = new RegExp(
  String.raw`CVE-\d{4}-\d{4,19},${sharePattern},${sharePattern}(?:,[^\n]*)?\r?\n`,
  "y",
);

/**
 * The scores of the wanted ids in the daily list of EPSS: a line with the model's version and the date,
 * a header, and a row for each CVE. Every row is checked and only the wanted ones are kept, for there
 * are hundreds of thousands. Throws UsageError with the line of the first mistake: a list that is
 * damaged in one place tells nothing in any other.
 */
export function readEpssCsv(
  bytes: Buffer,
  wanted: ReadonlySet<string>,
  source: string,
): EpssScores {
  const text = bytes.toString("latin1");
  const [, version = "", date = ""] = take(identity, text, 0) ?? refuse(source, text, 0, 1, first);
  if (mistakeInDate(date) !== undefined) refuse(source, text, 0, 1, first);
  let at = identity.lastIndex;
  if (take(header, text, at) === undefined) refuse(source, text, at, 2, "cve,epss,percentile");
  at = header.lastIndex;
  const byId = new Map<string, Epss>();
  let line = 3;
  // Only what is wanted is taken apart: so many rows would leave a hundred megabytes of pieces behind.
  for (; at < text.length; at = row.lastIndex, line++) {
    row.lastIndex = at;
    if (!row.test(text)) return refuse(source, text, at, line, validRow);
    const id = text.slice(at, text.indexOf(",", at));
    if (!wanted.has(id)) continue;
    if (byId.has(id)) return refuse(source, text, at, line, "the only row of its CVE");
    const [, probability, percentile] = text.slice(at, row.lastIndex).trimEnd().split(",");
    byId.set(detached(id), { probability: Number(probability), percentile: Number(percentile) });
  }
  if (line === 3) throw new UsageError(`${source}: the list has no row`);
  return { feed: { source, version: detached(version), date: detached(date) }, byId };
}

/** A copy: a piece of a text keeps all of it in memory. */
function detached(piece: string): string {
  return Buffer.from(piece, "latin1").toString("latin1");
}

const validRow = "a row such as CVE-2024-1234,0.00043,0.0912, and its end";
const first = "#model_version:…,score_date:YYYY-MM-DD…";

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function refuse(source: string, text: string, at: number, line: number, valid: string): never {
  const end = text.indexOf("\n", at);
  const found = text.slice(at, Math.min(end < 0 ? text.length : end, at + 60));
  throw new UsageError(`${source}:${line}: is ${JSON.stringify(found)}; it must be ${valid}`);
}
