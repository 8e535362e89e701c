/**
 * Orders two versions as most ecosystems would: runs of digits by their number, everything else by its
 * characters, `~` before the end. Only to choose between known versions, never to decide a verdict.
 */
export function compareVersions(a: string, b: string): number {
  const left = piecesOf(a);
  const right = piecesOf(b);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = comparePieces(left[index] ?? "", right[index] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

function piecesOf(version: string): readonly string[] {
  return version.match(/\d+|~|[^\d~]+/g) ?? [];
}

function comparePieces(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "~" || b === "~") return a === "~" ? -1 : 1;
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const [shortA, shortB] = [a.replace(/^0+(?=\d)/, ""), b.replace(/^0+(?=\d)/, "")];
    return shortA.length - shortB.length || (shortA < shortB ? -1 : shortA > shortB ? 1 : 0);
  }
  return a < b ? -1 : 1;
}
