import { expect, test } from "@jest/globals";
import { matchesWildcard } from "../../../../src/checks/registries/gatekeeper/wildcard.ts";

test.each([
  ["kube-system", "kube-system", true],
  ["kube-system", "kube-systems", false],
  ["kube-*", "kube-system", true],
  ["kube-*", "my-kube-system", false],
  ["*-system", "gatekeeper-system", true],
  ["*-system", "system", false],
  ["*system*", "my-systems", true],
  ["*", "anything", true],
  ["**", "anything", true],
  // Inside, a star is a star.
  ["kube-*-system", "kube-x-system", false],
  ["", "shop", false],
])("%j matches %j: %j", (pattern, candidate, expected) => {
  expect(matchesWildcard(pattern, candidate)).toBe(expected);
});
