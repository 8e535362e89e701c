import { expect, test } from "@jest/globals";
import { checkStates } from "../src/model/check.ts";
import { failLines, severities } from "../src/model/severity.ts";
import { stateOf, verdictOf } from "../src/verdict.ts";

/** Which severities fail at which line, written out by hand. */
const failing: Record<string, readonly string[]> = {
  critical: ["critical"],
  high: ["critical", "high"],
  medium: ["critical", "high", "medium"],
  low: ["critical", "high", "medium", "low"],
  none: [],
};

test.each(failLines.flatMap((line) => severities.map((severity) => ({ line, severity }))))(
  "one $severity finding at the line $line",
  ({ line, severity }) => {
    const expected = failing[line]?.includes(severity) === true ? "failed" : "passed";
    expect(stateOf({ kind: "decided", open: [severity] }, line)).toBe(expected);
  },
);

test.each(
  failLines.flatMap((line) => severities.flatMap((a) => severities.map((b) => ({ line, a, b })))),
)("$a beside $b at the line $line: the worse one decides", ({ line, a, b }) => {
  const expected = [a, b].some((severity) => failing[line]?.includes(severity))
    ? "failed"
    : "passed";
  expect(stateOf({ kind: "decided", open: [a, b] }, line)).toBe(expected);
});

test.each(failLines)("no finding passes at the line %s", (line) => {
  expect(stateOf({ kind: "decided", open: [] }, line)).toBe("passed");
});

test.each(failLines)("an error stays one at the line %s", (line) => {
  expect(stateOf({ kind: "error" }, line)).toBe("error");
});

test("a skip is an error only where the check was demanded", () => {
  expect(stateOf({ kind: "skipped", demanded: false }, "high")).toBe("skipped");
  expect(stateOf({ kind: "skipped", demanded: true }, "high")).toBe("error");
  expect(stateOf({ kind: "skipped", demanded: true }, "none")).toBe("error");
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
