import type { CheckRun } from "./checks/run.ts";
import type { Tree } from "./kubernetes/tree.ts";
import type { CheckName, CheckState, CheckSummary } from "./model/check.ts";
import type { ReportedFinding } from "./model/finding.ts";
import { type Location, startOf } from "./model/location.ts";
import type { ReportedImage } from "./model/report.ts";
import { type FailLine, reaches } from "./model/severity.ts";

interface Judged {
  readonly checks: Readonly<Partial<Record<CheckName, CheckSummary>>>;
  readonly runs: readonly CheckRun[];
  readonly findings: readonly ReportedFinding[];
  readonly failOn: FailLine;
}

/** The checks whose results stand beside each image. */
const imageChecks = ["registries", "signatures"] as const;

/** Every image of the tree once, with its places and with what each check made of it. */
export function reportedImages(tree: Tree, judged: Judged): ReportedImage[] {
  const places = placesIn(tree);
  const failures = new Set(failuresIn(judged));
  return [...places.keys()].sort().map((reference) => {
    const { digest, signatures = [] } = resultFor(reference, "signatures", judged) ?? {};
    const checks: Partial<Record<CheckName, CheckState>> = {};
    for (const name of imageChecks) {
      const state = stateFor(reference, name, judged, failures);
      if (state !== undefined) checks[name] = state;
    }
    return {
      reference,
      ...(digest === undefined ? {} : { digest }),
      locations: places.get(reference) ?? [],
      checks,
      ...(signatures.length === 0 ? {} : { signatures }),
    };
  });
}

function placesIn({ images }: Tree): ReadonlyMap<string, readonly Location[]> {
  const places = new Map<string, Location[]>();
  for (const { reference, field } of images) {
    const known = places.get(reference) ?? [];
    known.push(field?.location ?? startOf("."));
    places.set(reference, known);
  }
  return places;
}

function failuresIn({ findings, failOn }: Judged): string[] {
  return findings
    .filter(({ status, severity }) => status === "open" && reaches(severity, failOn))
    .map(({ check, image }) => `${check} ${image ?? ""}`);
}

/** What a check could not tell of the image, or was told to pass over, is not decided by findings. */
function stateFor(
  reference: string,
  name: CheckName,
  judged: Judged,
  failures: ReadonlySet<string>,
): CheckState | undefined {
  const result = resultFor(reference, name, judged);
  const summary = judged.checks[name]?.state;
  if (result === undefined && summary !== "passed" && summary !== "failed") return undefined;
  if (result?.state === "error") return "error";
  if (failures.has(`${name} ${reference}`)) return "failed";
  return result?.state === "skipped" ? "skipped" : "passed";
}

function resultFor(reference: string, name: CheckName, { runs }: Judged) {
  return runs.find((run) => run.name === name)?.outcome.images?.get(reference);
}
