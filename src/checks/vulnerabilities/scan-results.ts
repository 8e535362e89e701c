import { databaseStates } from "./database-states.ts";
import { platformNotices } from "./platform-notices.ts";
import { missingBills } from "./sbom-notices.ts";
import type { PlatformOutcome } from "./scan-platform.ts";
import type { PlannedImage, ScanPlan } from "./scan-targets.ts";
import type { ScannedImage, Scanning } from "./scanning.ts";

/**
 * What came of all images, from what came of each platform. `known.database` is the state that was named
 * at first, which counts where nothing was looked at.
 */
export function scanningOf(
  plan: ScanPlan,
  outcomes: ReadonlyMap<string, PlatformOutcome>,
  known: Pick<Scanning, "program" | "database" | "notices">,
): Scanning {
  const images = new Map<string, ScannedImage>();
  for (const [reference, planned] of [...plan.images].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    images.set(reference, scannedImage(planned, outcomes));
  }
  const scanned = [...outcomes.values()].flatMap((each) => (each.kind === "scanned" ? [each] : []));
  const states = databaseStates(
    "vulnerability database",
    scanned.map(({ database }) => database),
  );
  const java = databaseStates(
    "database of Java archives",
    scanned.flatMap(({ javaDatabase }) => javaDatabase ?? []),
  );
  const bills = missingBills(plan, outcomes);
  return {
    program: known.program,
    database: states.oldest ?? known.database,
    javaDatabase: java.oldest,
    images,
    obstacles: bills.obstacles,
    notices: [
      ...(known.notices ?? []),
      ...platformNotices(plan),
      ...states.notices,
      ...java.notices,
      ...bills.remedies,
    ],
  };
}

function scannedImage(
  planned: PlannedImage,
  outcomes: ReadonlyMap<string, PlatformOutcome>,
): ScannedImage {
  if (planned.kind === "undecided") return planned;
  const { digest, targets } = planned;
  const own = targets.map((key): [string, PlatformOutcome | undefined] => [key, outcomes.get(key)]);
  const reasons = own.flatMap(([key, outcome]) => {
    if (outcome?.kind === "scanned") return [];
    const platform = key.slice(key.indexOf(" ") + 1);
    return [`${platform}: ${outcome?.reason ?? "it was not looked at"}`];
  });
  const scanned = own.flatMap(([, outcome]) => (outcome?.kind === "scanned" ? [outcome] : []));
  if (reasons.length > 0 || scanned.length === 0) {
    const reason = [...new Set(reasons)].join("; ");
    const remedies = own.flatMap(([, each]) => (each?.kind === "undecided" ? each.remedy : []));
    const remedy = [...new Set(remedies)].filter((each) => each !== undefined).join(" ");
    return { kind: "undecided", digest, reason, ...(remedy === "" ? {} : { remedy }) };
  }
  const scans = scanned
    .map(({ scan }) => scan)
    .toSorted((a, b) => (`${a.platform} ${a.digest}` < `${b.platform} ${b.digest}` ? -1 : 1));
  return { kind: "scanned", digest, scans, isReused: scanned.every(({ isReused }) => isReused) };
}
