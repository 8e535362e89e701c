import type { SourceFile } from "../kubernetes/source-file.ts";
import type { ReportedFinding } from "../model/finding.ts";
import { wrapped } from "./display-width.ts";
import { type Colour, type Paint, severityColours } from "./paint.ts";
import { terminalText } from "./terminal-text.ts";

/** What the lines of a text report are made with. */
export interface TextStyle {
  readonly paint: Paint;
  readonly width: number;
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/** The left column, with severities and other labels, and the gap after it. */
export const labelWidth = 10;

/** Columns for what stands right of the labels. */
export function roomIn({ width }: TextStyle): number {
  return width - labelWidth;
}

/** Lines of which the first has a label on its left and the others are indented as far. */
export function labelled(
  label: string,
  colour: Colour,
  lines: readonly string[],
  { paint }: TextStyle,
): string[] {
  const gap = " ".repeat(Math.max(1, labelWidth - label.length));
  return lines.map((line, index) =>
    index === 0 ? paint(colour, label) + gap + line : " ".repeat(labelWidth) + line,
  );
}

/** What is wrong, by which rule, and what to do: the words of a finding with its severity as label. */
export function statement(
  { severity, rule, message, remediation }: ReportedFinding,
  addition: string,
  style: TextStyle,
): string[] {
  const { paint } = style;
  const tag = `[${terminalText(rule)}]`;
  const said = wrapped(`${terminalText(message)}${addition} ${tag}`, roomIn(style)).map((line) =>
    line.endsWith(tag)
      ? paint("bold", line.slice(0, -tag.length)) + paint("dim", tag)
      : paint("bold", line),
  );
  const todo = wrapped(terminalText(remediation), roomIn(style) - 2).map(
    (line, index) => (index === 0 ? "→ " : "  ") + line,
  );
  return labelled(severity, severityColours[severity], [...said, ...todo], style);
}
