import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { Evidence } from "../../src/findings/evidence.ts";

const of = (value: unknown): string => new Evidence().of(value);

test("the evidence of a value is the hash of its canonical JSON", () => {
  const hash = createHash("sha256").update('{"a":[1,"x",null],"b":true}').digest("hex");
  expect(of({ b: true, a: [1, "x", null] })).toBe(hash);
  expect(of({ a: [1, "x", null], b: true, c: undefined })).toBe(hash);
});

test("different values have different evidence", () => {
  const long = "x".repeat(1000);
  const values = [
    null,
    0,
    1,
    "1",
    "",
    "null",
    true,
    "true",
    [],
    {},
    [[]],
    [null],
    ["a", "b"],
    ["a,b"],
    { a: 1 },
    { a: "1" },
    { a: { b: 1 } },
    { "a.b": 1 },
    12345678901234567890n,
    12345678901234567891n,
    Number.NaN,
    "NaN",
    "/",
    "/var/log",
    long,
    [long],
    [`${long}y`],
    { a: long },
    `#${createHash("sha256").update(JSON.stringify(long)).digest("hex")}`,
    [`#${createHash("sha256").update(JSON.stringify(long)).digest("hex")}`],
  ];
  expect(new Set(values.map(of)).size).toBe(values.length);
});

test("a change at the end of a large value changes its evidence", () => {
  const items = Array.from({ length: 50_000 }, (_, index) => ({ name: `item ${index}` }));
  expect(of(items)).not.toBe(of([...items.slice(0, -1), { name: "other" }]));
});

test("sharing by aliases changes nothing, and costs nothing", () => {
  const leaf = { name: "leaf", text: "x".repeat(300) };
  expect(of([leaf, leaf])).toBe(of([{ ...leaf }, structuredClone(leaf)]));
  let bomb: unknown = leaf;
  for (let depth = 0; depth < 200; depth++) bomb = Array.from({ length: 10 }, () => bomb);
  expect(of(bomb)).toMatch(/^[0-9a-f]{64}$/);
});

test("nesting deeper than the stack and circles come to an end", () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 200_000; depth++) deep = [deep];
  expect(of(deep)).toMatch(/^[0-9a-f]{64}$/);
  const circle: unknown[] = [];
  circle.push({ circle });
  expect(of(circle)).toMatch(/^[0-9a-f]{64}$/);
});

test("an answer does not depend on what was asked before", () => {
  const shared = { a: "x".repeat(400) };
  const evidence = new Evidence();
  const values = [{ shared }, shared, [shared], { b: [shared, { shared }] }];
  expect(values.map((value) => evidence.of(value))).toEqual(values.map(of));
});
