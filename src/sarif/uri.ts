/** Where findings stand that are about no file; GitHub shows such an alert without a preview. */
const noFile = "not-in-a-file";

/**
 * A path of the repository as a relative URI reference: never empty, never absolute, without dot
 * segments, every character that could mean something percent-encoded. GitHub refuses a whole upload
 * for one location that is none of this.
 */
export function relativeUri(path: string): string {
  const segments = path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .filter((segment) => segment !== "" && segment !== "." && segment !== "..");
  return segments.length === 0 ? noFile : segments.map(encodeURIComponent).join("/");
}
