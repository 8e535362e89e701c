const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/**
 * A length of time in words, to the second: `2 days`, `1 hour and 30 minutes`, `1 second`. With `most` it
 * is cut after so many units, and is then no more than the whole.
 */
export function durationText(ms: number, most: number = units.length): string {
  const first = units.findIndex(([, length]) => ms >= length);
  if (first < 0) return "less than a second";
  let left = ms;
  const words: string[] = [];
  for (const [name, length] of units.slice(first, first + most)) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) words.push(`${count} ${name}${count === 1 ? "" : "s"}`);
  }
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}
