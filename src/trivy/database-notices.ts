import { durationText } from "../policy/duration-text.ts";
import type { DatabaseKind } from "./database-kind.ts";
import type { DatabaseMetadata } from "./database-metadata.ts";

const dayMs = 86_400_000;
/** So old grype takes its own database for stale (anchore/grype, cmd/grype/cli/options/database.go: `defaultMaxDBAge`). */
const staleAfterMs = 5 * dayMs;
/** The makers of Trivy's database name the time of the next one; a day later it is overdue. */
const overdueAfterMs = dayMs;

/** A repository that was asked before the one that counted, and why it did not. */
export interface PassedOver {
  readonly name: string;
  /** A clause without a full stop. */
  readonly obstacle: string;
}

/**
 * Says that the vulnerability database is stale, where the policy does not say how old it may be. That of
 * Java archives only names files, and is made once a week.
 */
export function staleNotice(
  { updatedAt, nextUpdate }: DatabaseMetadata,
  { what, folder }: DatabaseKind,
  repository: string,
  { now, maxAgeMs }: { readonly now: Date; readonly maxAgeMs: number | undefined },
): string[] {
  if (folder !== "db" || maxAgeMs !== undefined) return [];
  const ageMs = now.getTime() - Date.parse(updatedAt);
  const isOverdue = now.getTime() - Date.parse(nextUpdate) > overdueAfterMs;
  // Without a word about the next one only the age tells.
  const saysNext = nextUpdate !== updatedAt;
  if (ageMs <= staleAfterMs && !(saysNext && isOverdue)) return [];
  const due = saysNext ? `, the next one due ${nextUpdate}` : "";
  return [
    `The ${what} from ${repository} is ${durationText(ageMs, 1)} old (finished ${updatedAt}${due}): what became known since is not found. Refresh that copy or name another place in vulnerabilities.db-repository; vulnerabilities.max-db-age (48h, say) refuses a database that is older.`,
  ];
}

/** Says that a database is not from the repository that is asked first. */
export function fallBackNotice(
  { what }: DatabaseKind,
  repository: string,
  passedOver: readonly PassedOver[],
): string[] {
  if (passedOver.length === 0) return [];
  const causes = passedOver.map(({ name, obstacle }) => `${name} gave none (${obstacle})`);
  return [`The ${what} came from ${repository}, because ${causes.join(", and ")}.`];
}
