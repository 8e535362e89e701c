import type { ReportedFinding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { counted } from "./labels.ts";

/** `2 new findings, 14 known at 1a2b3c4d5e and 5 remarks, 3 fixed`; nothing where nothing was compared. */
export function comparisonLabel({ comparison, findings }: Report): string | undefined {
  if (comparison === undefined) return undefined;
  const { base, gate, fixedCount } = comparison;
  const isRemark = ({ severity }: ReportedFinding): boolean => severity === "info";
  const fresh = findings.filter((each) => each.status === "open" && !isRemark(each)).length;
  const all = findings.filter(({ status }) => status === "baseline");
  const remarks = all.filter(isRemark).length;
  // The table of the checks counts both together.
  const known = `${all.length - remarks} known at ${base.slice(0, 10)}${remarks === 0 ? "" : ` and ${counted(remarks, "remark")}`}`;
  return [
    counted(fresh, "new finding"),
    gate === "new" ? `${known} (not counted: gate: new)` : known,
    ...(fixedCount === 0 ? [] : [`${fixedCount} fixed`]),
  ].join(", ");
}
