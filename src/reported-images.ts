import type { CheckRun } from "./checks/run.ts";
import type { Tree } from "./kubernetes/tree.ts";
import type { CheckName, CheckState, CheckSummary } from "./model/check.ts";
import { failsRun, type Line } from "./model/failing.ts";
import type { ReportedFinding } from "./model/finding.ts";
import { type Location, startOf } from "./model/location.ts";
import type { ReportedImage } from "./model/report.ts";
import type { VulnerabilityCounts } from "./model/vulnerability.ts";

interface Judged {
  readonly checks: Readonly<Partial<Record<CheckName, CheckSummary>>>;
  readonly runs: readonly CheckRun[];
  readonly findings: readonly ReportedFinding[];
  readonly line: Line;
}

/** The checks whose results stand beside each image. */
const imageChecks = ["registries", "signatures", "vulnerabilities"] as const;

/** Every image of the tree once, with its places and with what each check made of it. */
export function reportedImages(tree: Tree, judged: Judged): ReportedImage[] {
  const places = placesIn(tree);
  const failures = new Set(failuresIn(judged));
  const counts = vulnerabilityCounts(judged);
  return [...places.keys()].sort().map((reference) => {
    const signed = resultFor(reference, "signatures", judged);
    const scanned = resultFor(reference, "vulnerabilities", judged);
    const digest = signed?.digest ?? scanned?.digest;
    const { platforms } = scanned ?? {};
    const { signatures = [] } = signed ?? {};
    const checks: Partial<Record<CheckName, CheckState>> = {};
    for (const name of imageChecks) {
      const state = stateFor(reference, name, judged, failures);
      if (state !== undefined) checks[name] = state;
    }
    return {
      reference,
      ...(digest === undefined ? {} : { digest }),
      ...(platforms === undefined ? {} : { platforms }),
      locations: places.get(reference) ?? [],
      checks,
      ...(signatures.length === 0 ? {} : { signatures }),
      ...(platforms === undefined
        ? {}
        : { vulnerabilities: counts.get(reference) ?? noVulnerability }),
    };
  });
}

const noVulnerability = { critical: 0, high: 0, medium: 0, low: 0, fixable: 0 };

/** By reference; waived ones do not count, those of the base do. */
function vulnerabilityCounts({ findings }: Judged): ReadonlyMap<string, VulnerabilityCounts> {
  const counts = new Map<string, { -readonly [K in keyof VulnerabilityCounts]: number }>();
  for (const { image, severity, vulnerability, status } of findings) {
    if (image === undefined || vulnerability === undefined || status === "waived") continue;
    if (severity === "info") continue;
    const known = counts.get(image) ?? { ...noVulnerability };
    known[severity]++;
    if (vulnerability.fixable) known.fixable++;
    counts.set(image, known);
  }
  return counts;
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

function failuresIn({ findings, line }: Judged): string[] {
  return findings
    .filter((finding) => failsRun(finding, line))
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
  // Of an image that falls to another shard these two know nothing.
  if (result === undefined && name !== "registries") return undefined;
  if (result === undefined && summary !== "passed" && summary !== "failed") return undefined;
  if (result?.state === "error") return "error";
  if (failures.has(`${name} ${reference}`)) return "failed";
  return result?.state === "skipped" ? "skipped" : "passed";
}

function resultFor(reference: string, name: CheckName, { runs }: Judged) {
  return runs.find((run) => run.name === name)?.outcome.images?.get(reference);
}
