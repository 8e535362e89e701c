import type { ScanPlan } from "./scan-targets.ts";
import { listed } from "./wording.ts";

/**
 * A sentence for each wanted platform that images lack which are looked at on others: `linux/s390x: 2
 * images have no such platform, and nothing was looked at for it: api:1 and web:1.`
 */
export function platformNotices({ images }: Pick<ScanPlan, "images">): string[] {
  const without = new Map<string, string[]>();
  for (const [reference, planned] of images) {
    if (planned.kind !== "planned") continue;
    for (const platform of planned.lacking) {
      const known = without.get(platform);
      if (known === undefined) without.set(platform, [reference]);
      else known.push(reference);
    }
  }
  return [...without]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([platform, references]) => {
      const have = references.length === 1 ? "1 image has" : `${references.length} images have`;
      const names = listed(references.toSorted());
      return `${platform}: ${have} no such platform, and nothing was looked at for it: ${names}.`;
    });
}
