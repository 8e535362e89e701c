import { UsageError } from "../../../errors.ts";
import { SourceFile } from "../../../kubernetes/source-file.ts";
import { mistakeInDate } from "../../../policy/calendar.ts";
import { quote } from "../../../policy/words.ts";
import { mistakeInIgnoredId, type IgnoreEntry, type IgnoreFile } from "./entry.ts";

/** More mistakes than anybody reads. */
const mostMistakes = 20;

/**
 * The entries of a `.trivyignore`: an id in each line, perhaps `exp:YYYY-MM-DD` after it, and comments
 * behind `#`. The comment in the line, or the one right above it, tells why. Trivy passes over what it
 * does not understand (a wrong date drops the entry, further words are ignored); here each of these is a
 * mistake, and one UsageError names them all by line.
 */
export function readIgnoreList(text: string, path: string): IgnoreFile {
  const mistakes: string[] = [];
  const entries: IgnoreEntry[] = [];
  const file = new SourceFile(path, text);
  let above: string | undefined;
  const lines = text.split(/\r\n|\r|\n/).length;
  for (let line = 1; line <= lines && mistakes.length < mostMistakes; line++) {
    const { words, comment } = partsOf(file.line(line));
    if (words.length === 0) {
      above = comment === undefined ? undefined : [above, comment].filter(Boolean).join(" ");
      continue;
    }
    const read = entryOf(words, line, comment ?? above);
    if (typeof read === "string") mistakes.push(`${path}:${line}: ${read}`);
    else entries.push(read);
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return { path, entries };
}

interface Parts {
  readonly words: readonly string[];
  readonly comment: string | undefined;
}

function partsOf(line: string): Parts {
  const start = /(?:^|\s)#/.exec(line);
  const said =
    start === null
      ? undefined
      : line
          .slice(start.index)
          .replace(/^\s*#+/, "")
          .trim();
  const rest = start === null ? line : line.slice(0, start.index);
  return {
    words: rest.split(/\s+/).filter((word) => word !== ""),
    comment: said === "" ? undefined : said,
  };
}

/** The entry, or what is wrong with it. */
function entryOf(
  [id = "", ...rest]: readonly string[],
  line: number,
  statement: string | undefined,
): IgnoreEntry | string {
  const mistake = mistakeInIgnoredId(id);
  if (mistake !== undefined) return `${quote(id)} is not an id; ${mistake}`;
  const [first, second] = rest;
  if (second !== undefined || (first !== undefined && !first.startsWith("exp:"))) {
    const extra = first?.startsWith("exp:") === true ? second : first;
    return `${quote(extra ?? "")} stands after ${quote(id)}; only exp:YYYY-MM-DD and a comment behind # may`;
  }
  const firstDayOut = first?.slice("exp:".length);
  const wrongDate = firstDayOut === undefined ? undefined : mistakeInDate(firstDayOut);
  if (wrongDate !== undefined) return `${quote(first ?? "")} is not a date; ${wrongDate}`;
  return {
    id,
    kinds: ["vulnerability", "secret"],
    paths: [],
    purls: [],
    ...(firstDayOut === undefined ? {} : { firstDayOut }),
    ...(statement === undefined ? {} : { statement }),
    line,
  };
}
