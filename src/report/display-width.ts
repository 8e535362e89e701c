const zeroWidth = /[\p{Mn}\p{Me}]/u;
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

/** How many columns of a terminal a character takes; invisible ones must have been spelt out before. */
export function columnsOf(character: string): 0 | 1 | 2 {
  if (character < "\u0300") return 1;
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** The text with spaces on its right up to `width` columns. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

/** The text in lines of at most `width` columns where its words allow it; long words stay whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const columns = displayWidth(word);
    if (used > 0 && used + 1 + columns > width) {
      lines.push(line);
      line = word;
      used = columns;
    } else {
      line = used === 0 ? word : `${line} ${word}`;
      used += columns + (used === 0 ? 0 : 1);
    }
  }
  return used === 0 ? lines : [...lines, line];
}
