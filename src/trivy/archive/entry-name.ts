import { ArchiveError } from "./error.ts";

/**
 * The name of an entry without `./` in front and `/` behind. Throws an `unsafe-name` where it could
 * lead out of a folder on any system, though only one entry is ever written, and not by its own name.
 */
export function safeName(name: string): string {
  const bare = name.replace(/^(?:\.\/)+/, "").replace(/\/$/, "");
  const isPlain =
    !/[\u0000-\u001f\u007f\\:]/.test(name) &&
    !bare.startsWith("/") &&
    bare.split("/").every((part) => part !== "" && part !== "..");
  if (isPlain || name === "./") return bare;
  throw new ArchiveError("unsafe-name", `it has an entry named ${JSON.stringify(name)}`);
}

/** Remembers names and throws a `duplicate` at the second time: of two programs nobody knows which is meant. */
export function withoutDuplicates(): (name: string) => void {
  const seen = new Set<string>();
  return (name) => {
    // Some file systems do not tell upper from lower case.
    const key = name.toLowerCase();
    if (seen.has(key)) {
      throw new ArchiveError("duplicate", `it has the entry ${JSON.stringify(name)} twice`);
    }
    seen.add(key);
  };
}
