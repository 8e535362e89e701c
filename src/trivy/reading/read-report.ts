import type { ImageScan } from "../image-scan.ts";
import { lengths, mostResults } from "./bounds.ts";
import { configurationIn, type Configuration, type ScannedTarget } from "./configuration.ts";
import { Entries, type Findings } from "./entries.ts";
import { malformed, objectAt, objectsAt, textAt, type Fields } from "./fields.ts";
import type { Interning } from "./interning.ts";
import { splitReport } from "./split-report.ts";

/** The schema of Trivy's JSON that is understood (pkg/report/writer.go, SchemaVersion). */
const schemaVersion = 2;

/**
 * Reads the JSON that Trivy writes about an image. Fields that are not known are passed over; a field
 * of a wrong type, another image than the target and a report without its end are a TrivyError, as is
 * everything past a bound, since a part of a report must not pass for all of it. It comes in
 * chunks, and little more than one of its entries is in memory at a time.
 */
export function readReport(
  chunks: Iterable<Uint8Array>,
  target: ScannedTarget,
  interning: Interning,
): ImageScan {
  const entries = new Entries(interning);
  const report = objectIn(splitReport(chunks, (key, json) => entries.add(key, json)));
  if (report["SchemaVersion"] !== schemaVersion) {
    const found = JSON.stringify(report["SchemaVersion"])?.slice(0, lengths.word) ?? "none";
    throw malformed(`its SchemaVersion is ${found}, and only ${schemaVersion} is understood`);
  }
  const configuration = configurationIn(objectAt(report["Metadata"], "Metadata"), target);
  const artifact = textAt(report["ArtifactName"], "ArtifactName", lengths.path);
  const results = objectsAt(report["Results"], "Results", mostResults);
  for (const result of results) refuseSuppression(result);
  const found = entries.of(results, artifact);
  return {
    platform: target.platform,
    digest: target.digest,
    ...configuration,
    ...found,
    remarks: remarksOn(configuration, found),
  };
}

function objectIn(text: string): Fields {
  if (text === "") throw malformed("it is empty");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw malformed("it is not JSON, or only a part of it");
  }
  if (json === null) throw malformed("it is not an object");
  return objectAt(json, "it");
}

/** Trivy is told to show what it was made to leave out; nothing may have made it do so. */
function refuseSuppression({ ExperimentalModifiedFindings: left }: Fields): void {
  if (left === undefined || left === null) return;
  if (!Array.isArray(left) || left.length > 0) {
    throw malformed("Trivy left findings out, which nobody told it to");
  }
}

function remarksOn({ distribution }: Configuration, { packages }: Findings): readonly string[] {
  if (packages.length === 0 && distribution === undefined) {
    return ["Neither a distribution nor a package was recognised, so nothing could be looked up."];
  }
  if (distribution === undefined || packages.some(({ isSystem }) => isSystem)) return [];
  const { family, version } = distribution;
  return [
    `The distribution is ${family} ${version}, but its list of installed packages is missing or empty, so they were not looked up.`,
  ];
}
