import { expect, test } from "@jest/globals";
import { isMap, isScalar, isSeq, parseDocument, type Node } from "yaml";
import { YamlError } from "../../../src/kubernetes/yaml/error.ts";
import { isMapping, type Value } from "../../../src/kubernetes/yaml/mapping.ts";
import type { Place, Span } from "../../../src/kubernetes/yaml/place.ts";
import { placesOf } from "../../../src/kubernetes/yaml/places.ts";
import { readDocument } from "../../../src/kubernetes/yaml/read.ts";
import { splitDocuments } from "../../../src/kubernetes/yaml/split.ts";
import { corpusDocuments } from "./corpus.ts";
import { randomFrom, wellFormed } from "./soup.ts";

/** One line for each place: path, key text, value text. */
function placesIn(text: string, place = placesOf(text, 0, text.length), path = ""): string[] {
  const show = (span: Span | undefined): string =>
    span === undefined ? "-" : JSON.stringify(text.slice(span.start, span.end));
  const own = `${path || "/"} ${show(place.key)} ${show(place.value)}`;
  const entries = [...(place.entries ?? [])].map(([key, child]) => [key, child] as const);
  const items = (place.items ?? []).map((child, index) => [String(index), child] as const);
  return [
    own,
    ...[...entries, ...items].flatMap(([key, child]) => placesIn(text, child, `${path}/${key}`)),
  ];
}

test.each([
  ["a: b\n'c': \"d\" # e\n", ['/ - "a: b\\n\'c\': \\"d\\""', '/a "a" "b"', '/c "\'c\'" "\\"d\\""']],
  [
    "a:\n  - b\n  -  c d\n",
    ['/ - "a:\\n  - b\\n  -  c d"', '/a "a" "- b\\n  -  c d"', '/a/0 - "b"', '/a/1 - "c d"'],
  ],
  [
    "a: [b, {c: d}]\n",
    [
      '/ - "a: [b, {c: d}]"',
      '/a "a" "[b, {c: d}]"',
      '/a/0 - "b"',
      '/a/1 - "{c: d}"',
      '/a/1/c "c" "d"',
    ],
  ],
  ["a: |\n  b\n\n  c\n\n\n", ['/ - "a: |\\n  b\\n\\n  c"', '/a "a" "|\\n  b\\n\\n  c"']],
  ["a: b\n  c\nd:", ['/ - "a: b\\n  c\\nd:"', '/a "a" "b\\n  c"', '/d "d" ""']],
  ["a: &x !!str b\nc: *x\n", ['/ - "a: &x !!str b\\nc: *x"', '/a "a" "b"', '/c "c" "*x"']],
  [
    "a: &x {b: c}\nd:\n  <<: *x\n  e: f\n",
    [
      '/ - "a: &x {b: c}\\nd:\\n  <<: *x\\n  e: f"',
      '/a "a" "{b: c}"',
      '/a/b "b" "c"',
      '/d "d" "<<: *x\\n  e: f"',
      '/d/b "b" "c"',
      '/d/e "e" "f"',
    ],
  ],
  ["a: 1\na: 2\n", ['/ - "a: 1\\na: 2"', '/a "a" "2"']],
  ["? a\n: b\n", ['/ - "? a\\n: b"', '/a "a" "b"']],
])("%j", (text, expected) => {
  expect(placesIn(text)).toEqual(expected);
});

test("a missing value stands behind its colon", () => {
  const text = "a:\nb: 1\n";
  expect(placesOf(text, 0, text.length).entries?.get("a")?.value).toEqual({ start: 2, end: 2 });
});

test("offsets count from the start of the file", () => {
  const text = "---\na: 1\n---\nb: 2\n";
  const second = splitDocuments(text)[1] ?? { start: 0, end: 0 };
  const place = placesOf(text, second.start, second.end).entries?.get("b");
  expect(place).toEqual({ key: { start: 13, end: 14 }, value: { start: 16, end: 17 } });
});

