import type { ReportedFinding } from "../model/finding.ts";
import { compareSeverity } from "../model/severity.ts";
import { displayWidth, padded, wrapped } from "./display-width.ts";
import {
  countsLabel,
  failingLabel,
  updateSteps,
  type VulnerableFinding,
  type VulnerableImage,
} from "./image-vulnerabilities.ts";
import { otherPlaces, whereLabel } from "./labels.ts";
import { severityColours } from "./paint.ts";
import type { SameImages } from "./same-images.ts";
import { terminalText } from "./terminal-text.ts";
import { labelled, roomIn, statements, type TextStyle } from "./text-layout.ts";
import { placeLines } from "./text-spot.ts";
import { type KnownFeeds, notesOn, packagesLabel } from "./vulnerability-notes.ts";

/** So many vulnerabilities of an image are named, and so many packages of each; the other formats have all. */
const rowsShown = 8;
const packagesShown = 4;
const updatesShown = 4;
/** So many images with the same vulnerabilities are named. */
const imagesShown = 10;

/** What there is to tell of images with the same vulnerabilities. */
export interface TextImage extends SameImages {
  /** What else is to be said about the place that names the image; of a single image only. */
  readonly beside: readonly ReportedFinding[];
  readonly feeds: KnownFeeds;
}

/**
 * An image, or several with the same vulnerabilities: where they stand, how many vulnerabilities there
 * are, what to update, and the most urgent of them; what else is wrong there stands where it belongs by its severity.
 */
export function imageLines(
  { first, images, beside, feeds }: TextImage,
  style: TextStyle,
): string[] {
  const [urgent] = first.findings;
  if (urgent === undefined) return [];
  const isWorse = ({ severity }: ReportedFinding): boolean =>
    compareSeverity(severity, first.worst) < 0;
  const told = (findings: readonly ReportedFinding[]): string[] =>
    statements(
      findings.map((finding) => ({ finding, addition: "" })),
      style,
    );
  return [
    ...(images.length === 1 ? placeLines(urgent, style) : manyPlaces(images, style)),
    ...told(beside.filter(isWorse)),
    ...summaryLines(first, images.length, style),
    ...rowsLines(first, feeds, style),
    ...told(beside.filter((finding) => !isWorse(finding))),
  ];
}

/** One line for each image: its first place, how many others there are, and its name. */
function manyPlaces(images: readonly VulnerableImage[], style: TextStyle): string[] {
  const { paint } = style;
  const left = images.length - imagesShown;
  const lines = images.slice(0, imagesShown).flatMap(({ image, findings: [finding] }) => {
    if (finding === undefined) return [];
    const others = otherPlaces(finding).length;
    const where = `${whereLabel(finding)}${others > 0 ? ` and ${others} more` : ""}`;
    return [`${paint("bold", terminalText(where))}  ${terminalText(image)}`];
  });
  return left > 0 ? [...lines, paint("dim", `and ${left} more images`)] : lines;
}

function summaryLines(image: VulnerableImage, times: number, style: TextStyle): string[] {
  const name =
    times === 1
      ? terminalText(image.image)
      : `the same ${image.findings.length} in ${times} images`;
  const said = wrapped(`${name}: ${countsLabel(image)}${failingLabel(image)}`, roomIn(style));
  const todo = updateSteps(image, updatesShown).flatMap((step) =>
    wrapped(terminalText(step), roomIn(style) - 2).map(
      (line, index) => (index === 0 ? "→ " : "  ") + line,
    ),
  );
  return labelled(
    image.worst,
    severityColours[image.worst],
    [...said.map((line) => style.paint("bold", line)), ...todo],
    style,
  );
}

