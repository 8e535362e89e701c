import { type Bounds, shortened, visibleText } from "./visible-text.ts";

const bounds: Bounds = { word: 240, total: 1200 };

/** Text of unknown origin as one line that a terminal shows and does not obey, cut at a sane length. */
export function terminalText(text: string): string {
  return shortened(visibleText(text), bounds);
}

const escape = String.fromCharCode(0x1b);
/** Colours of our own may stand between the start of a line and what follows. */
const commandAtStart = new RegExp(`^((?:\\s|${escape}\\[[0-9;]*m)*)::`);
const commandAnywhere = /##(?=[A-Za-z]*\[)/g;

/**
 * A whole output in which no line is a command to the runner of a workflow: `::name::` counts at the
 * start of a line, `##[name]` and `##vso[name]` anywhere in it.
 */
export function withoutCommands(output: string): string {
  return output
    .split("\n")
    .map((line) => line.replace(commandAnywhere, "#\\#").replace(commandAtStart, "$1\\::"))
    .join("\n");
}
