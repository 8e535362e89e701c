import path from "node:path";
import type { FileSource } from "./file-source.ts";
import type { ReadingProblem } from "./problem.ts";
import { SourceFile } from "./source-file.ts";

/**
 * The submodules that `.gitmodules` names and that are empty folders here: what they hold was not
 * checked out, so it was not judged. `text` is the content of the root's `.gitmodules`.
 */
export function emptySubmodules(root: string, text: string, source: FileSource): ReadingProblem[] {
  const file = new SourceFile(".gitmodules", text);
  const problems: ReadingProblem[] = [];
  for (const match of text.matchAll(/^[ \t]*path[ \t]*=[ \t]*([^\r\n]*)/gm)) {
    const named = (match[1] ?? "").trim();
    if (!isEmptyFolder(path.join(root, named), source)) continue;
    const start = match.index + match[0].lastIndexOf(named);
    problems.push({
      kind: "empty-submodule",
      message: `The submodule ${named} is not checked out: nothing in it was judged.`,
      location: file.location(start, start + named.length),
      offender: named,
    });
  }
  return problems;
}

function isEmptyFolder(folder: string, source: FileSource): boolean {
  try {
    return source.entries(folder).length === 0;
  } catch {
    return false;
  }
}
