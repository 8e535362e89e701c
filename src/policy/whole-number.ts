import { refuse, type Shape } from "./shape.ts";

/** A whole number between two others, both of them included. */
export function wholeNumber(least: number, most: number): Shape<number> {
  const what = `a whole number from ${least} to ${most}`;
  return {
    what,
    schema: { type: "integer", minimum: least, maximum: most },
    read(field, reading) {
      const { value } = field;
      const fits = typeof value === "number" && Number.isInteger(value);
      if (fits && value >= least && value <= most) return value;
      const quoted = typeof value === "string" && /^\d+$/.test(value);
      return refuse(field, reading, what, quoted ? ", without quotes" : "");
    },
  };
}
