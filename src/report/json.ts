import { checkNames } from "../model/check.ts";
import { comparePlainly } from "../model/location.ts";
import type { Report } from "../model/report.ts";
import { severities } from "../model/severity.ts";
import { jsonPieces, jsonText } from "./json-text.ts";

/** Keys in the order in which each object shows its own; what is not named here comes behind, by its name. */
const keys: readonly string[] = [
  ["version", "tool", "run", "verdict", "unmet", "failOn", "notices", "policy"],
  [
    "reference",
    "digest",
    "platforms",
    "locations",
    "checks",
    "signatures",
    "vulnerabilities",
    "by",
    "issuer",
    "at",
    "log",
    "where",
    "judged",
    "notJudged",
    "findings",
    "images",
    "comparison",
    "shard",
    "commits",
    "range",
    "trustRef",
    "count",
    "levels",
    "exempt",
  ],
  ["state", "durationMs", "counts", "files", "documents", "resources", "what"],
  checkNames,
  severities,
  ["waived", "check", "rule", "severity", "message", "remediation", "location", "related"],
  ["resource", "path", "line", "column", "endLine", "endColumn", "origin"],
  ["apiVersion", "kind", "namespace", "name", "container", "fieldPath", "podSecurity", "level"],
  ["image", "vulnerability", "gate", "commit", "fingerprint", "evidence", "status", "waiver"],
  ["fails", "reason", "owner", "expires"],
].flat();
const places: ReadonlyMap<string, number> = new Map(keys.map((key, index) => [key, index]));

/** The report as docs/report.schema.json describes it, with its keys always in the same order. */
export function jsonReport(report: Report): string {
  return jsonText(report, inOrder);
}

/** The same, a piece at a time. */
export function jsonReportPieces(report: Report): Iterable<string> {
  return jsonPieces(report, inOrder);
}

/** Most objects are made in this order already, which is cheaper to see than to sort. */
function inOrder(names: string[]): string[] {
  const isOrdered = names.every(
    (name, index) => index === 0 || placeOf(names[index - 1] ?? "") < placeOf(name),
  );
  return isOrdered ? names : names.sort((a, b) => placeOf(a) - placeOf(b) || comparePlainly(a, b));
}

/** A key that is not listed comes last and is not lost. */
function placeOf(key: string): number {
  return places.get(key) ?? keys.length;
}
