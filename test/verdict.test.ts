import { expect, test } from "@jest/globals";
import { checkStates } from "../src/model/check.ts";
import { stateOf, verdictOf } from "../src/verdict.ts";

test("a decided check fails by its findings and passes without", () => {
  expect(stateOf({ kind: "decided", fails: true })).toBe("failed");
  expect(stateOf({ kind: "decided", fails: false })).toBe("passed");
});

test("an error stays one", () => {
  expect(stateOf({ kind: "error" })).toBe("error");
});

test("a skip is an error only where the check was demanded", () => {
  expect(stateOf({ kind: "skipped", demanded: false })).toBe("skipped");
  expect(stateOf({ kind: "skipped", demanded: true })).toBe("error");
});

const pairs = checkStates.flatMap((a) => checkStates.map((b) => [a, b] as const));
const expectedOf = (states: readonly string[]) => {
  if (states.includes("error")) return "error";
  if (states.includes("failed")) return "fail";
  return states.includes("passed") ? "pass" : "error";
};

test.each(pairs)("%s and %s", (a, b) => {
  expect(verdictOf([a, b], "enforce")).toBe(expectedOf([a, b]));
  const enforced = expectedOf([a, b]);
  expect(verdictOf([a, b], "warn")).toBe(enforced === "fail" ? "pass" : enforced);
});

test.each(checkStates)("%s alone", (state) => {
  expect(verdictOf([state], "enforce")).toBe(expectedOf([state]));
});

test("a run without any check has no verdict", () => {
  expect(verdictOf([], "enforce")).toBe("error");
  expect(verdictOf([], "warn")).toBe("error");
});
