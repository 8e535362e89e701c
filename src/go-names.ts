/**
 * A name as Go compares the names of JSON members (encoding/json, fold.go): in any case, and of the
 * letters beyond ASCII two are cases of s and k.
 */
export function foldedAsGo(name: string): string {
  return name.toLowerCase().replaceAll("\u017f", "s").replaceAll("\u212a", "k");
}
