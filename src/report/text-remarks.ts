import type { ReportedFinding } from "../model/finding.ts";
import { wrapped } from "./display-width.ts";
import { bySaying, type Said, spotsOf } from "./grouping.ts";
import { counted, hasPlace, whereLabel } from "./labels.ts";
import { terminalText } from "./terminal-text.ts";
import { labelled, roomIn, statement, type TextStyle } from "./text-layout.ts";
import { spotLines } from "./text-spot.ts";

/** Of each thing that is said so many places are named, and of a rule so many things; the JSON report has all. */
const placesShown = 3;
const sayingsShown = 3;

/**
 * What one rule says of any number of places, as one entry: each saying with its places, what to do
 * where that changes, and how many sayings are left out. Where all is about the one image of the report
 * (`isPlaceKnown`), places would say nothing.
 */
export function remarkLines(
  findings: readonly ReportedFinding[],
  given: TextStyle,
  isPlaceKnown = false,
): string[] {
  const style = quiet(given);
  const [first, ...others] = findings;
  if (first === undefined) return [];
  if (others.length === 0 && first.image === undefined) {
    return spotsOf(findings).flatMap((spot) => spotLines(spot, given));
  }
  const sayings = bySaying(findings);
  const left = sayings.slice(sayingsShown).flatMap((said) => said.findings).length;
  return [
    ...sayings.slice(0, sayingsShown).flatMap((said, index) => {
      const before = index === 0 ? undefined : sayings[index - 1];
      return sayingLines(said, { before: before?.first.remediation, isPlaceKnown, style });
    }),
    ...(left > 0
      ? labelled(
          "",
          "dim",
          [style.paint("dim", `and ${counted(left, "more place")} where it says something else`)],
          style,
        )
      : []),
  ];
}

/** Nothing here is to draw the eye from what must be done. */
function quiet(style: TextStyle): TextStyle {
  return {
    ...style,
    paint: (colour, text) => (colour === "bold" ? text : style.paint(colour, text)),
  };
}

interface SayingContext {
  /** What to do, as it was told right before. */
  readonly before: string | undefined;
  readonly isPlaceKnown: boolean;
  readonly style: TextStyle;
}

/** What to do is told once for all that have the same remedy. */
function sayingLines(
  { first, findings }: Said,
  { before, isPlaceKnown, style }: SayingContext,
): string[] {
  const places = findings.slice(0, placesShown).map(placeOf);
  const left = findings.length - places.length;
  const list = `${places.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
  const times = findings.length > 1 ? ` (${findings.length} places)` : "";
  const remediation = first.remediation === before ? "" : first.remediation;
  const lines = wrapped(list, roomIn(style)).map((line) => style.paint("dim", line));
  return [
    ...statement({ ...first, remediation }, times, style),
    ...(isPlaceKnown ? [] : labelled("", "dim", lines, style)),
  ];
}

function placeOf(finding: ReportedFinding): string {
  const place = whereLabel(finding);
  if (finding.image === undefined) return terminalText(place);
  return terminalText(`${finding.image}${hasPlace(finding) ? " at" : ""} ${place}`);
}
