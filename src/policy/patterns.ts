import { compileGlob, GlobError, type StarReach } from "./glob.ts";

/** What is wrong with a glob, as a clause; nothing where it is well formed. */
export function mistakeInGlob(pattern: string, star: StarReach = "segment"): string | undefined {
  try {
    compileGlob(pattern, star);
    return undefined;
  } catch (error) {
    if (error instanceof GlobError) return `the pattern ${error.message}`;
    throw error;
  }
}

/** The same as `mistakeInPath`, for editors. */
export const relativePathPattern = "^(?!/|[A-Za-z]:[\\\\/]|\\./)(?!(.*/)?\\.\\.(/|$)).*\\S";

/** What is wrong with a path that must stay in the repository, as a clause. */
export function mistakeInPath(path: string): string | undefined {
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) {
    return "it must be relative to the root of the repository";
  }
  if (path.split("/").includes("..")) return 'it must stay in the repository, without ".."';
  if (path.startsWith("./")) return 'it is written without "./", from the root of the repository';
  return undefined;
}

/** What is wrong with a glob of paths in the repository, as a clause. */
export function mistakeInPathGlob(pattern: string): string | undefined {
  return mistakeInPath(pattern) ?? mistakeInGlob(pattern);
}

/** The same as `mistakeInResource`, for editors. */
export const resourcePattern = "^[^/]+/[^/]+(/[^/]+)?$";

/** What is wrong with `Kind/name` or `Kind/namespace/name`, as a clause. */
export function mistakeInResource(pattern: string): string | undefined {
  if (!new RegExp(resourcePattern).test(pattern)) {
    return "a resource is written Kind/name or Kind/namespace/name";
  }
  for (const part of pattern.split("/")) {
    const mistake = mistakeInGlob(part, "everything");
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}
