import type { ImageScan } from "../../trivy/image-scan.ts";
import { onPlatforms, type ScannedSubject, type ScanOffence } from "./scan-rule.ts";
import { listed } from "./wording.ts";

/** The packages of the image that have one of these names; sorted, each once. */
function installedAmong(
  names: ReadonlySet<string>,
  { scans }: Pick<ScannedSubject, "scans">,
): { readonly packages: readonly string[]; readonly scans: readonly ImageScan[] } {
  const packages = new Set<string>();
  const found = scans.filter((scan) => {
    // A library of a language may have the name of a program, such as the package "curl" of npm.
    const own = scan.packages.filter(({ name, isSystem }) => isSystem && names.has(name));
    for (const { name } of own) packages.add(name);
    return own.length > 0;
  });
  return { packages: [...packages].sort(), scans: found };
}

/** The offence of an image that has packages of these names, `what` it then has; none where it has none. */
export function offenceOfPackages(
  what: string,
  names: ReadonlySet<string>,
  subject: Pick<ScannedSubject, "scans">,
): readonly ScanOffence[] {
  const { packages, scans } = installedAmong(names, subject);
  if (packages.length === 0) return [];
  const where = onPlatforms(scans, subject);
  const message = `The image has ${what}${where}: ${listed(packages)}.`;
  return [{ message, offender: packages.join("\n") }];
}
