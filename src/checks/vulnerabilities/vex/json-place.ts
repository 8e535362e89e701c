import { UsageError } from "../../../errors.ts";
import { isObject, type Json, type JsonObject } from "../../../sigstore/strict-json.ts";
import { parsePackageUrl, type PackageUrl } from "./package-url.ts";

/** Longer values are shortened where a message quotes them. */
const longestQuote = 60;

/** A value of a document with its JSON pointer (RFC 6901), so that mistakes have a place. */
export class JsonPlace {
  readonly #file: string;
  readonly #pointer: string;
  readonly #latest: number;
  readonly value: Json | undefined;

  /** `latest` is the last moment, in milliseconds since 1970, that a date in the document may be. */
  constructor(file: string, value: Json | undefined, latest = Infinity, pointer = "") {
    this.#file = file;
    this.#pointer = pointer;
    this.#latest = latest;
    this.value = value;
  }

  /** Throws a UsageError about this place; the message completes "… is X; " where it says what is valid. */
  refuse(message: string): never {
    const where = this.#pointer === "" ? "" : ` ${this.#pointer}:`;
    throw new UsageError(`${this.#file}:${where} ${message}`);
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The member of an object; without one nothing exists there. */
  at(name: string): JsonPlace {
    const { value } = this;
    const member = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    const token = name.replaceAll("~", "~0").replaceAll("/", "~1");
    return new JsonPlace(this.#file, member, this.#latest, `${this.#pointer}/${token}`);
  }

  /** The object that stands here. */
  object(): JsonObject {
    const { value } = this;
    return isObject(value) ? value : this.#refuseValue("an object");
  }

  /**
   * Refuses an object with a name that is one of these but for upper and lower case: read past, it would
   * make a statement about a part into one about the whole.
   */
  spelled(names: readonly string[]): void {
    const near = Object.keys(this.object()).find(
      (key) => !names.includes(key) && names.includes(key.toLowerCase()),
    );
    if (near === undefined) return;
    this.at(near).refuse(`is unknown; write ${near.toLowerCase()}`);
  }

  /** The items of the list that stands here; none where nothing does. */
  items(): readonly JsonPlace[] {
    const { value } = this;
    if (!this.exists) return [];
    if (!Array.isArray(value)) return this.#refuseValue("a list");
    return value.map(
      (item: Json, index) =>
        new JsonPlace(this.#file, item, this.#latest, `${this.#pointer}/${index}`),
    );
  }

  /** The text that stands here and is not empty. */
  text(): string {
    const { value } = this;
    return typeof value === "string" && value.trim() !== ""
      ? value
      : this.#refuseValue("text that is not empty");
  }

  /** The text that stands here, if anything does. */
  optionalText(): string | undefined {
    return this.exists && this.value !== "" ? this.text() : undefined;
  }

  /** One of a format's words. */
  oneOf<const Word extends string>(words: readonly Word[]): Word {
    const found = words.find((word) => word === this.value);
    return found ?? this.#refuseValue(`one of ${words.join(", ")}`);
  }

  /** A date with a time (RFC 3339) in milliseconds since 1970, if anything stands here. */
  time(): number | undefined {
    if (!this.exists) return undefined;
    const shape = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
    const text = this.text();
    const time = shape.test(text) ? Date.parse(text) : NaN;
    if (Number.isNaN(time)) {
      return this.#refuseValue("a date with a time, such as 2026-01-31T12:00:00Z");
    }
    // The newest statement counts: one from the future could never be taken back.
    if (time > this.#latest) {
      return this.#refuseValue("no later than tomorrow; write when this was said");
    }
    return time;
  }

  /** A package URL. */
  packageUrl(): PackageUrl {
    return (
      parsePackageUrl(this.text()) ??
      this.#refuseValue("a package URL, such as pkg:deb/debian/openssl@3.0.11")
    );
  }

  #refuseValue(valid: string): never {
    if (!this.exists) return this.refuse(`is missing; it must be ${valid}`);
    return this.refuse(`is ${shown(this.value)}; it must be ${valid}`);
  }
}

function shown(value: Json | undefined): string {
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "a list" : "an object";
  }
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
}