/** The most urgent, those that fail the run apart from those that do not, and how many there are besides. */
function rowsLines(image: VulnerableImage, feeds: KnownFeeds, style: TextStyle): string[] {
  const { findings, failing } = image;
  const shown = findings.slice(0, rowsShown);
  const idWidth = Math.max(...shown.map(({ rule }) => Math.min(displayWidth(rule), 20)));
  const lines = shown.map((finding) => rowLines(finding, { image, feeds, idWidth, style }));
  const isMixed = failing > 0 && failing < shown.length;
  const note = (text: string): string[] =>
    labelled("", "dim", wrapped(text, roomIn(style)), style).map((line) =>
      style.paint("dim", line),
    );
  return [
    ...lines.slice(0, failing).flat(),
    ...(isMixed ? note("these do not fail the run:") : []),
    ...lines.slice(failing).flat(),
    ...leftLabel(image).flatMap(note),
  ];
}

/** Never keeps quiet about a vulnerability that fails the run and is not shown. */
function leftLabel({ findings, failing }: VulnerableImage): string[] {
  const left = findings.length - rowsShown;
  if (left <= 0) return [];
  const failingLeft = Math.max(0, failing - rowsShown);
  const which =
    failingLeft === 0
      ? failing === 0
        ? ""
        : ", none of which fails the run"
      : failingLeft === left
        ? ", which fail the run as well"
        : `, of which ${failingLeft} fail the run as well`;
  return [`and ${left} more${which}; --format markdown, html or json has all`];
}

interface RowStyle {
  readonly image: VulnerableImage;
  readonly feeds: KnownFeeds;
  readonly idWidth: number;
  readonly style: TextStyle;
}

/** The packages and every note in full; the title is a help, and is cut to what room there is. */
function rowLines(
  finding: VulnerableFinding,
  { image, feeds, idWidth, style }: RowStyle,
): string[] {
  const { severity, rule, vulnerability } = finding;
  const { paint } = style;
  const room = roomIn(style) - idWidth - 2;
  const [gate, ...notes] = rowNotes(finding, image, feeds);
  const facts = [packagesLabel(vulnerability, packagesShown), ...notes];
  const lines = withReason(factLines(facts, room), gate, room);
  const title = titleLines(vulnerability.title, room - displayWidth(lines.at(-1) ?? "") - 2, room);
  const all = [...lines];
  if (title.isBeside) all[all.length - 1] = `${all.at(-1) ?? ""}  ${paint("dim", title.text)}`;
  else if (title.text !== "") all.push(paint("dim", title.text));
  const id = terminalText(rule);
  return labelled(
    ` ${severity}`,
    severityColours[severity],
    all.map((line, index) => `${padded(index === 0 ? id : "", idWidth)}  ${line}`),
    style,
  );
}

/** The gate's reason, which is the empty text where there is none, and all other notes. */
function rowNotes(
  finding: VulnerableFinding,
  image: VulnerableImage,
  feeds: KnownFeeds,
): readonly [string, ...string[]] {
  const notes = notesOn(finding, image, feeds);
  return finding.gate === undefined ? ["", ...notes] : [notes[0] ?? "", ...notes.slice(1)];
}

/** A space at which no line ends. */
const tied = "\u00a0";

/** Facts with dots between them, of which none begins a line. */
function factLines(facts: readonly string[], room: number): string[] {
  const whole = facts.map((fact) => (fact.startsWith("EPSS ") ? fact.replaceAll(" ", tied) : fact));
  return wrapped(terminalText(whole.join(`${tied}· `)), room).map((line) =>
    line.replaceAll(tied, " "),
  );
}

/** The reason stands on a line of its own where it does not fit behind the others. */
function withReason(lines: readonly string[], reason: string, room: number): string[] {
  if (reason === "") return [...lines];
  const last = `${lines.at(-1) ?? ""} · ${terminalText(reason)}`;
  if (displayWidth(last) <= room) return [...lines.slice(0, -1), last];
  return [...lines, ...factLines([reason], room)];
}

function titleLines(
  title: string | undefined,
  beside: number,
  room: number,
): { readonly text: string; readonly isBeside: boolean } {
  if (title === undefined || title === "") return { text: "", isBeside: false };
  const text = terminalText(title);
  if (displayWidth(text) <= beside) return { text, isBeside: true };
  const [line = "", ...others] = wrapped(text, room - 1);
  return { text: others.length === 0 ? line : `${line}…`, isBeside: false };
}
