import type { ReportedFinding } from "../model/finding.ts";
import { wrapped } from "./display-width.ts";
import {
  countsLabel,
  likelihoodLabel,
  packagesLabel,
  updatesLabel,
  type VulnerableFinding,
  type VulnerableImage,
} from "./image-vulnerabilities.ts";
import { severityColours } from "./paint.ts";
import { terminalText } from "./terminal-text.ts";
import { labelled, roomIn, type TextStyle } from "./text-layout.ts";
import { placeLines } from "./text-spot.ts";

/** So many vulnerabilities of an image are named; the other formats have all. */
const rowsShown = 8;
const updatesShown = 4;

/** One image: where it stands, how many vulnerabilities it has, what to update, and the worst of them. */
export function imageLines(image: VulnerableImage, style: TextStyle): string[] {
  const [worst] = image.findings;
  if (worst === undefined) return [];
  const { paint } = style;
  const said = wrapped(`${terminalText(image.image)}: ${countsLabel(image)}`, roomIn(style));
  const todo = wrapped(terminalText(updatesLabel(image, updatesShown)), roomIn(style) - 2);
  const left = image.findings.length - rowsShown;
  return [
    ...placeLines(worst, style),
    ...labelled(
      worst.severity,
      severityColours[worst.severity],
      [
        ...said.map((line) => paint("bold", line)),
        ...todo.map((line, index) => (index === 0 ? "→ " : "  ") + line),
      ],
      style,
    ),
    ...image.findings.slice(0, rowsShown).flatMap((finding) => rowLines(finding, style)),
    ...(left > 0
      ? labelled(
          "",
          "dim",
          [paint("dim", `and ${left} more; --format markdown, html or json has all`)],
          style,
        )
      : []),
  ];
}

function rowLines(finding: VulnerableFinding, style: TextStyle): string[] {
  const { severity, rule, vulnerability } = finding;
  const title = vulnerability.title === undefined ? "" : ` ${vulnerability.title}`;
  const packages = packagesLabel(vulnerability, 2);
  const text = `${rule}  ${packages}  (${likelihoodLabel(vulnerability)})${gateNote(finding)}${title}`;
  const [first = "", ...others] = wrapped(terminalText(text), roomIn(style));
  // One line each but for the packages: the title is a help, and is cut first.
  const lines =
    others.length > 1
      ? [first, `  ${others[0] ?? ""}…`]
      : [first, ...others.map((line) => `  ${line}`)];
  return labelled(` ${severity}`, severityColours[severity], lines, style);
}

/** Why a finding fails, or does not, apart from its severity. */
export function gateNote({ gate }: ReportedFinding): string {
  if (gate === undefined) return "";
  return gate.fails ? ` fails: ${gate.reason};` : ` does not fail: ${gate.reason};`;
}
