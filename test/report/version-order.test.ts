import { expect, test } from "@jest/globals";
import { compareVersions } from "../../src/report/version-order.ts";

test.each([
  ["1.2.3", "1.2.3", 0],
  ["1.2.3", "1.2.10", -1],
  ["3.1.4-r0", "3.1.4-r10", -1],
  ["1.0~rc1", "1.0", -1],
  ["1.0", "1.0.1", -1],
  ["007", "7", 0],
  ["1:2.0", "2.0", -1],
])("%s and %s", (a, b, order) => {
  expect(Math.sign(compareVersions(a, b))).toBe(order);
  expect(Math.sign(compareVersions(b, a))).toBe(order === 0 ? 0 : -order);
});
