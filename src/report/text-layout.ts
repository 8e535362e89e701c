import type { SourceFile } from "../kubernetes/source-file.ts";
import type { ReportedFinding } from "../model/finding.ts";
import { wrapped } from "./display-width.ts";
import { gateLabel } from "./labels.ts";
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
  const word = label.trimStart();
  const head = " ".repeat(label.length - word.length) + paint(colour, word) + gap;
  return lines.map((line, index) => (index === 0 ? head : " ".repeat(labelWidth)) + line);
}

/** Something that is said, and what stands behind its words, such as how often. */
export interface Stated {
  readonly finding: ReportedFinding;
  readonly addition: string;
}

/** The words of several findings; what to do is said once behind all in a row that have the same remedy. */
export function statements(all: readonly Stated[], style: TextStyle): string[] {
  return all.flatMap(({ finding, addition }, index) => {
    const next = all[index + 1]?.finding.remediation;
    const remediation = next === finding.remediation ? "" : finding.remediation;
    return statement({ ...finding, remediation }, addition, style);
  });
}

/** What is wrong, by which rule, why it fails apart from its severity, and what to do: the words of a finding with its severity as label. */
export function statement(finding: ReportedFinding, addition: string, style: TextStyle): string[] {
  const { severity, rule, message, remediation } = finding;
  const { paint } = style;
  const tag = `[${terminalText(rule)}]`;
  const said = wrapped(`${terminalText(message)}${addition} ${tag}`, roomIn(style)).map((line) =>
    line.endsWith(tag)
      ? paint("bold", line.slice(0, -tag.length)) + paint("dim", tag)
      : paint("bold", line),
  );
  const why = wrapped(terminalText(gateLabel(finding) ?? ""), roomIn(style));
  const todo = wrapped(terminalText(remediation), roomIn(style) - 2).map(
    (line, index) => (index === 0 ? "→ " : "  ") + line,
  );
  return labelled(severity, severityColours[severity], [...said, ...why, ...todo], style);
}
