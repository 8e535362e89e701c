import path from "node:path";
import type { CheckSummary } from "../../src/model/check.ts";
import { judge } from "../../src/pipeline.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import { textReport } from "../../src/report/text.ts";

const fontSize = 14;
const lineHeight = 19;
const charWidth = 8.43;
const margin = 20;
const titleBar = 34;

/** The colours of the terminal report, by the numbers of its escape sequences. */
const styles: Readonly<Record<string, string>> = {
  "1": "font-weight:bold",
  "2": "opacity:.6",
  "31": "fill:#ff7b72",
  "32": "fill:#7ee787",
  "33": "fill:#e3b341",
  "34": "fill:#79c0ff",
  "35": "fill:#d2a8ff",
  "36": "fill:#76e3ea",
  "4": "text-decoration:underline",
  "97": "fill:#ff5f56",
};

/** An SVG picture of what the command prints for a file of the repository, as a terminal shows it. */
export async function pictureOf(root: string, file: string): Promise<string> {
  const { report, sources } = await judge({
    root,
    paths: [path.join(root, file)],
    policy: defaultPolicy(),
    policyOrigin: undefined,
    checks: undefined,
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: false,
    now: new Date("2026-01-01"),
  });
  // The times of one run would make another picture each time.
  const checks = Object.fromEntries(
    Object.entries(report.checks).map(([name, check]) => [name, withoutTime(check)]),
  );
  const text = textReport({ ...report, checks }, sources, { color: true, width: 92 });
  return svg([
    `\u001b[2m$\u001b[0m node dist/cli.js check ${file}`,
    "",
    ...text.trimEnd().split("\n"),
  ]);
}

function withoutTime(check: CheckSummary): CheckSummary {
  return { ...check, durationMs: 1 };
}

function svg(lines: readonly string[]): string {
  const columns = Math.max(...lines.map((line) => line.replaceAll(/\u001b\[[\d;]*m/g, "").length));
  const width = Math.ceil(columns * charWidth + 2 * margin);
  const height = lines.length * lineHeight + titleBar + margin;
  const rows = lines.map(
    (line, index) =>
      `<text x="${margin}" y="${titleBar + (index + 1) * lineHeight}">${spans(line)}</text>`,
  );
  const dots = ["#ff5f56", "#ffbd2e", "#27c93f"].map(
    (color, index) => `<circle cx="${margin + 6 + index * 20}" cy="18" r="6" fill="${color}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Portcullis in a terminal">`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...dots,
    `<g fill="#e6edf3" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="${fontSize}" xml:space="preserve">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** A line with escape sequences as spans; the fixed text length keeps columns aligned in any font. */
function spans(line: string): string {
  let style: string[] = [];
  let column = 0;
  let result = "";
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
    if (codes === undefined) {
      for (const words of part.matchAll(/\S+(?: \S+)*/g)) {
        result += span(words[0], column + words.index, style);
      }
      column += part.length;
    } else if (codes === "" || codes === "0") style = [];
    else style = [...style, ...codes.split(";").flatMap((code) => styles[code] ?? [])];
  }
  return result;
}

function span(text: string, column: number, style: readonly string[]): string {
  const attributes = style.length === 0 ? "" : ` style="${style.join(";")}"`;
  const x = (margin + column * charWidth).toFixed(1);
  const length = (text.length * charWidth).toFixed(1);
  return `<tspan x="${x}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${attributes}>${escaped(text)}</tspan>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
