import { shortened, visibleText } from "../report/visible-text.ts";

/** Text of unknown origin on one line, cut at a sane length. */
export function plainText(text: string, total = 1500): string {
  return shortened(visibleText(text), { word: 240, total });
}

/**
 * The same for a SARIF message, its square brackets escaped: `[text](target)` is a link in SARIF.
 * Backslashes before a bracket are doubled, so that they cannot undo the bracket's own.
 */
export function messageText(text: string, total?: number): string {
  return plainText(text, total).replace(/\\+[[\]]?|[[\]]/g, (run) => {
    const bracket = run.at(-1);
    if (bracket !== "[" && bracket !== "]") return run;
    return `${run.slice(0, -1).replaceAll("\\", "\\\\")}\\${bracket}`;
  });
}
