import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { anyGlob, compileGlob, GlobError } from "../../src/policy/glob.ts";

test.each<[pattern: string, yes: string[], no: string[]]>([
  ["a/b.yaml", ["a/b.yaml"], ["a/b_yaml", "x/a/b.yaml", "a/b.yaml/c", "A/b.yaml", ""]],
  ["*.yaml", ["a.yaml", ".yaml"], ["a/b.yaml", "a.yaml~", "ayaml"]],
  ["a/*/c", ["a/b/c", "a//c"], ["a/c", "a/b/b/c"]],
  ["**/*.yaml", ["a.yaml", "a/b.yaml", "a/b/c.yaml"], ["a.yml"]],
  ["a/**", ["a/b", "a/b/c"], ["a", "ab/c"]],
  ["a/**/z", ["a/z", "a/b/z", "a/b/c/z"], ["az", "a/bz"]],
  ["a**z", ["az", "a/b/z"], ["a/b"]],
  ["vendor/", ["vendor/a", "vendor/a/b"], ["vendor", "vendors/a", "x/vendor/a"]],
  ["?.md", ["a.md", "é.md", "😀.md"], ["/.md", ".md", "ab.md"]],
  ["[abc]", ["a", "c"], ["d", "", "ab"]],
  ["[a-cx]", ["b", "x"], ["d", "-"]],
  ["[!a-c]", ["d"], ["a", "/"]],
  ["[^a]", ["b"], ["a"]],
  ["[]-]", ["]", "-"], ["a"]],
  ["[a-]", ["a", "-"], ["b"]],
  ["{a,b/c}.{yaml,yml}", ["a.yaml", "b/c.yml"], ["b.yml", "a.json", "a,b/c.yaml"]],
  ["{,x}{a,{b,c}d}", ["a", "xa", "cd", "xbd"], ["xc", "d"]],
  ["{**/,x}a", ["a", "b/a", "xa"], ["ba"]],
  ["a,b}", ["a,b}"], ["a", "b"]],
  ["\\*\\{\\\\", ["*{\\"], ["a{\\"]],
  [".*+()|^$", [".a+()|^$"], ["a"]],
])("%s", (pattern, yes, no) => {
  const glob = compileGlob(pattern);
  expect([...yes, ...no].filter((text) => glob.matches(text))).toEqual(yes);
});

test("in names the star reaches over slashes", () => {
  expect(compileGlob("*", "everything").matches("network/policy")).toBe(true);
  expect(compileGlob("n?twork*y", "everything").matches("network/policy")).toBe(true);
  expect(compileGlob("*").matches("network/policy")).toBe(false);
});

test("a pattern says what stands in front of its wildcards", () => {
  expect(compileGlob("network/*")).toMatchObject({ prefix: "network/", literal: false });
  expect(compileGlob("a\\*b")).toMatchObject({ prefix: "a*b", literal: true });
  expect(compileGlob("vendor/")).toMatchObject({ prefix: "vendor/", literal: false });
});

test.each([
  ["", "is empty"],
  ["a[", 'has a "[" without its "]"'],
  ["[]", 'has a "[" without its "]"'],
  ["{a,{b}", 'has a "{" without its "}"'],
  ["a\\", 'ends with a "\\" that escapes nothing'],
  ["[z-a]", 'has the empty range "z-a"'],
  ["a".repeat(1025), "is longer than 1024 characters"],
])("%s is not a pattern", (pattern, message) => {
  expect(() => compileGlob(pattern)).toThrow(new GlobError(message));
});

test("any of several", () => {
  const excluded = anyGlob(["vendor/", "**/test?/**"]);
  expect(["vendor/a", "a/tests/b", "a"].filter(excluded)).toEqual(["vendor/a", "a/tests/b"]);
  expect(anyGlob([])("a")).toBe(false);
});

test.each([
  ["*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "a".repeat(4096)],
  ["**/**/**/**/**/**/**/**/**/**/x", "a/".repeat(2000)],
  [`${"{a,a".repeat(100)}${"}".repeat(100)}*{a,aa}*{a,aa}*b`, "a".repeat(4096)],
  ["{".repeat(500) + "}".repeat(500) + "*b", "a".repeat(4096)],
  ["?".repeat(500) + "*".repeat(1) + "[ab]*".repeat(100) + "c", "ab".repeat(2048)],
])("%s does not blow up", (pattern, text) => {
  const glob = compileGlob(pattern);
  expect(glob.matches(text)).toBe(false);
});

test("a text longer than any path matches no wildcard", () => {
  expect(compileGlob("*").matches("a".repeat(4096))).toBe(true);
  expect(compileGlob("*").matches("a".repeat(4097))).toBe(false);
});

/** The same language by backtracking over the pattern's parts, for comparison on short texts. */
function slowly(parts: readonly string[], text: string): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return text === "";
  const [first = "", ...others] = text;
  const after = others.join("");
  if (part === "**/") {
    const folders = [...text.matchAll(/\//g)].map(({ index }) => index + 1);
    return [0, ...folders].some((end) => slowly(rest, text.slice(end)));
  }
  if (part === "**" || part === "*") {
    const goesOn = text !== "" && (part === "**" || first !== "/");
    return slowly(rest, text) || (goesOn && slowly(parts, after));
  }
  const alternatives = part.startsWith("{") ? part.slice(1, -1).split(",") : [part];
  return alternatives.some((one) => {
    if (one === "?") return text !== "" && first !== "/" && slowly(rest, after);
    return text.startsWith(one) && slowly(rest, text.slice(one.length));
  });
}

test("the matcher agrees with a slow one on any pattern", () => {
  const part = fc.constantFrom("a", "b", "/", "*", "?", "{a,b/a}", "{,ab}");
  const folders = fc.constantFrom([], ["**/"]);
  const parts = fc
    .tuple(
      folders,
      fc.array(part, { maxLength: 5 }),
      fc.constantFrom([], ["/", "**/"], ["b", "**"]),
    )
    .chain(([start, middle, join]) =>
      fc
        .array(part, { minLength: 1, maxLength: 4 })
        .map((end) => [...start, ...middle, ...join, ...end]),
    )
    .filter((all) => !/\*\*\*|\/$/.test(all.join("")) && !/(^|[^*])\*,\*/.test(all.join()));
  const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 10 });
  fc.assert(
    fc.property(parts, text, (all, subject) => {
      expect(compileGlob(all.join("")).matches(subject)).toBe(slowly(all, subject));
    }),
    { numRuns: 5000, seed: 7 },
  );
});
