import { durationText } from "../policy/duration-text.ts";
import { isMapping } from "../registry/json.ts";
import { DatabaseFault } from "./database-fault.ts";
import type { DatabaseKind } from "./database-kind.ts";

/** What a database says of itself. */
export interface DatabaseMetadata {
  /** When its makers finished it; ISO 8601. */
  readonly updatedAt: string;
  readonly nextUpdate: string;
}

const hourMs = 3_600_000;
/** Clocks differ, but not by more. */
const mostAheadMs = 24 * hourMs;

/** RFC 3339 as Go writes it. */
const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads the `metadata.json` of a database; throws a DatabaseFault where it is not one of this schema. */
export function readMetadata(text: Buffer, { version }: DatabaseKind): DatabaseMetadata {
  let json: unknown;
  try {
    json = JSON.parse(text.toString("utf8"));
  } catch {
    throw new DatabaseFault("its metadata.json is not JSON");
  }
  if (!isMapping(json)) throw new DatabaseFault("its metadata.json is not an object");
  if (json["Version"] !== version) {
    const found = JSON.stringify(json["Version"] ?? null).slice(0, 40);
    throw new DatabaseFault(`its schema has the version ${found}, and Trivy reads ${version}`);
  }
  const updatedAt = timeIn(json["UpdatedAt"]);
  if (updatedAt === undefined) {
    throw new DatabaseFault("its metadata.json does not say when it was finished (UpdatedAt)");
  }
  return { updatedAt, nextUpdate: timeIn(json["NextUpdate"]) ?? updatedAt };
}

/** Throws a DatabaseFault for a database that is older than allowed, or from the future. */
export function requireAge(
  { updatedAt }: DatabaseMetadata,
  now: Date,
  maxAgeMs: number | undefined,
): void {
  const ageMs = now.getTime() - Date.parse(updatedAt);
  if (ageMs < -mostAheadMs) {
    throw new DatabaseFault(`it was finished in the future (${updatedAt}); is the clock right?`);
  }
  if (maxAgeMs === undefined || ageMs <= maxAgeMs) return;
  const allowed = durationText(maxAgeMs);
  const short = durationText(ageMs, 2);
  // Both in the same words would contradict each other.
  const age = short === allowed ? durationText(ageMs) : short;
  throw new DatabaseFault(
    `it is ${age} old (finished ${updatedAt}), and vulnerabilities.max-db-age allows ${allowed}`,
  );
}

/** What Trivy wants to find beside the database: a download time there must be, and it is not the clock's. */
export function metadataFor(
  { updatedAt, nextUpdate }: DatabaseMetadata,
  { version }: DatabaseKind,
): string {
  return JSON.stringify({
    Version: version,
    NextUpdate: nextUpdate,
    UpdatedAt: updatedAt,
    DownloadedAt: updatedAt,
  });
}

function timeIn(value: unknown): string | undefined {
  if (typeof value !== "string" || !timestamp.test(value)) return undefined;
  const ms = Date.parse(value);
  // The zero time of Go is no time.
  return Number.isNaN(ms) || ms <= 0 ? undefined : new Date(ms).toISOString();
}
