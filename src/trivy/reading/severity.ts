import type { TrivySeverity } from "../image-scan.ts";
import { malformed } from "./fields.ts";

const severities: readonly TrivySeverity[] = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN"];

/** One of Trivy's severities; a word that is none of them is an error, since nobody knows how bad it is. */
export function severityAt(value: unknown, place: string): TrivySeverity {
  const severity = severities.find((each) => each === value);
  if (severity === undefined) throw malformed(`${place} is none of ${severities.join(", ")}`);
  return severity;
}
