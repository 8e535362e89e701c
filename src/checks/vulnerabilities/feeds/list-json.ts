import { UsageError } from "../../../errors.ts";
import { mistakeInDate } from "../../../policy/calendar.ts";
import { Rejection } from "../../../sigstore/rejection.ts";
import { readJson, type Json } from "../../../sigstore/strict-json.ts";
import { JsonPlace } from "../vex/json-place.ts";

/** The root of a list in JSON. Throws UsageError where the bytes are none. */
export function listIn(bytes: Buffer, source: string): JsonPlace {
  return new JsonPlace(source, parse(bytes, source));
}

function parse(bytes: Buffer, source: string): Json {
  try {
    return readJson(bytes, "the list");
  } catch (cause) {
    if (!(cause instanceof Rejection)) throw cause;
    throw new UsageError(`${source}: ${cause.message}`, { cause });
  }
}

/** The day that stands at a place, alone or before a time, as YYYY-MM-DD. */
export function dayAt(place: JsonPlace): string {
  const text = place.text();
  const day = text.slice(0, 10);
  const isAlone = text.length === 10 || /^[T ]/.test(text.slice(10));
  if (isAlone && mistakeInDate(day) === undefined) return day;
  return place.refuse(`is ${JSON.stringify(text.slice(0, 60))}; it must be a date, YYYY-MM-DD`);
}
