import type { PlatformOutcome } from "./scan-platform.ts";
import type { ScanPlan, ScanTarget } from "./scan-targets.ts";

/** What the scans of a run are called: `Scanning 12 images`, or `Scanning 2 images (3 platforms)`. */
export function scanTitle({ images, targets }: ScanPlan): string {
  const count = images.size;
  const platforms = targets.size === count ? "" : ` (${counted(targets.size, "platform")})`;
  return `Scanning ${counted(count, "image")}${platforms}`;
}

/** A line for each image that there is nothing to scan of, for it is not known what it stands for. */
export function unplannedLines({ images }: ScanPlan): string[] {
  return [...images]
    .flatMap(([reference, planned]) =>
      planned.kind === "undecided" ? [`not scanned: ${reference}: ${planned.reason}`] : [],
    )
    .toSorted();
}

/** What came of one platform of an image, and how long it took. */
export function scanLine(
  { name, digest, platform }: ScanTarget,
  outcome: PlatformOutcome,
  ms: number,
): string {
  const what = `${name}@${digest} (${platform})`;
  if (outcome.kind === "undecided") return `not scanned: ${what}: ${outcome.reason}`;
  const { vulnerabilities } = outcome.scan;
  const ids = new Set(vulnerabilities.map(({ facts }) => facts.id));
  const found = counted(ids.size, "vulnerability", "vulnerabilities");
  if (outcome.isReused) return `kept from before: ${what}: ${found}`;
  return `scanned ${what} in ${(ms / 1_000).toFixed(1)} s: ${found}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
