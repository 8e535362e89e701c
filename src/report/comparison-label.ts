import type { Report } from "../model/report.ts";
import { counted } from "./labels.ts";

/** `2 new findings, 14 known at 1a2b3c4d5e, 3 fixed`, remarks left out; nothing where nothing was compared. */
export function comparisonLabel({ comparison, findings }: Report): string | undefined {
  if (comparison === undefined) return undefined;
  const count = (wanted: string): number =>
    findings.filter(({ status, severity }) => status === wanted && severity !== "info").length;
  const { base, gate, fixedCount } = comparison;
  const known = `${count("baseline")} known at ${base.slice(0, 10)}`;
  return [
    counted(count("open"), "new finding"),
    gate === "new" ? `${known} (not counted: gate: new)` : known,
    ...(fixedCount === 0 ? [] : [`${fixedCount} fixed`]),
  ].join(", ");
}
