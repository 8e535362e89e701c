/** A generator of pseudo-random numbers in [0, 1): the same seed, the same sequence (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const scalars = [
  ..."a b key k1 yes no on y ~ null true .5 1.5 08 0644 0o17 0x1F 0b11 1_000 1e3 12:30:45".split(
    " ",
  ),
  ..."2020-01-01 -1 +1 -0 1. .inf -.5 18446744073709551615 9223372036854775808 1e400 << - -- a#b".split(
    " ",
  ),
  ..."a:b :a ?a -a a'b a\"b http://x:80 a,b a]b %a @a `a |a >a !a *x &x .5_0 0b-11 _1 1__0".split(
    " ",
  ),
  ...'\'\' "" \'a\' "a" \'it\'\'s\' "a\\n" "\\u0041" "\\x41" "\\ " "\\_" \'<<\' "yes" \' a \' "#"'.split(
    " ",
  ),
  "a b",
  "a: b",
  "a #c",
  "'a b'",
  '"a\n  b"',
  "'a\n\n b'",
  "a\n  b",
  '"a\\\n  b"',
];
const openings = [
  "- ",
  "- - ",
  "? ",
  ": ",
  "a: ",
  "b: ",
  "'k': ",
  '"k": ',
  "1: ",
  "<<: ",
  "*x : ",
  "? a\n: ",
];
const blocks = ["|", ">", "|-", ">-", "|+", ">+", "|2", ">1-", "|-1", "| #c"];
const flows = [
  "[a, b]",
  "{a: b}",
  "{}",
  "[]",
  "[a,\n b]",
  "{a: [b, {c: d}], e}",
  '{"a":b}',
  "[a: b]",
  "[? a : b]",
  "{? a}",
  "{a: 1, a: 2}",
];
const properties = [
  "&x ",
  "*x",
  "!!str ",
  "!!int ",
  "!!float ",
  "! ",
  "!t ",
  "&x\n",
  "!!null ",
  "!!binary ",
];
const odd = [
  "\t",
  "\r\n",
  "\r",
  "\u0085",
  "\u2028",
  "\ufeff",
  "---",
  "...",
  "%YAML 1.1",
  "# c",
  "  ",
  ",",
  "]",
  "}",
  "{",
  "[",
  ":",
  "?",
  "-",
  "'",
  '"',
  "é",
  "😀",
];

/** Text of pieces that YAML has an opinion about; most of it is wrong, much of it nearly right. */
export function soup(random: () => number): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
  const lines = 1 + Math.floor(random() * 6);
  let text = "";
  for (let line = 0; line < lines; line++) {
    text += " ".repeat(Math.floor(random() * 3) * Math.floor(random() * 3));
    for (let pieces = 1 + Math.floor(random() * 3); pieces > 0; pieces--) {
      const dice = random();
      if (dice < 0.45) text += pick(openings);
      else if (dice < 0.7) text += pick(scalars);
      else if (dice < 0.78) text += pick(flows);
      else if (dice < 0.86) text += pick(properties);
      else if (dice < 0.92) text += pick(blocks);
      else text += pick(odd);
    }
    text += random() < 0.95 ? "\n" : pick(odd);
  }
  return text;
}

/** A short text of indicators, blanks and letters: every rule of the syntax meets every other. */
export function characters(random: () => number): string {
  const alphabet = random() < 0.5 ? "ab:-?\n [],{}'\"#&*!|>" : "a:: \n\n  -?'\"[]{},x&*";
  let text = random() < 0.3 ? "a:" : "";
  for (let length = 2 + Math.floor(random() * 14); length > 0; length--) {
    text += alphabet[Math.floor(random() * alphabet.length)] ?? "";
  }
  return text;
}

