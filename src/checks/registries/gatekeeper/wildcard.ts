/** Matches as Gatekeeper's globs do: a `*` counts at the start and at the end, elsewhere it is itself. */
export function matchesWildcard(pattern: string, candidate: string): boolean {
  const open = pattern.startsWith("*");
  const close = pattern.endsWith("*");
  const text = withoutStars(pattern);
  if (open && close) return candidate.includes(text);
  if (open) return candidate.endsWith(text);
  if (close) return candidate.startsWith(text);
  return candidate === pattern;
}

/** A pattern without the `*` at its start and at its end. */
export function withoutStars(pattern: string): string {
  const start = pattern.startsWith("*") ? 1 : 0;
  const end = pattern.endsWith("*") ? pattern.length - 1 : pattern.length;
  return pattern.slice(start, Math.max(start, end));
}
