/** What a server says it wants to see in Authorization. */
export interface Challenge {
  /** In lower case, such as `bearer`. */
  readonly scheme: string;
  /** Names are in lower case; of a name that comes twice the first value counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

const space = /[ \t,]*/y;
const word = /[\w!#$%&'*+.^`|~-]+/y;
const equals = /[ \t]*=[ \t]*/y;
const quotedText = /"((?:[^"\\]|\\.)*)"/sy;

/**
 * The challenges of a WWW-Authenticate header (RFC 9110, section 11.6.1), of which there may be
 * several. Never throws; reading ends at the first thing that is not one.
 */
export function challengesIn(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const found = pattern.exec(header);
    if (found !== null) position = pattern.lastIndex;
    return found;
  };
  for (;;) {
    take(space);
    const [name] = take(word) ?? [];
    if (name === undefined) return challenges;
    if (take(equals) === null) {
      challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
      continue;
    }
    const quoted = take(quotedText);
    const value = quoted === null ? take(word)?.[0] : quoted[1]?.replaceAll(/\\(.)/gs, "$1");
    const current = challenges.at(-1);
    if (value === undefined || current === undefined) return challenges;
    if (!current.parameters.has(name.toLowerCase())) {
      current.parameters.set(name.toLowerCase(), value);
    }
  }
}