/** A well-formed document in random styles, nested up to `depth`, indented by `indent` columns. */
export function wellFormed(random: () => number, depth = 4): string {
  const pick = <Type>(list: readonly Type[]): Type =>
    list[Math.floor(random() * list.length)] as Type;
  const plain = [...scalars.slice(0, 38), "a b", "http://x:80", "x # c"];
  const words = ["a", "b", "c", "name", "'q'", '"d"', "1", "yes", "1.5", "true", "a b"];
  const flow = (level: number): string => {
    const dice = random();
    if (level === 0 || dice < 0.5) return pick(["a", "1", "yes", "'x, y'", '"z"', "~", "a b"]);
    const items = Array.from({ length: Math.floor(random() * 4) }, () => flow(level - 1));
    const gap = pick(["", " ", "\n      "]);
    if (dice < 0.75) return `[${gap}${items.join(`,${gap || " "}`)}]`;
    return `{${gap}${items.map((item) => `${pick(words)}: ${item}`).join(`,${gap || " "}`)}}`;
  };
  const node = (level: number, column: number): string => {
    const pad = " ".repeat(column);
    const dice = random();
    if (level === 0 || dice < 0.3) return ` ${pick(plain)}\n`;
    if (dice < 0.38) return ` ${flow(2)}\n`;
    if (dice < 0.46)
      return ` ${pick(["|", ">", "|-", ">+"])}\n${pad} one\n\n${pad}  two\n${pad} three\n`;
    if (dice < 0.5)
      return ` ${pick(["x", "'x", '"x'])[0] === "x" ? `x\n${pad} y` : `"x\n\n${pad} y"`}\n`;
    if (dice < 0.54) return "\n";
    const count = 1 + Math.floor(random() * 3);
    const anchor = random() < 0.1 ? ` &${pick(["x", "y"])}` : "";
    const comment = random() < 0.2 ? " # note" : "";
    let text = `${anchor}${comment}\n`;
    const list = random() < 0.4;
    for (let index = 0; index < count; index++) {
      const deeper = column + 1 + Math.floor(random() * 3);
      if (random() < 0.1) text += `${pad}# note\n`;
      if (list) text += `${pad}-${node(level - 1, deeper)}`;
      else text += `${pad}${pick(words)}:${node(level - 1, deeper)}`;
    }
    if (!list && random() < 0.05) text += `${pad}<<: {m: 1, a: 2}\n`;
    return text;
  };
  return node(depth, 0).replace(/^ /, "");
}

const disguises = [
  ...'kind: Pod|  kind: Pod|"kind": Pod|? kind|: Pod|<<: {kind: Pod}|\'|  \'|"|  "|  a: \'|  a: "|a: |-|spec: |'.split(
    "|",
  ),
  ..."metadata:|spec:|status:|...|# \u2028kind: Pod|# \rkind: Pod|  a: |-|  - |\tkind: Pod|{kind: Pod}|&x kind: Pod".split(
    "|",
  ),
];

/** The lines of a CustomResourceDefinition, shuffled a little, with lines among them that change what it is. */
export function disguised(random: () => number): string {
  const lines = [
    "apiVersion: apiextensions.k8s.io/v1",
    "kind: CustomResourceDefinition",
    ...(random() < 0.5 ? ["metadata:", "  name: x"] : []),
    "spec:",
    "  a: b",
  ];
  for (let changes = 1 + Math.floor(random() * 5); changes > 0; changes--) {
    const line = disguises[Math.floor(random() * disguises.length)] ?? "";
    lines.splice(Math.floor(random() * (lines.length + 1)), random() < 0.2 ? 1 : 0, line);
  }
  return `${lines.join("\n")}\n`;
}

/** The text with a few characters removed, doubled or replaced. */
export function mutated(text: string, random: () => number): string {
  const marks = " \n\t:-?,[]{}#&*!|>'\"%@`.~<a1\r";
  let result = text;
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const at = Math.floor(random() * (result.length + 1));
    const mark = marks[Math.floor(random() * marks.length)] ?? "";
    const dice = random();
    const removed = dice < 0.3 ? 1 : dice < 0.4 ? 1 + Math.floor(random() * 8) : 0;
    const added =
      dice < 0.3 ? "" : dice < 0.4 ? mark : dice < 0.9 ? mark : result.slice(at, at + 6);
    result = result.slice(0, at) + added + result.slice(at + removed);
  }
  return result;
}
