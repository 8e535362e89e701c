import { type Bounds, shortened, visibleText } from "../visible-text.ts";
import { type Place, placesOf } from "./template-places.ts";

/** HTML that may stand in a page as it is. Only the functions of this file make it. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** A link that a reader may follow: to a page on the web, or to a place in this page. */
class Address extends Markup {}

export type { Address, Markup };

/** What can stand between tags: text is escaped, markup is taken as it is. */
export type Content = Markup | string | number | readonly Content[];

export const nothing: Markup = new Markup("");

/**
 * A piece of HTML. Every value is escaped for the place in which it stands, with invisible characters
 * spelt out, and cut at a length that a page can hold; a link takes an `Address` only. Throws for a template that cannot be made safe so.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const places = placesOf(strings);
  let text = strings[0] ?? "";
  for (const [index, value] of values.entries()) {
    text += written(value, places[index] ?? "content") + (strings[index + 1] ?? "");
  }
  return new Markup(text);
}

/** The address of a page, if it is one on the web. */
export function webAddress(url: string | undefined): Address | undefined {
  if (url === undefined || url.length > 2000 || !/^https?:\/\//i.test(url)) return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed === undefined || parsed.username !== "" ? undefined : new Address(parsed.href);
}

/** The address of an element of this page by its identifier, which we chose ourselves. */
export function placeOnPage(id: string): Address {
  return new Address(`#${id}`);
}

/** A picture of our own as an address that needs no network. */
export function pictureAddress(svg: string): Address {
  return new Address(`data:image/svg+xml,${encodeURIComponent(svg)}`);
}

/** A style sheet or a program of our own; throws if its text would end the element. */
export function inlineElement(name: "style" | "script", text: string): Markup {
  if (/<[/!]/.test(text)) throw new Error(`the inline ${name} would be ended by its own text`);
  return new Markup(`<${name}>${text}</${name}>`);
}

function written(value: Content, place: Place): string {
  if (value instanceof Address !== (place === "address")) {
    throw new TypeError("a link takes an address, and nothing else does");
  }
  if (value instanceof Address) return escaped(value.toString());
  if (typeof value === "string") return escaped(shownText(value));
  if (typeof value === "number") return String(value);
  if (place === "attribute") throw new TypeError("an attribute takes text only");
  if (value instanceof Markup) return value.toString();
  return value.map((item) => written(item, place)).join("");
}

/** A word of a megabyte stays a word of a page. */
export const bounds: Bounds = { word: 400, total: 3000 };

function shownText(text: string): string {
  return /^[ -~]*$/.test(text) ? shortened(text, bounds) : shortened(visibleText(text), bounds);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Neither HTML nor, where the page is printed into the log of a workflow, a command to its runner. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities[character] ?? "")
    .replace(/:(?=:)/g, "&#58;")
    .replace(/#(?=#)/g, "&#35;");
}
