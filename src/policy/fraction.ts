import { refuse, type Shape } from "./shape.ts";

/** A number from 0 to 1, both included: a share or a probability. */
export function fraction(): Shape<number> {
  const what = "a number from 0 to 1";
  return {
    what,
    schema: { type: "number", minimum: 0, maximum: 1 },
    read(field, reading) {
      const { value } = field;
      if (typeof value === "number" && value >= 0 && value <= 1) return value;
      const isPercent = typeof value === "string" && /^\d+(?:\.\d+)?\s*%$/.test(value);
      return refuse(field, reading, what, isPercent ? ", such as 0.1 for 10 %" : "");
    },
  };
}
