import type { Rule } from "../model/rule.ts";
import type { Outcome } from "../pipeline.ts";
import { sarifLog } from "../sarif/build.ts";
import { badge } from "./badge.ts";
import { jsonPieces, jsonText } from "./json-text.ts";
import { jsonReport, jsonReportPieces } from "./json.ts";
import { markdownReport, type MarkdownOptions } from "./markdown.ts";
import { withoutCommands } from "./terminal-text.ts";
import { textReport, type TextOptions } from "./text.ts";

export const formats = ["text", "json", "sarif", "markdown", "html", "badge"] as const;
export type Format = (typeof formats)[number];

/** What the formats need besides the outcome; each takes its own part. */
export interface RenderContext extends TextOptions, MarkdownOptions {
  /** Every rule that a finding can be of. */
  readonly rules: readonly Rule[];
  /** The category of the SARIF log. */
  readonly category: string;
}

/** The same a piece at a time, in little memory for the formats that can be long. */
export async function renderInPieces(
  format: Format,
  outcome: Outcome,
  context: RenderContext,
): Promise<Iterable<string>> {
  const { report } = outcome;
  if (format === "json") return jsonReportPieces(report);
  if (format === "sarif") return jsonPieces(sarifLog(report, context.rules, context).log);
  return [await render(format, outcome, context)];
}

/**
 * The outcome in one of the formats, ready to be written to a file or to standard output. What only the
 * page needs is loaded for the page only.
 */
export async function render(
  format: Format,
  outcome: Outcome,
  context: RenderContext,
): Promise<string> {
  const { report, sources } = outcome;
  switch (format) {
    case "text":
      return textReport(report, sources, context);
    case "json":
      return jsonReport(report);
    case "sarif":
      return jsonText(sarifLog(report, context.rules, context).log);
    case "markdown":
      return withoutCommands(markdownReport(report, context));
    case "html": {
      const { htmlReport } = await import("./html.ts");
      return htmlReport(report, sources, context);
    }
    case "badge":
      return badge(report.verdict);
  }
}
