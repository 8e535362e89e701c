import { refuse, type Shape } from "./shape.ts";

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof units;

const pattern = /^(?<count>[1-9]\d{0,6})(?<unit>[smhd])$/;

/** The milliseconds of `30s`, `5m`, `48h` or `14d`; nothing where the text is no such duration. */
export function parseDuration(text: string): number | undefined {
  const { count, unit } = pattern.exec(text)?.groups ?? {};
  if (count === undefined || unit === undefined) return undefined;
  return Number(count) * units[unit as Unit];
}

/** A length of time that is written as a whole number and a unit, and read as milliseconds. */
export function duration(options: {
  readonly example: string;
  /** The longest that is allowed, written the same way. */
  readonly most: string;
}): Shape<number> {
  const { example, most } = options;
  const longest = parseDuration(most) ?? 0;
  const what = `a whole number with a unit (s, m, h or d) such as ${example}, at most ${most}`;
  return {
    what,
    schema: { type: "string", pattern: pattern.source.replaceAll(/\?<\w+>/g, "?:") },
    read(field, reading) {
      const { value } = field;
      const found = typeof value === "string" ? parseDuration(value) : undefined;
      if (found !== undefined && found <= longest) return found;
      return refuse(field, reading, what);
    },
  };
}
