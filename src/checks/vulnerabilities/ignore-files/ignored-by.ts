import type { AppliedWaiver } from "../../../model/finding.ts";
import { dayBefore } from "../../../policy/calendar.ts";
import { matchesPackageUrl, parsePackageUrl } from "../vex/package-url.ts";
import type { IgnoredKind, IgnoreEntry, IgnoreFile } from "./entry.ts";

/** Something that was found in an image. */
export interface IgnoreQuestion {
  readonly kind: IgnoredKind;
  /** All of its names. */
  readonly ids: readonly string[];
  readonly purl?: string | undefined;
  /** The file in the image, as Trivy names it. */
  readonly path?: string | undefined;
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
}

/** What accepts it, and where that stands. */
export interface Ignored extends AppliedWaiver {
  readonly file: string;
  readonly line: number;
  readonly entry: IgnoreEntry;
}

/**
 * The first entry, in the order of the files, that accepts what was found today. An entry with `purls`
 * or `paths` needs them known and matched; Trivy lets one with `purls` count for a package without any.
 */
export function ignoredBy(
  files: readonly IgnoreFile[],
  question: IgnoreQuestion,
): Ignored | undefined {
  for (const { path: file, entries } of files) {
    const entry = entries.find((each) => accepts(each, question));
    if (entry === undefined) continue;
    const { line, firstDayOut, statement } = entry;
    return {
      reason: statement ?? `listed in ${file}:${line}`,
      ...(firstDayOut === undefined ? {} : { expires: dayBefore(firstDayOut) }),
      file,
      line,
      entry,
    };
  }
  return undefined;
}

/** Whether an entry counts no longer. */
export function isOver({ firstDayOut }: IgnoreEntry, today: string): boolean {
  return firstDayOut !== undefined && today >= firstDayOut;
}

function accepts(entry: IgnoreEntry, { kind, ids, purl, path, today }: IgnoreQuestion): boolean {
  if (!ids.includes(entry.id) || !entry.kinds.includes(kind)) return false;
  if (isOver(entry, today)) return false;
  if (entry.paths.length > 0 && !entry.paths.some((glob) => glob.matches(path ?? ""))) return false;
  if (entry.purls.length === 0) return true;
  const found = purl === undefined ? undefined : parsePackageUrl(purl);
  return found !== undefined && entry.purls.some((each) => matchesPackageUrl(each, found));
}
