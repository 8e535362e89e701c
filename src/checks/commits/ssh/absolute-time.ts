/** A time of a key's option. */
export interface AbsoluteTime {
  readonly seconds: number;
  /** It had no `Z` or `UTC`, so OpenSSH takes the time zone of whoever verifies. */
  readonly local: boolean;
}

const shape = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(z|utc)?$/i;

/**
 * Reads `YYYYMMDD[HHMM[SS]][Z]` (OpenSSH, misc.c: parse_absolute_time), without a zone as UTC. Nothing
 * when it is not such a time, when the day does not exist, or when it is not after the start of 1970.
 */
export function readAbsoluteTime(text: string): AbsoluteTime | undefined {
  const found = shape.exec(text);
  if (found === null) return undefined;
  const numbers = found.slice(1, 7).map((digits) => Number(digits ?? "0"));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
  if (!(milliseconds > 0)) return undefined;
  const again = new Date(milliseconds).toISOString().replace(/[-:T]/g, "").slice(0, 14);
  const padded = text.replace(/(z|utc)$/i, "").padEnd(14, "0");
  if (again !== padded) return undefined;
  return { seconds: milliseconds / 1000, local: found[7] === undefined };
}
