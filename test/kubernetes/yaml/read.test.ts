import { expect, test } from "@jest/globals";
import { isMapping } from "../../../src/kubernetes/yaml/mapping.ts";
import { readDocument } from "../../../src/kubernetes/yaml/read.ts";
import { read, refusal } from "./reading.ts";

test.each([
  ["a:\n- b\n-\n- c: 1\n  d: 2\n", '{"a":["b",null,{"c":1,"d":2}]}'],
  ["- - a\n  - b\n- c", '[["a","b"],"c"]'],
  ["? a\n: b\n? c\n", '{"a":"b","c":null}'],
  ["a: b\n  c\n\n  d\n", '{"a":"b c\\nd"}'],
  ['a: "b\n  c\\\n   d"\n', '{"a":"b cd"}'],
  ["a: 'it''s'\n", '{"a":"it\'s"}'],
  ["a: |\n  b\n   c\n\n\nd: >-\n  e\n  f\n", '{"a":"b\\n c\\n","d":"e f"}'],
  ["a: |2-\n    b\n", '{"a":"  b"}'],
  ["a: |+\n  b\n\n", '{"a":"b\\n\\n"}'],
  ["a:\n|\n b\n", '{"a":"b\\n"}'],
  ["a: [b, {c: d}, [], e: f,]\n", '{"a":["b",{"c":"d"},[],{"e":"f"}]}'],
  ['{"a":1,\n"b": [\n]}\n', '{"a":1,"b":[]}'],
  ["{a:1, b, ?c}", '{"a:1":null,"b":null,"c":null}'],
  ["a: &x {b: 1}\nc: *x\n", '{"a":{"b":1},"c":{"b":1}}'],
  ["&a k: *a\n", '{"k":"k"}'],
  ["--- a\n...\n", '"a"'],
  ["%YAML 1.1\n---\na: 1\n", '{"a":1}'],
  ["a: b # c\u2028d: e", '{"a":"b","d":"e"}'],
  ["# nothing\n", "null"],
  ["a: 'x'#c\n", '{"a":"x"}'],
])("%j is %s", (text, json) => {
  expect(read(text)).toBe(json);
});

test.each([
  ["a: b\n<<: {a: c, d: e}\n", '{"a":"c","d":"e"}'],
  ["<<: {a: c, d: e}\na: b\n", '{"a":"b","d":"e"}'],
  ["<<: [{a: 1}, {a: 2, b: 3}]\n", '{"a":1,"b":3}'],
  ["x: &x {a: 1}\nz:\n  <<: *x\n", '{"x":{"a":1},"z":{"a":1}}'],
  ['"<<": {a: 1}\n', '{"<<":{"a":1}}'],
])("%j merges to %s", (text, json) => {
  expect(read(text)).toBe(json);
  expect(readDocument(text, 0, text.length).duplicates).toEqual([]);
});

test("a key written twice takes the last value and is reported at its repetition", () => {
  const text = "a: 1\nb: {c: 1, c: 2}\na: 3\n";
  const { value, duplicates } = readDocument(text, 0, text.length);
  expect(value).toEqual({ a: 3, b: { c: 2 } });
  expect(duplicates).toEqual([
    { key: "c", offset: text.lastIndexOf("c:") },
    { key: "a", offset: text.lastIndexOf("a:") },
  ]);
});

test("names of Object.prototype are keys like any other", () => {
  const text = "__proto__: {a: 1}\nconstructor: 2\ntoString: 3\n";
  const { value, duplicates } = readDocument(text, 0, text.length);
  expect(duplicates).toEqual([]);
  expect(isMapping(value) && Object.keys(value)).toEqual(["__proto__", "constructor", "toString"]);
  expect(isMapping(value) && value["__proto__"]).toEqual({ a: 1 });
  expect(({} as { a?: unknown }).a).toBeUndefined();
});

