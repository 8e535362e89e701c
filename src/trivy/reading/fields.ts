import { TrivyError } from "../error.ts";

/** A JSON object of Trivy's whose values nobody has looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object at a place of the report. Go leaves out what is empty, so that nothing there is an empty object. */
export function objectAt(value: unknown, place: string): Fields {
  if (value === undefined || value === null) return {};
  if (typeof value === "object" && !Array.isArray(value)) return { ...value };
  throw wrongType(place, "an object");
}

/** The objects in the list at a place; more than `most` of them are an error. */
export function objectsAt(value: unknown, place: string, most: number): readonly Fields[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongType(place, "a list");
  if (value.length > most) {
    throw malformed(`${place} has ${value.length} entries, and at most ${most} are read`);
  }
  return value.map((item: unknown, index) => {
    if (isObject(item)) return item;
    throw wrongType(`${place}[${index}]`, "an object");
  });
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The texts in the list at a place, at most `most` of them, each cut at the length. */
export function textsAt(
  value: unknown,
  place: string,
  { most, length }: { readonly most: number; readonly length: number },
): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongType(place, "a list of texts");
  return value.slice(0, most).map((item: unknown) => {
    if (typeof item === "string") return cut(item, length);
    throw wrongType(place, "a list of texts");
  });
}

/** The text at a place, cut at so many characters; the empty text where there is none. */
export function textAt(value: unknown, place: string, length: number): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw wrongType(place, "a text");
  return cut(value, length);
}

/** A text that tells things apart and so may be neither missing nor cut. */
export function nameAt(value: unknown, place: string, length: number): string {
  if (typeof value !== "string") throw wrongType(place, "a text");
  if (value === "" || value.length > length) {
    throw malformed(`${place} has ${value.length} characters; 1 to ${length} are valid`);
  }
  return value;
}

export function booleanAt(value: unknown, place: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== "boolean") throw wrongType(place, "true or false");
  return value;
}

export function numberAt(value: unknown, place: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number") throw wrongType(place, "a number");
  return value;
}

/** A moment in ISO 8601; nothing for a text that is none, and for the year 1, which is Go's word for no time. */
export function timeAt(value: unknown, place: string): string | undefined {
  const text = textAt(value, place, 64);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || text.startsWith("0001-")) return undefined;
  return Number.isNaN(Date.parse(text)) ? undefined : text;
}

/** A report that cannot be read, as a clause. */
export function malformed(clause: string): TrivyError {
  return new TrivyError("image", `Trivy's report cannot be read: ${clause}`, { remedy });
}

const remedy =
  "Run again. If it stays so, use the version of Trivy that is pinned here (leave out vulnerabilities.trivy.version and path): only the reports of such a one are known to be read.";

function wrongType(place: string, valid: string): TrivyError {
  return malformed(`${place} is not ${valid}`);
}

/** A piece of a text keeps all of it in memory; a copy of the piece does not. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : Buffer.from(text.slice(0, length)).toString("utf8");
}
