/** Says what is wrong with a value of JSON, with the way to it, or nothing. */
export type JsonShape = (value: unknown, path: string) => string | undefined;

/** A text of at most so many characters. */
export function text(longest = 1 << 20): JsonShape {
  return (value, path) => {
    if (typeof value !== "string") return `${path} is not a text`;
    return value.length > longest ? `${path} has more than ${longest} characters` : undefined;
  };
}

/** A text that the pattern describes. */
export function matching(pattern: RegExp, what: string): JsonShape {
  return (value, path) =>
    typeof value === "string" && pattern.test(value) ? undefined : `${path} is not ${what}`;
}

/** A number that is whole and not below `least`. */
export function whole(least = 0): JsonShape {
  return (value, path) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least
      ? undefined
      : `${path} is not a whole number from ${least}`;
}

/** A number in a range. */
export function between(least: number, most: number): JsonShape {
  return (value, path) =>
    typeof value === "number" && value >= least && value <= most
      ? undefined
      : `${path} is not a number from ${least} to ${most}`;
}

export const flag: JsonShape = (value, path) =>
  typeof value === "boolean" ? undefined : `${path} is neither true nor false`;

/** One of the values. */
export function oneOf(values: readonly unknown[]): JsonShape {
  return (value, path) =>
    values.includes(value) ? undefined : `${path} is none of ${values.map(String).join(", ")}`;
}

/** `null`, or what the shape describes. */
export function nullable(shape: JsonShape): JsonShape {
  return (value, path) => (value === null ? undefined : shape(value, path));
}

/** A list of what the shape describes. */
export function listOf(shape: JsonShape): JsonShape {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is not a list`;
    for (const [index, item] of value.entries()) {
      const mistake = shape(item, `${path}[${index}]`);
      if (mistake !== undefined) return mistake;
    }
    return undefined;
  };
}

/** An object with every key of the first, any of the second, and no other. */
export function object(
  required: Readonly<Record<string, JsonShape>>,
  optional: Readonly<Record<string, JsonShape>> = {},
): JsonShape {
  return (value, path) => {
    if (!isObject(value)) return `${path} is not an object`;
    const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
    if (missing !== undefined) return `${path} has no ${missing}`;
    for (const [key, item] of Object.entries(value)) {
      const shape = shapeAt(required, key) ?? shapeAt(optional, key);
      if (shape === undefined)
        return `${path} has the unknown key ${JSON.stringify(key.slice(0, 80))}`;
      const mistake = shape(item, path === "" ? key : `${path}.${key}`);
      if (mistake !== undefined) return mistake;
    }
    return undefined;
  };
}

function shapeAt(shapes: Readonly<Record<string, JsonShape>>, key: string): JsonShape | undefined {
  return Object.hasOwn(shapes, key) ? shapes[key] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
