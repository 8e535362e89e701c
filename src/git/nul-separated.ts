import { isUtf8 } from "node:buffer";

/** A line of what git writes with `-z`. */
export interface Line {
  readonly text: string;
  /** Whether it is UTF-8; another line may have the same text where it is not. */
  readonly isUtf8: boolean;
}

/** The lines of what git writes with `-z`, each of which ends with a zero byte. */
export function nulSeparated(bytes: Buffer): Line[] {
  if (isUtf8(bytes)) {
    const texts = bytes.toString("utf8").split("\0").slice(0, -1);
    return texts.map((text) => ({ text, isUtf8: true }));
  }
  const lines: Line[] = [];
  for (let start = 0, end; (end = bytes.indexOf(0, start)) >= 0; start = end + 1) {
    const line = bytes.subarray(start, end);
    lines.push({ text: line.toString("utf8"), isUtf8: isUtf8(line) });
  }
  return lines;
}
