import type { AppliedWaiver } from "../../model/finding.ts";
import { comparePlainly } from "../../model/location.ts";
import type { AcceptedPackage } from "../../model/vulnerability.ts";
import type { ScannedVulnerability } from "../../trivy/image-scan.ts";
import { oneLine } from "./wording.ts";

/** A vulnerability in a package on a platform, and why it is accepted there, if it is. */
export interface AcceptedRow {
  readonly found: Pick<ScannedVulnerability, "package" | "installed" | "path">;
  readonly platform: string;
  readonly accepted: AppliedWaiver | undefined;
}

/** A statement of an ignore file may be a page, and stands with each package. */
const longestReason = 500;

/**
 * The packages in which a vulnerability is accepted, each once for a reason, sorted by name, version,
 * path and reason; `platforms` are those on which it counts.
 */
export function acceptedPackages(
  rows: readonly AcceptedRow[],
  platforms: readonly string[],
): readonly AcceptedPackage[] {
  const packages = new Map<string, { one: AcceptedPackage; on: Set<string> }>();
  for (const { found, platform, accepted } of rows) {
    if (accepted === undefined) continue;
    const one = acceptedPackage(found, accepted);
    const key = JSON.stringify([one.package, one.installed, one.path, one.reason, one.expires]);
    const known = packages.get(key);
    if (known === undefined) packages.set(key, { one, on: new Set([platform]) });
    else known.on.add(platform);
  }
  return [...packages.values()]
    .sort((a, b) => compareAccepted(a.one, b.one))
    .map(({ one, on }) => ({ ...one, ...notEverywhere([...on], platforms) }));
}

/** The platforms, sorted, unless they are all of the vulnerability's: most packages are on all of them. */
export function notEverywhere(
  found: readonly string[],
  all: readonly string[],
): { readonly platforms?: readonly string[] } {
  const isEverywhere = found.length === all.length && found.every((each) => all.includes(each));
  return isEverywhere ? {} : { platforms: [...found].sort() };
}

function acceptedPackage(
  { package: name, installed, path }: AcceptedRow["found"],
  { reason, expires }: AppliedWaiver,
): AcceptedPackage {
  return {
    package: name,
    installed,
    ...(path === undefined || path === "" ? {} : { path }),
    reason: oneLine(reason, longestReason - 1),
    ...(expires === undefined ? {} : { expires }),
  };
}

function compareAccepted(a: AcceptedPackage, b: AcceptedPackage): number {
  return (
    comparePlainly(a.package, b.package) ||
    comparePlainly(a.installed, b.installed) ||
    comparePlainly(a.path ?? "", b.path ?? "") ||
    comparePlainly(a.reason, b.reason) ||
    comparePlainly(a.expires ?? "", b.expires ?? "")
  );
}
