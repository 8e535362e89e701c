import type { CheckState } from "../model/check.ts";
import { comparePlainly } from "../model/location.ts";
import type { Report, ReportedImage } from "../model/report.ts";

/** Every image once, with what each shard learnt about it. */
export function joinImages(reports: readonly Report[]): ReportedImage[] {
  const images = new Map<string, ReportedImage>();
  for (const image of reports.flatMap((report) => report.images)) {
    const known = images.get(image.reference);
    images.set(image.reference, known === undefined ? image : joined(known, image));
  }
  return [...images.values()].sort((a, b) => comparePlainly(a.reference, b.reference));
}

const badness: readonly CheckState[] = ["error", "failed", "passed", "skipped"];

function joined(a: ReportedImage, b: ReportedImage): ReportedImage {
  const checks = { ...a.checks };
  for (const [name, state] of Object.entries(b.checks) as [keyof typeof checks, CheckState][]) {
    const known = checks[name];
    checks[name] =
      known !== undefined && badness.indexOf(known) < badness.indexOf(state) ? known : state;
  }
  return { ...b, ...a, checks };
}
