import { mistakeInPath, relativePathPattern } from "./patterns.ts";
import { text, type Shape } from "./shape.ts";
import type { NamedFile } from "./signatures.ts";

/** The path of a file in the repository, with its place. */
export function namedFile(what: string): Shape<NamedFile> {
  const path = text({
    what,
    schema: { pattern: relativePathPattern, not: { pattern: "://|^-----BEGIN" } },
    mistake: mistakeInFile,
  });
  return {
    ...path,
    read(field, reading) {
      const value = path.read(field, reading);
      return value === undefined ? undefined : { path: value, location: field.location };
    },
  };
}

/** Keys are often handed over as addresses or in full; here only a file counts. */
function mistakeInFile(path: string): string | undefined {
  if (path.trimStart().startsWith("-----BEGIN")) {
    return "it is the content of a file; put it into a file of the repository and name that";
  }
  if (path.includes("://")) {
    return "it is an address; put the file itself into the repository and name its path";
  }
  return mistakeInPath(path);
}
