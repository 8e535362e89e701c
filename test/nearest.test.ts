import { expect, test } from "@jest/globals";
import { nearest } from "../src/nearest.ts";

const known = ["registries", "manifests", "fail-on", "waivers"];

test.each([
  ["registry", undefined],
  ["registires", "registries"],
  ["manifest", "manifests"],
  ["Fail-On", "fail-on"],
  ["failon", "fail-on"],
  ["wiavers", "waivers"],
  ["", undefined],
  ["zzzzzz", undefined],
  ["x".repeat(100_000), undefined],
])("%s", (word, expected) => {
  expect(nearest(word, known)).toBe(expected);
});
