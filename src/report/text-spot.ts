import type { ReportedFinding } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import { wrapped } from "./display-width.ts";
import { excerptOf } from "./excerpt.ts";
import type { Spot } from "./grouping.ts";
import {
  isInFile,
  isNamedByCaller,
  otherPlaces,
  placeLabel,
  resourceLabel,
  whereLabel,
} from "./labels.ts";
import { type Colour, severityColours } from "./paint.ts";
import { terminalText } from "./terminal-text.ts";
import { labelWidth, statements, type TextStyle } from "./text-layout.ts";

/** One place: where it is, the line with the offending part marked, and what is wrong there. */
export function spotLines({ entries }: Spot, style: TextStyle): string[] {
  const first = entries[0]?.finding;
  if (first === undefined) return [];
  return [
    ...placeLines(first, style),
    ...statements(
      entries.map(({ finding, times }) => ({
        finding,
        addition: times > 1 ? ` (${times} times on this line)` : "",
      })),
      style,
    ),
  ];
}

/** Where a finding is, and the line with the offending part marked. */
export function placeLines(finding: ReportedFinding, style: TextStyle): string[] {
  const { location, resource, severity, commit } = finding;
  const place = style.paint("bold", terminalText(whereLabel(finding)));
  const about = isNamedByCaller(finding) ? (finding.image ?? "") : "";
  const named = resource === undefined ? about : resourceLabel(resource);
  const object = named === "" ? "" : `  ${style.paint("dim", terminalText(named))}`;
  const others = wrapped(otherPlacesLabel(finding, othersShown), style.width);
  const hasExcerpt = commit === undefined && !isNamedByCaller(finding);
  return [
    place + object,
    ...others.map((line) => style.paint("dim", terminalText(line))),
    ...(hasExcerpt ? excerptLines(location, severityColours[severity], style) : []),
  ];
}

/** Where else the image is named, so many of the places. */
const othersShown = 5;

/** Where else the image is named, a few of the places. */
function otherPlacesLabel(finding: ReportedFinding, most: number): string {
  const places = otherPlaces(finding);
  if (places.length === 0) return "";
  const left = places.length - most;
  const shown = places.slice(0, most).map(placeLabel).join(", ");
  return `also at ${shown}${left > 0 ? ` and ${left} more` : ""}`;
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
