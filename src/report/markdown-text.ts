import { type Bounds, shortened, visibleText } from "./visible-text.ts";

const bounds: Bounds = { word: 240, total: 1200 };

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What would become a mention, a reference to an issue, a link or a formula once it is rendered. */
const activeAfterRendering =
  /(?<![\p{L}\p{N}_])@(?=[\p{L}\p{N}])|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|(?<=\bwww)\.|\$/giu;

/**
 * Text of unknown origin as Markdown that shows exactly this text, inside a paragraph, a list item or
 * a table cell. Words between backticks become code, which is as harmless.
 */
export function markdownText(text: string): string {
  const shown = shortened(visibleText(text), bounds);
  // Two backticks in a row open a longer span, so there none counts.
  if (shown.includes("``")) return markdownEscaped(shown);
  const parts = shown.split("`");
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return markdownEscaped(part);
      return index < parts.length - 1 ? codeElement(part) : markdownEscaped(`\`${part}`);
    })
    .join("");
}

/** Text of unknown origin as inline code. */
export function markdownCode(text: string): string {
  return codeElement(shortened(visibleText(text), bounds));
}

/** A link whose address leaves neither the parentheses nor the web; without one, the label alone. */
export function markdownLink(label: string, address: string | undefined): string {
  if (address === undefined || !/^https?:\/\//.test(address)) return label;
  const safe = address.replace(/[\s"'()<>[\]\\`|*_~$@]|\p{C}/gu, percentEncoded);
  return `[${label}](${safe})`;
}

/** A fenced block whose fence is longer than any that the text holds. */
export function markdownBlock(text: string, language: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** Backticks where they do; an element where the text would end a span, a cell or start a command. */
function codeElement(text: string): string {
  return text.trim() === "" || /[`|]|##/.test(text)
    ? `<code>${markdownEscaped(text)}</code>`
    : `\`${text}\``;
}

function markdownEscaped(text: string): string {
  return text
    .replace(activeAfterRendering, (character) => `\u0000${character}\u0001`)
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(/[&<>]/g, (character) => entities[character] ?? character)
    .replaceAll("\u0000", "<span>")
    .replaceAll("\u0001", "</span>");
}

function percentEncoded(character: string): string {
  return Array.from(Buffer.from(character))
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}
