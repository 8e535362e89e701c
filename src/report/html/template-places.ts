/** What a value between two pieces of a template stands in, which decides how it is written. */
export type Place = "content" | "attribute" | "address";

/** Attributes whose values are only shown or compared, never run, fetched or followed. */
const harmless =
  /^(?:class|id|title|lang|content|value|for|name|width|height|x|y|d|viewBox|start|datetime|label|aria-[a-z]+|data-[a-z]+)$/;

const known = new WeakMap<TemplateStringsArray, readonly Place[]>();

/**
 * Where each value of a template stands. Throws for a template in which a value would stand where
 * escaping does not make it harmless: outside of double quotes in a tag, in an attribute that is run or
 * fetched, in a script, a style or a comment. A template is looked at once.
 */
export function placesOf(strings: TemplateStringsArray): readonly Place[] {
  const before = known.get(strings);
  if (before !== undefined) return before;
  const places: Place[] = [];
  let inside = "";
  for (const piece of strings.slice(0, -1)) {
    inside = openEnd(inside + piece);
    places.push(placeIn(inside));
  }
  known.set(strings, places);
  return places;
}

/** What of the text so far is an unfinished tag; nothing where all of them are closed. */
function openEnd(text: string): string {
  if (/<!--|<(?:script|style)\b/i.test(text)) throw unsafe("a script, a style or a comment", text);
  return text.replace(/<[^<>"]*(?:"[^"]*"[^<>"]*)*>/g, "").replace(/^[^<]+/, "");
}

function placeIn(inside: string): Place {
  if (!inside.includes("<")) return "content";
  const [, name, value] = /\s([A-Za-z-]+)="([^"]*)$/.exec(inside) ?? [];
  const quotes = inside.split('"').length - 1;
  if (name === undefined || quotes % 2 === 0) throw unsafe("a tag, outside of quotes,", inside);
  if (name === "href" && value === "") return "address";
  if (harmless.test(name)) return "attribute";
  throw unsafe(`the attribute ${name}`, inside);
}

function unsafe(where: string, text: string): Error {
  return new Error(
    `a template has a value in ${where} where no text is safe: ${JSON.stringify(text.slice(-80))}`,
  );
}
