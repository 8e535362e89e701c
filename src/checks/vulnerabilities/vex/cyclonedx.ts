import type { JsonPlace } from "./json-place.ts";
import { cycloneDxSubjects, type CycloneDxSubjects } from "./cyclonedx-subjects.ts";
import type { VexProduct, VexStatement, VexStatus } from "./statement.ts";

/** `analysis.state` of the schema, in the words of VEX. */
const statuses: Readonly<Record<string, VexStatus>> = {
  resolved: "fixed",
  resolved_with_pedigree: "fixed",
  exploitable: "affected",
  in_triage: "under_investigation",
  false_positive: "not_affected",
  not_affected: "not_affected",
};

/** Whether the document says that it is one of CycloneDX, of whatever version. */
export function isCycloneDx(root: JsonPlace): boolean {
  return root.at("bomFormat").value === "CycloneDX";
}

/**
 * The statements of a CycloneDX document with `vulnerabilities`: https://cyclonedx.org/docs/1.6/json/.
 * A vulnerability without an analysis is none: so do inventories list what a scanner found.
 */
export function readCycloneDx(root: JsonPlace): readonly VexStatement[] {
  root.at("specVersion").oneOf(["1.4", "1.5", "1.6"]);
  const subjects = cycloneDxSubjects(root);
  const issued = root.at("metadata").at("timestamp").time();
  return root
    .at("vulnerabilities")
    .items()
    .flatMap((place) => statementAt(place, subjects, issued));
}

function statementAt(
  place: JsonPlace,
  subjects: CycloneDxSubjects,
  issued: number | undefined,
): VexStatement[] {
  place.object();
  const analysis = place.at("analysis");
  if (!analysis.at("state").exists) return [];
  const state = analysis.at("state").oneOf(Object.keys(statuses));
  const status = statuses[state] ?? "affected";
  const justification = analysis.at("justification").optionalText();
  const reason = justification ?? (state === "false_positive" ? state : undefined);
  const text = analysis.at("detail").optionalText();
  return [
    {
      ids: idsAt(place),
      products: place
        .at("affects")
        .items()
        .flatMap((affected) => productsAt(affected, status, subjects)),
      status,
      ...(reason === undefined || status !== "not_affected" ? {} : { justification: reason }),
      ...(text === undefined ? {} : { text }),
      time:
        analysis.at("lastUpdated").time() ??
        analysis.at("firstIssued").time() ??
        place.at("updated").time() ??
        issued,
    },
  ];
}

function idsAt(place: JsonPlace): readonly string[] {
  const references = place.at("references").items();
  const equivalents = references.map((reference) => reference.at("id").text());
  return [...new Set([place.at("id").text(), ...equivalents])];
}

/** Versions that are listed beside the component may contradict the analysis; then it clears nothing. */
function productsAt(
  affected: JsonPlace,
  status: VexStatus,
  subjects: CycloneDxSubjects,
): readonly VexProduct[] {
  const clears = status === "not_affected" || status === "fixed";
  if (clears && affected.at("versions").items().length > 0) return [];
  const product = subjects(affected.at("ref"));
  return product === undefined ? [] : [product];
}
