import type {
  ImageScan,
  ScannedPackage,
  ScannedSecret,
  ScannedVulnerability,
  VulnerabilityFacts,
} from "../image-scan.ts";
import { mostPackages, mostResults, mostSecrets, mostVulnerabilities } from "./bounds.ts";
import { booleanAt, nameAt, numberAt, objectAt, objectsAt, textAt, textsAt } from "./fields.ts";
import type { Fields } from "./fields.ts";
import type { Interning } from "./interning.ts";
import { severityAt } from "./severity.ts";

const longest = 1 << 13;

/**
 * Reads a scan that was kept as JSON. Throws a TrivyError for anything that is not what `ImageScan`
 * says; whoever kept it is believed as to the rest.
 */
export function keptScanAt(value: unknown, interning: Interning): ImageScan {
  const scan = objectAt(value, "scan");
  const { created, distribution } = scan;
  const remarks = textsAt(scan["remarks"], "remarks", { most: mostResults, length: longest });
  return {
    platform: nameAt(scan["platform"], "platform", longest),
    digest: nameAt(scan["digest"], "digest", longest),
    ...(distribution === undefined ? {} : { distribution: distributionAt(distribution) }),
    ...optional("created", created, interning),
    user: textAt(scan["user"], "user", longest),
    entrypoint: textsAt(scan["entrypoint"], "entrypoint", { most: mostResults, length: longest }),
    packages: objectsAt(scan["packages"], "packages", mostPackages).map((fields) =>
      packageOf(fields, interning),
    ),
    vulnerabilities: objectsAt(scan["vulnerabilities"], "vulnerabilities", mostVulnerabilities).map(
      (fields) => vulnerabilityOf(fields, interning),
    ),
    secrets: objectsAt(scan["secrets"], "secrets", mostSecrets).map(secretOf),
    remarks,
  };
}

function distributionAt(value: unknown): NonNullable<ImageScan["distribution"]> {
  const { family, version, isEndOfLife } = objectAt(value, "distribution");
  return {
    family: nameAt(family, "family", longest),
    version: textAt(version, "version", longest),
    isEndOfLife: booleanAt(isEndOfLife, "isEndOfLife"),
  };
}

function packageOf(fields: Fields, interning: Interning): ScannedPackage {
  return {
    name: interning.text(textAt(fields["name"], "name", longest)),
    version: interning.text(textAt(fields["version"], "version", longest)),
    ...optional("purl", fields["purl"], interning),
    isSystem: booleanAt(fields["isSystem"], "isSystem"),
  };
}

function vulnerabilityOf(fields: Fields, interning: Interning): ScannedVulnerability {
  return {
    facts: interning.facts(factsOf(objectAt(fields["facts"], "facts"), interning)),
    severity: severityAt(fields["severity"], "severity"),
    ...optional("severitySource", fields["severitySource"], interning),
    package: interning.text(nameAt(fields["package"], "package", longest)),
    installed: interning.text(textAt(fields["installed"], "installed", longest)),
    ...optional("fixed", fields["fixed"], interning),
    ...optional("status", fields["status"], interning),
    ...optional("purl", fields["purl"], interning),
    ...optional("path", fields["path"], interning),
  };
}

function factsOf(fields: Fields, interning: Interning): VulnerabilityFacts {
  const { cvss } = fields;
  return {
    id: nameAt(fields["id"], "id", longest),
    ...optional("title", fields["title"], interning),
    ...optional("url", fields["url"], interning),
    ...(cvss === undefined ? {} : { cvss: cvssAt(cvss, interning) }),
    ...optional("published", fields["published"], interning),
    ...optional("lastModified", fields["lastModified"], interning),
  };
}

function cvssAt(value: unknown, interning: Interning): NonNullable<VulnerabilityFacts["cvss"]> {
  const { score, vector } = objectAt(value, "cvss");
  return { score: numberAt(score, "score") ?? 0, ...optional("vector", vector, interning) };
}

function secretOf(fields: Fields): ScannedSecret {
  return {
    rule: nameAt(fields["rule"], "rule", longest),
    category: textAt(fields["category"], "category", longest),
    severity: severityAt(fields["severity"], "severity"),
    title: textAt(fields["title"], "title", longest),
    path: textAt(fields["path"], "path", longest),
    line: numberAt(fields["line"], "line") ?? 0,
  };
}

/** The field, if there is a text for it. */
function optional<K extends string>(
  name: K,
  value: unknown,
  interning: Interning,
): { readonly [Key in K]?: string } {
  if (value === undefined) return {};
  const field: { [Key in K]?: string } = {};
  field[name] = interning.text(nameAt(value, name, longest));
  return field;
}
