/** A path that a list of submodules gives, and where its value stands in the text. */
export interface SubmodulePath {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export interface SubmodulePaths {
  readonly paths: readonly SubmodulePath[];
  /** Where the text is none that git reads; git stops there, and so does this. */
  readonly fault: number | undefined;
}

/** The paths in a `.gitmodules`, read as git reads its configuration (git, config.c). */
export function submodulePathsIn(text: string): SubmodulePaths {
  const reader = new ConfigReader(text);
  const isWhole = reader.read();
  return { paths: reader.paths, fault: isWhole ? undefined : reader.at };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["t", "\t"],
  ["b", "\b"],
  ["n", "\n"],
  ["\\", "\\"],
  ['"', '"'],
]);

class ConfigReader {
  readonly paths: SubmodulePath[] = [];
  at = 0;
  readonly #text: string;
  #isInSubmodule = false;

  constructor(text: string) {
    // A line that ends with CRLF ends with LF for git.
    this.#text = text.replaceAll("\r\n", " \n");
    if (text.startsWith("\ufeff")) this.at = 1;
  }

  /** Reads to the end, or to what git does not read; whether it is the end. */
  read(): boolean {
    while (this.at < this.#text.length) {
      const char = this.#text[this.at] ?? "";
      if (isSpace(char)) this.at++;
      else if (char === "#" || char === ";") this.#skipLine();
      else if (!(char === "[" ? this.#section() : this.#variable())) return false;
    }
    return true;
  }

  #skipLine(): void {
    const end = this.#text.indexOf("\n", this.at);
    this.at = end < 0 ? this.#text.length : end;
  }

  /** `[name]`, `[name.sub]` or `[name "sub"]`, the name in any case. */
  #section(): boolean {
    const header = this.#match(/\[([a-z0-9.-]+)(?:[ \t\r]+"((?:[^"\\\n]|\\[^\n])*)")?\]/iy);
    if (header === undefined) return false;
    const [name = "", sub] = header;
    const lower = name.toLowerCase();
    const isNamed = sub !== undefined && lower === "submodule";
    this.#isInSubmodule = isNamed || lower.startsWith("submodule.");
    return true;
  }

  /** `name`, or `name = value`; the name in any case. */
  #variable(): boolean {
    const [name] = this.#match(/([a-z][a-z0-9-]*)[ \t]*/iy) ?? [];
    if (name === undefined) return false;
    const char = this.#text[this.at] ?? "\n";
    if (char === "\n") return true;
    if (char !== "=") return false;
    this.at++;
    const value = this.#value();
    if (value === undefined) return false;
    if (this.#isInSubmodule && name.toLowerCase() === "path") this.paths.push(value);
    return true;
  }

  /** Up to the end of the line, with its quotes and escapes resolved and without its comment. */
  #value(): SubmodulePath | undefined {
    this.#match(/[ \t\r]*/y);
    const start = this.at;
    let [path, kept, end, isQuoted] = ["", 0, start, false];
    for (let char = this.#text[start]; char !== undefined && char !== "\n";) {
      if (!isQuoted && (char === "#" || char === ";")) {
        this.#skipLine();
        break;
      }
      const isKept = isQuoted || !isSpace(char);
      if (char === '"') isQuoted = !isQuoted;
      else if (char !== "\\") path += char;
      else {
        const escaped = this.#escaped();
        if (escaped === undefined) return undefined;
        path += escaped;
      }
      char = this.#text[++this.at];
      // Spaces at the end count only in quotes.
      if (isKept) [kept, end] = [path.length, this.at];
    }
    return isQuoted ? undefined : { path: path.slice(0, kept), start, end };
  }

  /** What a backslash and the character behind it mean: nothing where the line goes on behind its end. */
  #escaped(): string | undefined {
    const next = this.#text[++this.at] ?? "\n";
    if (next === "\n") return "";
    // The carriage return before a line break was made a space.
    if (next === " " && this.#text[this.at + 1] === "\n") {
      this.at++;
      return "";
    }
    return escapes.get(next);
  }

  #match(pattern: RegExp): string[] | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found.slice(1);
  }
}

function isSpace(char: string): boolean {
  return char === " " || char === "\t" || char === "\r" || char === "\n";
}
