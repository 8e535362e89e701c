import type { Severity } from "../model/severity.ts";

const codes = {
  bold: "1",
  dim: "2",
  underline: "4",
  red: "31",
  green: "32",
  yellow: "33",
  blue: "34",
  cyan: "36",
  boldRed: "1;31",
  boldGreen: "1;32",
  boldYellow: "1;33",
  alarm: "1;97;41",
} as const;

export type Colour = keyof typeof codes;

/** Wraps a text in a colour, or leaves it as it is where colours are off. */
export type Paint = (colour: Colour, text: string) => string;

/** The one place where escape sequences are made. */
export function painter(color: boolean): Paint {
  if (!color) return (_colour, text) => text;
  return (colour, text) => (text === "" ? "" : `\u001b[${codes[colour]}m${text}\u001b[0m`);
}

export const severityColours: Readonly<Record<Severity, Colour>> = {
  critical: "alarm",
  high: "boldRed",
  medium: "boldYellow",
  low: "blue",
  info: "cyan",
};
