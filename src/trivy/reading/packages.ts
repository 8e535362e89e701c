import type { ScannedPackage } from "../image-scan.ts";
import { objectAt, textAt, type Fields } from "./fields.ts";
import type { Interning } from "./interning.ts";
import { lengths } from "./bounds.ts";

/** A package of a result; whose it is the result says. */
export function packageOf(
  fields: Fields,
  place: string,
  interning: Interning,
): Omit<ScannedPackage, "isSystem"> {
  const { Name, Version, Release, Epoch, Identifier } = fields;
  const purl = purlAt(Identifier, `${place}.Identifier`);
  return {
    name: interning.text(textAt(Name, `${place}.Name`, lengths.name)),
    version: interning.text(versionOf({ Version, Release, Epoch }, place)),
    ...(purl === undefined ? {} : { purl: interning.text(purl) }),
  };
}

/** As Trivy writes it for vulnerabilities: `epoch:version-release` (pkg/scan/utils/util.go). */
function versionOf({ Version, Release, Epoch }: Fields, place: string): string {
  const version = textAt(Version, `${place}.Version`, lengths.version);
  const release = textAt(Release, `${place}.Release`, lengths.version);
  const whole = release === "" ? version : `${version}-${release}`;
  return typeof Epoch === "number" && Epoch !== 0 ? `${Epoch}:${whole}` : whole;
}

/** The package's URL; one that is too long to be kept whole would name something else. */
export function purlAt(identifier: unknown, place: string): string | undefined {
  const { PURL } = objectAt(identifier, place);
  const purl = textAt(PURL, `${place}.PURL`, lengths.purl + 1);
  return purl === "" || purl.length > lengths.purl ? undefined : purl;
}