test.each([
  ["a: b: c", 'text stands where the next key should @ ": c"'],
  ["a: 1\nb", 'a key\'s colon is missing in its line @ "b"'],
  ["a: 1\n  b: 2", 'text stands where the next key should @ ": 2"'],
  ["\ta: 1", 'a tab stands where only spaces can indent @ "\\ta: 1"'],
  ["a: [b\n", 'a bracket is not closed @ "[b\\n"'],
  ["a: 'b\n", 'a quoted scalar is not closed @ "\'b\\n"'],
  ["a: 'b\n---\n", 'a quoted scalar is not closed before the end of its document @ "\'b\\n---\\n"'],
  ['a: "\\/"', 'the escape \\/ does not exist @ "\\\\/\\""'],
  ["a: {{ .Values.x }}", 'a key must be a scalar @ "{ .Value"'],
  ["a: *b", 'the alias *b has no anchor before it @ "*b"'],
  ["a: &b [*b]", 'the anchor &b contains itself @ "*b]"'],
  ["a: &b\n  c: *b", 'the anchor &b contains itself @ "*b"'],
  ["[a]\nb", 'text follows the document\'s content @ "b"'],
  ["a: 1\n...\nb: 2", 'text follows the document\'s content @ "b: 2"'],
  ["%YAML 1.2\n---\na", 'of all directives only %YAML 1.1 is supported @ "%YAML 1."'],
  ["a: \u0007", 'the character U+0007 is not allowed @ "\\u0007"'],
  ["<<: [1]", '<< merges mappings and nothing else @ "<<: [1]"'],
  ["a: &a [{}]\nb: {<<: *a}", '<< merges a mapping or a list of mappings @ "<<: *a}"'],
])("%j is refused", (text, message) => {
  expect(refusal(text)).toBe(message);
});

test.each([201, 10_000, 1_000_000])("nesting %d levels deep is refused", (depth) => {
  for (const step of ["[", "{a: ", "- ", "[[{a: "]) {
    expect(refusal(step.repeat(depth))).toMatch(/more than 200 levels deep/);
  }
});

test("nesting 200 levels deep is read, through aliases too, and no deeper", () => {
  expect(read(`${"[".repeat(200)}${"]".repeat(200)}`)).toHaveLength(400);
  const half = `${"[".repeat(99)}${"]".repeat(99)}`;
  expect(refusal(`a: &a ${half}\nb: ${"[".repeat(100)}*a${"]".repeat(100)}`)).toBeUndefined();
  expect(refusal(`a: &a ${half}\nb: ${"[".repeat(101)}*a${"]".repeat(101)}`)).toMatch(
    /aliases nest/,
  );
});

test("aliases that stand for more than 100,000 nodes are refused", () => {
  const filler = Array.from({ length: 2000 }, (_, index) => `f${index}: 1\n`).join("");
  const list = `a: &a [${"x,".repeat(999)}]\n`;
  const aliases = (count: number): string => `b: [${"*a,".repeat(count)}]\n`;
  expect(refusal(filler + list + aliases(100))).toBeUndefined();
  expect(refusal(filler + list + aliases(101))).toMatch(/aliases add more than 100000 nodes/);
});

test("a document of hardly anything but aliases is refused, as Kubernetes does", () => {
  expect(
    refusal(`a: &a [${"x,".repeat(20)}]\nb: &b [${"*a,".repeat(20)}]\nc: [${"*b,".repeat(20)}]`),
  ).toMatch(/almost wholly of aliases/);
});

test("an implicit key may have 1024 characters, however many UTF-16 units these are", () => {
  expect(refusal(`${"😀".repeat(1024)}: 1`)).toBeUndefined();
  expect(refusal(`${"😀".repeat(1025)}: 1`)).toMatch(/longer than 1024/);
});

test.each([
  "[",
  "{",
  "- ",
  "? ",
  "&a ",
  "*a ",
  "'",
  '"',
  " ",
  "\n",
  "a: ",
  "[a,",
  "'\n",
  "#",
  "\\",
])("a megabyte of %j comes to an end", (piece) => {
  for (const start of ["", "a: ", 'a: "', "a: |\n  ", "a: b\n  ", "[a, "]) {
    const text = start + piece.repeat(2 ** 20 / piece.length);
    const message = refusal(text);
    if (message === undefined) expect(read(text).length).toBeGreaterThan(0);
    else expect(message).toMatch(/ @ /);
  }
});

test("keys written twice without end are refused, for each would be a finding", () => {
  const text = "a: 1\n".repeat(2_000);
  expect(() => readDocument(text, 0, text.length)).toThrow(/more than 1000 keys/);
});
