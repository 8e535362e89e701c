import type { ReportedFinding } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import { excerptOf } from "./excerpt.ts";
import type { Spot } from "./grouping.ts";
import { isInFile, resourceLabel, whereLabel } from "./labels.ts";
import { type Colour, severityColours } from "./paint.ts";
import { terminalText } from "./terminal-text.ts";
import { labelWidth, statement, type TextStyle } from "./text-layout.ts";

/** One place: where it is, the line with the offending part marked, and what is wrong there. */
export function spotLines({ entries }: Spot, style: TextStyle): string[] {
  const first = entries[0]?.finding;
  if (first === undefined) return [];
  return [
    ...placeLines(first, style),
    ...entries.flatMap(({ finding, times }) =>
      statement(finding, times > 1 ? ` (${times} times on this line)` : "", style),
    ),
  ];
}

/** Where a finding is, and the line with the offending part marked. */
export function placeLines(finding: ReportedFinding, style: TextStyle): string[] {
  const { location, resource, severity, commit } = finding;
  const place = style.paint("bold", terminalText(whereLabel(finding)));
  const object =
    resource === undefined ? "" : `  ${style.paint("dim", terminalText(resourceLabel(resource)))}`;
  return [
    place + object,
    ...(commit === undefined ? excerptLines(location, severityColours[severity], style) : []),
  ];
}

function excerptLines(location: Location, colour: Colour, style: TextStyle): string[] {
  const { paint, sources } = style;
  const line = isInFile(location) ? sources.get(location.path)?.line(location.line) : undefined;
  if (line === undefined || line.trim() === "") return [];
  const number = String(location.line).padStart(labelWidth - 3);
  const blank = " ".repeat(number.length);
  const room = style.width - number.length - 3;
  const { source, markStart, markWidth } = excerptOf(line, location, room);
  const mark = paint(colour, "^".repeat(markWidth));
  return [
    paint("dim", `${blank} │`),
    `${paint("dim", `${number} │`)} ${source}`,
    `${paint("dim", `${blank} │`)} ${" ".repeat(markStart)}${mark}`,
  ];
}
