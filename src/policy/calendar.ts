const millisecondsOfDay = 86_400_000;

/** What is wrong with a date that must be a real day, written YYYY-MM-DD, as a clause. */
export function mistakeInDate(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return "a date is written YYYY-MM-DD, such as 2027-01-31";
  const day = new Date(`${text}T00:00:00Z`);
  // Some engines roll the 30th of February over into March instead of refusing it.
  const real = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return real ? undefined : "the calendar has no such day";
}

/** The day in UTC of a moment, YYYY-MM-DD. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The day before a day, both YYYY-MM-DD. */
export function dayBefore(day: string): string {
  return dayOf(new Date(Date.parse(day) - millisecondsOfDay));
}

/** How many days `later` lies after `earlier`, both YYYY-MM-DD; negative when it lies before. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / millisecondsOfDay);
}
