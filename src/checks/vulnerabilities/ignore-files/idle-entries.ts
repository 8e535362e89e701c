import { listed } from "../wording.ts";
import type { IgnoreEntry, IgnoreFile } from "./entry.ts";
import { isOver } from "./ignored-by.ts";

/** What decides whether an entry accepted nothing, and why. */
export interface IdleQuestion {
  /** Those that `ignoredBy` named. */
  readonly used: ReadonlySet<IgnoreEntry>;
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
  /** Whether secrets were searched for. */
  readonly secrets: boolean;
}

/** Why an entry accepted nothing. */
type Idleness = "over" | "rule" | "unsearched" | "unused" | "foreign";

/** Sentences about the entries that accepted nothing, by file; none of them is passed over. */
export function idleEntryNotices(files: readonly IgnoreFile[], question: IdleQuestion): string[] {
  return files.flatMap(({ path, entries }) => {
    const idle = entries.filter((entry) => !question.used.has(entry));
    const named = (which: Idleness): string =>
      listed(
        idle
          .filter((entry) => idlenessOf(entry, question) === which)
          .map(({ id, line }) => `${id} (line ${line})`),
      );
    return sentences.flatMap(([which, sentence]) => {
      const names = named(which);
      return names === "" ? [] : [`${path}: ${sentence(names, question.secrets)}`];
    });
  });
}

const sentences: readonly (readonly [Idleness, (names: string, secrets: boolean) => string])[] = [
  ["over", (names) => `no longer counts: ${names}.`],
  ["rule", (names) => `rules are not accepted here: ${names}; use a waiver in the policy.`],
  [
    "unsearched",
    (names) => `accepts nothing: ${names}; no secrets are searched for (vulnerabilities.secrets).`,
  ],
  ["unused", (names) => `accepts nothing: ${names}; remove it.`],
  [
    "foreign",
    (names, secrets) =>
      `accepts nothing: ${names}; here only vulnerabilities and secrets are accepted${secrets ? "" : ", and no secrets are searched for (vulnerabilities.secrets)"}.`,
  ],
];

/** A plain list also holds the ids of Trivy's other scanners, which do not look like vulnerabilities. */
function idlenessOf(entry: IgnoreEntry, { today, secrets }: IdleQuestion): Idleness {
  const { id, kinds } = entry;
  if (isOver(entry, today)) return "over";
  if (/^[a-z][a-z0-9-]*\/[a-z0-9-]+$/.test(id)) return "rule";
  if (kinds.length === 1) return kinds[0] === "secret" && !secrets ? "unsearched" : "unused";
  return /^(?:CVE|GHSA)-/.test(id) ? "unused" : "foreign";
}
