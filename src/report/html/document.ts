import { createHash } from "node:crypto";
import type { Verdict } from "../../model/report.ts";
import { verdictWords } from "../verdict-line.ts";
import { gateIcon } from "./gate-picture.ts";
import { inlineElement, type Markup, markup, nothing, placeOnPage } from "./markup.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";

/** A part of the page that the list of contents names. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** How many things are in it, as it is shown. */
  readonly count?: number | string;
}

/** What the page is put together from. */
export interface Pieces {
  /** What was judged, such as a repository at a commit, for the title of the window. */
  readonly subject?: string | undefined;
  readonly head: Markup;
  readonly parts: readonly Part[];
  readonly body: readonly Markup[];
  /** So much that a browser had better not lay out what is out of sight. */
  readonly isLarge: boolean;
}

const iconColors: Readonly<Record<Verdict, string>> = {
  pass: "#1a7f4b",
  fail: "#c22f2f",
  error: "#a06000",
};

/**
 * The page around its parts: one file that asks nobody for anything. Its policy lets the one style and
 * the one script run whose hashes it names, and nothing else.
 */
export function htmlDocument(
  verdict: Verdict,
  { subject, head, parts, body, isLarge }: Pieces,
): string {
  const rules = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${titleOf(verdict, subject)}</title>
<link rel="icon" href="${gateIcon(verdict, iconColors[verdict])}">
${inlineElement("style", style)}
</head>
<body>
<a class="skip" href="#report">Skip to the findings</a>
${head}<nav aria-label="Parts of the report"><ul>${parts.map(partLink)}</ul></nav>
<main id="report" class="${isLarge ? "large" : "small"}" tabindex="-1">
${body}</main>
${inlineElement("script", script)}
</body>
</html>
`.toString();
}

function titleOf(verdict: Verdict, subject = ""): string {
  return [verdictWords[verdict], subject, "Portcullis"].filter((part) => part !== "").join(" – ");
}

function partLink({ id, title, count }: Part): Markup {
  const number = count === undefined ? nothing : markup` <span class="tally">${count}</span>`;
  return markup`<li><a href="${placeOnPage(id)}">${title}${number}</a></li>`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