/** Where place and value have not the same shape. */
function misfit(value: Value, place: Place | undefined, path = "/"): string[] {
  if (place === undefined) return [path];
  if (Array.isArray(value)) {
    if (place.items?.length !== value.length) return [path];
    return value.flatMap((item, index) => misfit(item, place.items?.[index], `${path}${index}/`));
  }
  if (!isMapping(value))
    return place.entries === undefined && place.items === undefined ? [] : [path];
  const keys = Object.keys(value);
  if (place.entries?.size !== keys.length) return [path];
  return keys.flatMap((key) =>
    misfit(value[key] ?? null, place.entries?.get(key), `${path}${key}/`),
  );
}

/** Where the library `yaml` finds another span for a key, a scalar or the beginning of a collection. */
function otherSpans(node: Node | null, place: Place | undefined, path = "/"): string[] {
  if (node === null || place === undefined) return place === undefined ? [path] : [];
  const [start = 0, end = 0] = node.range ?? [];
  const { value } = place;
  if (isScalar(node)) {
    const block = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
    const same = value.start === start && (block || value.end === end);
    return same || node.source === ""
      ? []
      : [`${path} ${value.start}-${value.end} not ${start}-${end}`];
  }
  if (isSeq<Node>(node)) {
    const inner = node.items.flatMap((item, index) =>
      otherSpans(item, place.items?.[index], `${path}${index}/`),
    );
    return value.start === start
      ? inner
      : [`${path} begins at ${value.start}, not ${start}`, ...inner];
  }
  if (!isMap<Node, Node | null>(node)) return [`${path} is no plain node`];
  // The last of the entries with one key counts.
  const last = new Map(node.items.map((pair) => [placeWithKey(place, pair.key), pair]));
  const inner = [...last].flatMap(([child, pair]) =>
    child === undefined
      ? [`${path} has no key at ${pair.key.range?.[0]}`]
      : otherSpans(pair.value, child, `${path}x/`),
  );
  return value.start === start
    ? inner
    : [`${path} begins at ${value.start}, not ${start}`, ...inner];
}

function placeWithKey(place: Place, key: Node): Place | undefined {
  const [start, end] = key.range ?? [];
  return [...(place.entries?.values() ?? [])].find(
    (child) => child.key?.start === start && child.key?.end === end,
  );
}

/**
 * Compares with the library where it can be: no aliases, no merges, nothing written twice, and none
 * of the syntax that YAML 1.2 reads otherwise (`[a:]`, explicit keys' extent, the breaks of 1.1).
 */
function compareWithLibrary(text: string): "compared" | "not comparable" {
  const options = { schema: "failsafe", uniqueKeys: false, logLevel: "silent" } as const;
  if (/<<|[*&]\w|\? |[\u0085\u2028\u2029]|\r(?!\n)|:[\],}]/.test(text)) return "not comparable";
  const document = parseDocument(text, options);
  if (document.errors.length > 0) return "not comparable";
  let reading;
  try {
    reading = readDocument(text, 0, text.length);
  } catch (error) {
    if (error instanceof YamlError) return "not comparable";
    throw error;
  }
  const root = placesOf(text, 0, text.length);
  expect({ text, misfit: misfit(reading.value, root) }).toEqual({ text, misfit: [] });
  if (reading.duplicates.length > 0) return "not comparable";
  expect({ text, other: otherSpans(document.contents, root) }).toEqual({ text, other: [] });
  return "compared";
}

test("generated documents have the places that the library yaml finds", () => {
  const random = randomFrom(7);
  const texts = Array.from({ length: 3000 }, () => wellFormed(random));
  const compared = texts.filter((text) => compareWithLibrary(text) === "compared");
  expect(compared.length).toBeGreaterThan(500);
});

const real = corpusDocuments();
if (real.length > 0) {
  test("the corpus has the places that the library yaml finds", () => {
    const compared = real.filter((text) => compareWithLibrary(text) === "compared");
    expect(compared.length).toBeGreaterThan(real.length / 2);
  }, 120_000);
}
