import { dirname, isAbsolute, relative, sep } from "node:path";
import type { PlatformOutcome } from "./scan-platform.ts";
import type { ScanPlan } from "./scan-targets.ts";
import { listed } from "./wording.ts";

/** The bills of materials that were wanted and are missing. */
export interface MissingBills {
  /** For each cause a clause that names the images. */
  readonly obstacles: readonly string[];
  /** What to do about it, as sentences. */
  readonly remedies: readonly string[];
}

/** Whose bills of materials could not be written, in the order of the plan, and why. */
export function missingBills(
  { targets }: Pick<ScanPlan, "targets">,
  outcomes: ReadonlyMap<string, PlatformOutcome>,
): MissingBills {
  const byReason = new Map<string, string[]>();
  const remedies = new Set<string>();
  for (const [key, { name, platform }] of targets) {
    const outcome = outcomes.get(key);
    if (outcome?.kind !== "scanned" || outcome.unbilled === undefined) continue;
    const { reason, remedy } = outcome.unbilled;
    const images = byReason.get(reason) ?? [];
    byReason.set(reason, [...images, `${name} (${platform})`]);
    if (remedy !== undefined) remedies.add(remedy);
  }
  const obstacles = [...byReason].map(([reason, images]) => `${listed(images)}: ${reason}`);
  return { obstacles, remedies: [...remedies] };
}

/** How many bills of materials lie in which folder: `4 bills of materials were written to sbom/.` */
export function sbomNotices(files: readonly string[], root: string): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = shownFolder(dirname(file), root);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, count]) =>
      count === 1
        ? `1 bill of materials was written to ${folder}.`
        : `${count} bills of materials were written to ${folder}.`,
    );
}

/** From the root of the repository, where the folder lies in it. */
function shownFolder(folder: string, root: string): string {
  const path = relative(root, folder);
  const isOutside = path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
  const shown = isOutside ? folder : path;
  return shown === "" ? "./" : `${shown.replaceAll(sep, "/")}/`;
}
