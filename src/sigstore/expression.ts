import { RE2JS } from "re2js";
import { messageOf } from "../errors.ts";

/** More than any identity needs; a longer expression compiles to more than is worth running. */
const longestExpression = 4096;

/** What is wrong with a regular expression of Go (RE2), as a clause; nothing where it compiles. */
export function mistakeInExpression(source: string): string | undefined {
  if (source.length > longestExpression) {
    return `it is longer than ${longestExpression} characters`;
  }
  try {
    RE2JS.compile(source);
    return undefined;
  } catch (error) {
    const reason = messageOf(error).replace(/^error parsing regexp: /, "");
    return `it is not a regular expression of RE2: ${reason}`;
  }
}

/** The anchors that an expression lacks, such as `no ^ in front`; nothing where it has both. */
export function missingAnchors(source: string): string | undefined {
  const open = !/^(?:\(\?[a-z]+\))?(?:\^|\\A)/.test(source);
  const isEscaped = /(?:^|[^\\])(?:\\\\)*\\\$$/.test(source);
  const unended = isEscaped || !/(?:\$|\\z)$/.test(source);
  if (!open && !unended) return undefined;
  return [...(open ? ["no ^ in front"] : []), ...(unended ? ["no $ at its end"] : [])].join(
    " and ",
  );
}

/** The expression that matches a whole text where the given one, which compiles, is found somewhere in it. */
export function searching(source: string): string {
  const whole = `(?s:.*)(?:${source})(?s:.*)`;
  // A \Q that nothing ends would take the closing parenthesis for itself.
  return mistakeInWhole(whole) ? `(?s:.*)(?:${source}\\E)(?s:.*)` : whole;
}

function mistakeInWhole(source: string): boolean {
  try {
    RE2JS.compile(source);
    return false;
  } catch {
    return true;
  }
}
