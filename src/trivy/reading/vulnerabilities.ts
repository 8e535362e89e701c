import type { ScannedVulnerability, VulnerabilityFacts } from "../image-scan.ts";
import { lengths } from "./bounds.ts";
import { cvssAt } from "./cvss.ts";
import { malformed, nameAt, textAt, timeAt, type Fields } from "./fields.ts";
import type { Interning } from "./interning.ts";
import { purlAt } from "./packages.ts";
import { severityAt } from "./severity.ts";

/** A vulnerability of a result. */
export function vulnerabilityOf(
  fields: Fields,
  place: string,
  interning: Interning,
): ScannedVulnerability {
  const text = (name: string, length: number): string =>
    interning.text(textAt(fields[name], `${place}.${name}`, length));
  const severitySource = text("SeveritySource", lengths.word);
  const fixed = text("FixedVersion", lengths.fixed);
  const status = text("Status", lengths.word);
  const path = text("PkgPath", lengths.path);
  const purl = purlAt(fields["PkgIdentifier"], `${place}.PkgIdentifier`);
  return {
    facts: interning.facts(factsOf(fields, place, severitySource)),
    severity: severityAt(fields["Severity"], `${place}.Severity`),
    ...(severitySource === "" ? {} : { severitySource }),
    package: interning.text(nameAt(fields["PkgName"], `${place}.PkgName`, lengths.name)),
    installed: text("InstalledVersion", lengths.version),
    ...(fixed === "" ? {} : { fixed }),
    ...(status === "" ? {} : { status }),
    ...(purl === undefined ? {} : { purl: interning.text(purl) }),
    ...(path === "" ? {} : { path }),
  };
}

function factsOf(fields: Fields, place: string, severitySource: string): VulnerabilityFacts {
  const title = textAt(fields["Title"], `${place}.Title`, lengths.title);
  const url = webAddress(textAt(fields["PrimaryURL"], `${place}.PrimaryURL`, lengths.url + 1));
  const cvss = cvssAt(fields["CVSS"], `${place}.CVSS`, severitySource);
  const published = timeAt(fields["PublishedDate"], `${place}.PublishedDate`);
  const lastModified = timeAt(fields["LastModifiedDate"], `${place}.LastModifiedDate`);
  return {
    id: idAt(fields["VulnerabilityID"], `${place}.VulnerabilityID`),
    ...(title === "" ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(cvss === undefined ? {} : { cvss }),
    ...(published === undefined ? {} : { published }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

/** An identifier is a rule's name in every report, and waivers name it. */
function idAt(value: unknown, place: string): string {
  const id = nameAt(value, place, lengths.id);
  if (!/^[\x21-\x7e]+$/.test(id)) {
    throw malformed(`${place} is not of printable ASCII characters without spaces`);
  }
  return id;
}

/** Only what a reader may follow. */
function webAddress(text: string): string | undefined {
  return text.length <= lengths.url && /^https?:\/\/[\x21-\x7e]+$/.test(text) ? text : undefined;
}
