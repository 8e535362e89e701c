import type { CommitsSummary } from "../model/commits-summary.ts";
import { counted } from "./labels.ts";

/** The commits of a run in a line: how many of what level, in which range, by whose word. */
export function commitsLabel({ range, trustRef, count, levels, exempt }: CommitsSummary): string {
  const parts = Object.entries(levels).map(([level, number]) => `${number} ${level}`);
  if (exempt > 0) parts.push(`${exempt} exempt`);
  const found = parts.length === 0 ? "" : `: ${parts.join(", ")}`;
  return `${counted(count, "commit")} in ${range}${found}; trust from ${trustRef}`;
}
