import { expect, test } from "@jest/globals";
import { Closure } from "./closure.ts";

test("parents in the range or beside it close it", () => {
  const closure = new Closure(["c", "b"], ["a", "x"]);
  closure.see("c", ["b", "x"]);
  expect(closure).toMatchObject({ missing: [], unseen: ["b"] });
  closure.see("b", ["a"]);
  expect(closure).toMatchObject({ missing: [], unseen: [] });
});

test("a parent in nobody's reach is missing, once", () => {
  const closure = new Closure(["c", "b"], ["a"]);
  closure.see("c", ["b", "y", "z"]);
  closure.see("b", ["y"]);
  expect(closure.missing).toEqual(["y", "z"]);
});

test("a root needs nothing", () => {
  const closure = new Closure(["a"], []);
  closure.see("a", []);
  expect(closure).toMatchObject({ missing: [], unseen: [] });
});
