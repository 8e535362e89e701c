import type { ReportedFinding } from "../model/finding.ts";
import { comparePlainly } from "../model/location.ts";
import { compareSeverity, severities, type Severity } from "../model/severity.ts";
import type { Vulnerability } from "../model/vulnerability.ts";
import { counted } from "./labels.ts";
import { compareVersions } from "./version-order.ts";

/** A finding whose rule is a vulnerability. */
export interface VulnerableFinding extends ReportedFinding {
  readonly vulnerability: Vulnerability;
}

/** A package that one update rids of several vulnerabilities. */
export interface Update {
  readonly name: string;
  readonly installed: string;
  /** The lowest version known to mend all of them. */
  readonly to: string;
  readonly mends: number;
  readonly worst: Severity;
}

/** The vulnerabilities of one image, as a reader wants them: together. */
export interface VulnerableImage {
  readonly image: string;
  /** Worst first; of the same severity the exploited and the likelier first. */
  readonly findings: readonly VulnerableFinding[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly fixable: number;
  /** What mends most of the worst first. */
  readonly updates: readonly Update[];
}

/** Whether the finding is about a vulnerability in an image. */
export function isVulnerable(finding: ReportedFinding): finding is VulnerableFinding {
  return finding.vulnerability !== undefined;
}

/** The findings about vulnerabilities, gathered by image; images by their worst, then by name. */
export function vulnerableImages(findings: readonly ReportedFinding[]): VulnerableImage[] {
  const groups = new Map<string, VulnerableFinding[]>();
  for (const finding of findings) {
    if (!isVulnerable(finding)) continue;
    const image = finding.image ?? "";
    const group = groups.get(image);
    if (group === undefined) groups.set(image, [finding]);
    else group.push(finding);
  }
  return [...groups]
    .map(([image, group]) => vulnerableImage(image, group.sort(compareUrgency)))
    .sort((a, b) => compareWorst(a, b) || comparePlainly(a.image, b.image));
}

function vulnerableImage(image: string, findings: readonly VulnerableFinding[]): VulnerableImage {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  const fixable = findings.filter(({ vulnerability }) => vulnerability.fixable).length;
  return { image, findings, counts, fixable, updates: updatesIn(findings) };
}

function compareWorst(a: VulnerableImage, b: VulnerableImage): number {
  for (const severity of severities) {
    const difference = b.counts[severity] - a.counts[severity];
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareUrgency(a: VulnerableFinding, b: VulnerableFinding): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    Number(isExploited(b)) - Number(isExploited(a)) ||
    probabilityOf(b) - probabilityOf(a) ||
    comparePlainly(a.rule, b.rule)
  );
}

function isExploited({ vulnerability: { kev } }: VulnerableFinding): boolean {
  return kev?.listed === true;
}

/** For the order only: one that nobody has rated stands behind those that somebody has. */
function probabilityOf({ vulnerability: { epss } }: VulnerableFinding): number {
  return epss?.probability ?? -1;
}

function updatesIn(findings: readonly VulnerableFinding[]): Update[] {
  const updates = new Map<string, Update>();
  for (const { severity, vulnerability } of findings) {
    for (const { name, installed, fixed } of distinct(vulnerability)) {
      const key = `${name}\n${installed}`;
      const known = updates.get(key);
      const mends = (known?.mends ?? 0) + 1;
      const to = known === undefined || compareVersions(known.to, fixed) < 0 ? fixed : known.to;
      // The findings come worst first, so the first is the worst.
      updates.set(key, { name, installed, to, mends, worst: known?.worst ?? severity });
    }
  }
  return [...updates.values()].sort(
    (a, b) =>
      compareSeverity(a.worst, b.worst) || b.mends - a.mends || comparePlainly(a.name, b.name),
  );
}

/** A package may lie in the image several times; it is updated once. */
function distinct({ packages }: Vulnerability) {
  const fixable = packages.flatMap(({ name, installed, fixed = "" }) =>
    fixed === "" ? [] : [{ name, installed, fixed }],
  );
  return new Map(fixable.map((each) => [`${each.name}\n${each.installed}`, each])).values();
}

/** `3 critical and 12 high, 2 with a fix`. */
export function countsLabel({ counts, fixable, findings }: VulnerableImage): string {
  const parts = severities.flatMap((severity) =>
    counts[severity] === 0 ? [] : [`${counts[severity]} ${severity}`],
  );
  const last = parts.pop() ?? "none";
  const all = parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
  const word = findings.length === 1 ? "vulnerability" : "vulnerabilities";
  return `${all} ${word}, ${mendedLabel(fixable, findings.length)}`;
}

function mendedLabel(fixable: number, of: number): string {
  if (of === 1) return fixable === 1 ? "with a fix" : "without a fix";
  if (fixable === of) return "all with a fix";
  return fixable === 0 ? "none with a fix" : `${fixable} with a fix`;
}

/** `update openssl 3.1.4-r0 to 3.1.4-r5 (mends 4)`; Trivy joins alternatives by commas. */
export function updateLabel({ name, installed, to, mends }: Update): string {
  const versions = to.split(/,\s*/).join(" or ");
  return `update ${name} ${installed} to ${versions}${mends > 1 ? ` (mends ${mends})` : ""}`;
}

/** The updates that a reader begins with, as a sentence; what to do where there is none. */
export function updatesLabel({ updates }: VulnerableImage, most: number): string {
  if (updates.length === 0) return "no fix is known yet; watch the image, or replace what it holds";
  const left = updates.length - most;
  const shown = updates.slice(0, most).map(updateLabel).join("; ");
  return left > 0 ? `${shown}; and ${counted(left, "more update")}` : shown;
}

/** What published lists say of it: `exploited since 2021-12-10, ransomware`, `EPSS 94 %`, `EPSS unknown`. */
export function likelihoodLabel({ epss, kev }: Vulnerability): string {
  const probability = epss === null ? "EPSS unknown" : `EPSS ${percentLabel(epss.probability)}`;
  if (kev === null) return `KEV unknown, ${probability}`;
  if (!kev.listed) return probability;
  return `exploited since ${kev.since}${kev.ransomware ? ", by ransomware" : ""}, ${probability}`;
}

/** `94 %`, `2.3 %`, `< 0.1 %`. */
export function percentLabel(probability: number): string {
  const percent = probability * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** `openssl 3.1.4-r0 → 3.1.4-r5, libssl3 3.1.4-r0`, shortened behind so many. */
export function packagesLabel({ packages }: Vulnerability, most: number): string {
  const names = new Set(
    packages.map(
      ({ name, installed, fixed }) =>
        `${name} ${installed}${fixed === undefined || fixed === "" ? "" : ` → ${fixed}`}`,
    ),
  );
  const left = names.size - most;
  const shown = [...names].slice(0, most).join(", ");
  return left > 0 ? `${shown} and ${left} more` : shown;
}
