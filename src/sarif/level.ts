import type { ReportingConfiguration } from "sarif";
import type { Severity } from "../model/severity.ts";

/** What SARIF and GitHub call a severity. */
interface Grade {
  readonly level: NonNullable<ReportingConfiguration["level"]>;
  readonly problem: "error" | "warning" | "recommendation";
  /** On GitHub's scale, over 9 is critical, from 7 high, from 4 medium; none makes no security alert. */
  readonly score?: string;
}

export const grades: Readonly<Record<Severity, Grade>> = {
  critical: { level: "error", problem: "error", score: "9.5" },
  high: { level: "error", problem: "error", score: "8.0" },
  medium: { level: "warning", problem: "warning", score: "5.5" },
  low: { level: "note", problem: "recommendation", score: "2.0" },
  info: { level: "note", problem: "recommendation" },
};
