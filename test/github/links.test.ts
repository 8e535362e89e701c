import { expect, test } from "@jest/globals";
import { linkTo } from "../../src/github/links.ts";
import { startOf } from "../../src/model/location.ts";

const base = { server: "https://github.com", repository: "acme/shop", commit: "1".repeat(40) };
const blob = `https://github.com/acme/shop/blob/${base.commit}`;

test.each([
  ["deploy/web.yaml", `${blob}/deploy/web.yaml#L1`],
  ["a b/ü.yaml", `${blob}/a%20b/%C3%BC.yaml#L1`],
  ["x)](https://evil.example).yaml", `${blob}/x%29%5D%28https%3A//evil.example%29.yaml#L1`],
  ["a?b#c%2f.yaml", `${blob}/a%3Fb%23c%252f.yaml#L1`],
  ["a\n::error::b.yaml", `${blob}/a%0A%3A%3Aerror%3A%3Ab.yaml#L1`],
  ["lone\ud800.yaml", `${blob}/lone%EF%BF%BD.yaml#L1`],
])("%j", (path, link) => {
  expect(linkTo(base, startOf(path))).toBe(link);
});

test("points at the line", () => {
  expect(linkTo(base, { ...startOf("a.yaml"), line: 17 })).toBe(`${blob}/a.yaml#L17`);
});
