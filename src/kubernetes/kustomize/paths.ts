import { posix } from "node:path";

/** The folder of a file; empty for the root. */
export function folderOf(filePath: string): string {
  const slash = filePath.lastIndexOf("/");
  return slash < 0 ? "" : filePath.slice(0, slash);
}

/**
 * Where an entry written in a file of the folder leads, relative to the root with no slash at the end;
 * nothing for what leads out of the root.
 */
export function resolvePath(folder: string, entry: string): string | undefined {
  if (entry === "" || entry.startsWith("/")) return undefined;
  const joined = posix.join(folder, entry).replace(/\/+$/, "");
  if (joined === "..") return undefined;
  return joined.startsWith("../") ? undefined : joined === "." ? "" : joined;
}

/** Whether kustomize would fetch the entry from a server: a URL or a git reference of any spelling. */
export function isRemote(entry: string): boolean {
  return (
    /^(?:git::)?[a-z][a-z0-9+.-]*:\/\//i.test(entry) ||
    /^(?:git::)?[\w.-]+@[\w.-]+:/.test(entry) ||
    /^(?:git::)?(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)[/:]/i.test(entry) ||
    /[?&](?:ref|version)=/.test(entry) ||
    /\.git(?:$|[/?])/.test(entry)
  );
}
