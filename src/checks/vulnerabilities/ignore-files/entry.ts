import type { Glob } from "../../../policy/glob.ts";
import type { PackageUrl } from "../vex/package-url.ts";

/** What an ignore file can be about that is found in images. */
export type IgnoredKind = "vulnerability" | "secret";

/** An entry of an ignore file. */
export interface IgnoreEntry {
  /** A vulnerability's name, or that of a rule for secrets; compared as it is. */
  readonly id: string;
  /** A plain list does not say what its ids are, so they are all of these. */
  readonly kinds: readonly IgnoredKind[];
  /** Files in the image; without any, all of them. */
  readonly paths: readonly Glob[];
  /** Packages; without any, all of them. */
  readonly purls: readonly PackageUrl[];
  /** The first day on which it counts no longer, YYYY-MM-DD in UTC, as Trivy has it. */
  readonly firstDayOut?: string;
  /** Why, in the words of the file. */
  readonly statement?: string;
  /** Counted from 1. */
  readonly line: number;
}

/** An ignore file in Trivy's format. */
export interface IgnoreFile {
  /** As the policy names it. */
  readonly path: string;
  readonly entries: readonly IgnoreEntry[];
}

/** What is wrong with an id, as a clause. */
export function mistakeInIgnoredId(id: string): string | undefined {
  if (/[*?]/.test(id)) return "wildcards do not count here; write each id out";
  if (/^cve\b/i.test(id) && !/^CVE-\d{4}-\d{4,19}$/.test(id)) {
    return "a CVE is written like CVE-2024-12345";
  }
  if (/^ghsa\b/i.test(id) && !/^GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}$/.test(id)) {
    return "an advisory of GitHub's is written like GHSA-jfh8-c2jp-5v3q";
  }
  if (/^[A-Za-z0-9][\w.+/-]{0,99}$/.test(id)) return undefined;
  return "an id is one word, such as CVE-2024-12345";
}
