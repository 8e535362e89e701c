/** OpenSSH gives up on a list with a longer pattern (match.c, match_pattern_list). */
const longestPattern = 1022;

/**
 * Whether OpenSSH's pattern (`*` any bytes, `?` one byte; match.c) matches the whole text. Takes time
 * proportional to the product of the lengths, whatever the pattern.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  return matchesBytes(bytesOf(text), bytesOf(pattern));
}

/**
 * Whether a list of patterns, separated by commas, matches a text: one of them does, and none of those
 * that start with `!` (OpenSSH, match.c: match_pattern_list).
 */
export function matchesPatternList(text: string, list: string): boolean {
  const bytes = bytesOf(text);
  let matched = false;
  for (const written of splitList(list)) {
    const negated = written.startsWith("!");
    const pattern = bytesOf(negated ? written.slice(1) : written);
    if (pattern.length > longestPattern) return false;
    if (!matchesBytes(bytes, pattern)) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}

/** Whether a name has a control character, which would end or hide it where programs print one a line. */
export function hasControl(name: string): boolean {
  return /\p{Cc}/u.test(name);
}

/** As the C code walks a list: an empty one, and an end behind a comma, are no patterns. */
function splitList(list: string): readonly string[] {
  const parts = list.split(",");
  return parts.at(-1) === "" ? parts.slice(0, -1) : parts;
}

/** One character for each byte, as OpenSSH compares. */
function bytesOf(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function matchesBytes(text: string, pattern: string): boolean {
  let at = 0;
  let inText = 0;
  let star = -1;
  let starText = 0;
  while (inText < text.length) {
    const wanted = pattern[at];
    if (wanted === "*") {
      star = at++;
      starText = inText;
    } else if (wanted === "?" || (wanted !== undefined && wanted === text[inText])) {
      at++;
      inText++;
    } else if (star >= 0) {
      // The last star takes one byte more.
      at = star + 1;
      inText = ++starText;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
