import type { AppliedWaiver } from "../../model/finding.ts";
import { comparePlainly } from "../../model/location.ts";
import type { AcceptedPackage, AffectedPackage } from "../../model/vulnerability.ts";
import type {
  ImageScan,
  ScannedVulnerability,
  TrivySeverity,
  VulnerabilityFacts,
} from "../../trivy/image-scan.ts";
import { type Exceptions, joined, type ExceptedImage } from "./exception.ts";
import { acceptedPackages, notEverywhere } from "./accepted-packages.ts";
import { compareTrivySeverity } from "./severity.ts";

/** A vulnerability of an image: what was found of it in all packages, on all platforms. */
export interface FoldedVulnerability {
  readonly facts: VulnerabilityFacts;
  /** The worst of its packages; `UNKNOWN` only where none is rated as badly as that counts. */
  readonly severity: TrivySeverity;
  readonly severitySource: string | undefined;
  /** Sorted by name, version, path and fix; each once, whichever platforms have it. */
  readonly packages: readonly AffectedPackage[];
  /** Sorted; of the packages that are listed. */
  readonly platforms: readonly string[];
  /** Present where a VEX document or an ignore file accepts it in every package. */
  readonly accepted?: AppliedWaiver;
  /** The packages in which it is accepted, where it is not in every one; else empty. */
  readonly acceptedPackages: readonly AcceptedPackage[];
}

interface Row {
  readonly found: ScannedVulnerability;
  readonly platform: string;
  readonly accepted: AppliedWaiver | undefined;
}

/**
 * The vulnerabilities of an image, sorted by their ids. Packages in which one is accepted are left out,
 * but where it is accepted in all of them.
 */
export function foldScans(
  scans: readonly ImageScan[],
  image: ExceptedImage,
  exceptions: Exceptions,
): FoldedVulnerability[] {
  const rows = new Map<string, Row[]>();
  for (const scan of scans) {
    for (const found of scan.vulnerabilities) {
      const { facts, purl, path } = found;
      const thing = { kind: "vulnerability", id: facts.id, image, scan, purl, path } as const;
      const row = { found, platform: scan.platform, accepted: exceptions(thing) };
      const known = rows.get(facts.id);
      if (known === undefined) rows.set(facts.id, [row]);
      else known.push(row);
    }
  }
  return [...rows]
    .sort(([a], [b]) => comparePlainly(a, b))
    .flatMap(([, group]) => foldRows(group) ?? []);
}

function foldRows(rows: readonly Row[]): FoldedVulnerability | undefined {
  const counting = rows.filter(({ accepted }) => accepted === undefined);
  const shown = counting.length === 0 ? rows : counting;
  const worst = worstOf(shown);
  if (worst === undefined) return undefined;
  const { facts, severity, severitySource } = worst.found;
  const platforms = [...new Set(shown.map(({ platform }) => platform))].sort();
  return {
    facts,
    severity,
    severitySource,
    packages: packagesIn(shown, platforms),
    platforms,
    acceptedPackages: counting.length === 0 ? [] : acceptedPackages(rows, platforms),
    ...(counting.length === 0
      ? { accepted: joined(rows.flatMap(({ accepted }) => accepted ?? [])) }
      : {}),
  };
}

function worstOf(rows: readonly Row[]): Row | undefined {
  let worst: Row | undefined;
  for (const row of rows) if (worst === undefined || compareRows(row, worst) < 0) worst = row;
  return worst;
}

/** Worst first, and an order of equals that does not depend on Trivy's. */
function compareRows(a: Row, b: Row): number {
  return (
    compareTrivySeverity(a.found.severity, b.found.severity) ||
    comparePlainly(a.platform, b.platform) ||
    compareFound(a.found, b.found)
  );
}

function compareFound(a: ScannedVulnerability, b: ScannedVulnerability): number {
  return (
    comparePlainly(a.package, b.package) ||
    comparePlainly(a.installed, b.installed) ||
    comparePlainly(a.path ?? "", b.path ?? "") ||
    comparePlainly(a.fixed ?? "", b.fixed ?? "")
  );
}

/** Package URLs name the architecture too, so a package on two platforms has two of them: the first is kept. */
function packagesIn(
  rows: readonly Row[],
  platforms: readonly string[],
): readonly AffectedPackage[] {
  const packages = new Map<string, { found: ScannedVulnerability; on: Set<string> }>();
  const inOrder = [...rows].sort((a, b) => comparePlainly(a.platform, b.platform));
  for (const { found, platform } of inOrder) {
    const key = keyOf(found);
    const known = packages.get(key);
    if (known === undefined) packages.set(key, { found, on: new Set([platform]) });
    else known.on.add(platform);
  }
  return [...packages.values()]
    .sort((a, b) => compareFound(a.found, b.found))
    .map(({ found, on }) => ({ ...packageOf(found), ...notEverywhere([...on], platforms) }));
}

/** Names in an image are whatever its maker likes, with any character in them: JSON keeps them apart. */
function keyOf({ package: name, installed, fixed = "", path = "" }: ScannedVulnerability): string {
  return JSON.stringify([name, installed, path, fixed]);
}

function packageOf(found: ScannedVulnerability): AffectedPackage {
  const { package: name, installed, fixed, status, purl, path } = found;
  return {
    name,
    installed,
    ...(fixed === undefined || fixed === "" ? {} : { fixed }),
    ...(status === undefined ? {} : { status }),
    ...(purl === undefined ? {} : { purl }),
    ...(path === undefined ? {} : { path }),
  };
}
