import { expect, test } from "@jest/globals";
import {
  ignoredBy,
  type IgnoreQuestion,
} from "../../../../src/checks/vulnerabilities/ignore-files/ignored-by.ts";
import { readIgnoreFile } from "../../../../src/checks/vulnerabilities/ignore-files/read.ts";

const lodash: IgnoreQuestion = {
  kind: "vulnerability",
  ids: ["CVE-2021-23337", "GHSA-35jh-r3h4-6jhm"],
  purl: "pkg:npm/lodash@4.17.10",
  path: "app/node_modules/lodash/package.json",
  today: "2026-06-30",
};
const list = (text: string) => readIgnoreFile(text, ".trivyignore");
const yaml = (text: string) => readIgnoreFile(text, ".trivyignore.yaml");
const entry = (rest: string) => yaml(`vulnerabilities:\n  - id: CVE-2021-23337\n    ${rest}\n`);

test("what accepts it says where it stands", () => {
  const files = [list("CVE-2020-0001\nCVE-2021-23337 exp:2026-07-01 # no template\n")];
  expect(ignoredBy(files, lodash)).toMatchObject({
    reason: "no template",
    expires: "2026-06-30",
    file: ".trivyignore",
    line: 2,
  });
  expect(ignoredBy([list("GHSA-35jh-r3h4-6jhm")], lodash)?.reason).toBe("listed in .trivyignore:1");
});

test("the first file that accepts it is named", () => {
  const files = [list("CVE-2020-0001"), entry("statement: second"), list("CVE-2021-23337")];
  expect(ignoredBy(files, lodash)).toMatchObject({ reason: "second", file: ".trivyignore.yaml" });
});

test.each([
  ["2026-07-01", true],
  ["2026-06-30", false],
  ["2026-06-29", false],
])("an entry that expires on %s counts on 2026-06-30: %p", (day, counts) => {
  expect(ignoredBy([list(`CVE-2021-23337 exp:${day}`)], lodash) !== undefined).toBe(counts);
  expect(ignoredBy([entry(`expired_at: ${day}`)], lodash) !== undefined).toBe(counts);
});

test.each([
  ["paths: [app/**]", true],
  ["paths: [usr/**, app/node_modules/lodash/package.json]", true],
  ['paths: ["*"]', false],
  ["paths: [usr/**]", false],
  ['purls: ["pkg:npm/lodash"]', true],
  ['purls: ["pkg:npm/lodash@4.17.11"]', false],
  ['purls: ["pkg:npm/underscore", "pkg:npm/lodash@4.17.10"]', true],
  ['purls: ["pkg:npm/lodash"]\n    paths: [usr/**]', false],
])("an entry with %s accepts it: %p", (rest, accepts) => {
  expect(ignoredBy([entry(rest)], lodash) !== undefined).toBe(accepts);
});

test("what is not known matches no entry that asks for it", () => {
  const unknown = { ...lodash, purl: undefined, path: undefined };
  expect(ignoredBy([entry('purls: ["pkg:npm/lodash"]')], unknown)).toBeUndefined();
  expect(ignoredBy([entry("paths: [app/**]")], unknown)).toBeUndefined();
  expect(ignoredBy([entry("statement: x")], unknown)).toBeDefined();
});

test("a secret is accepted by its own section, and by a plain list", () => {
  const secret: IgnoreQuestion = {
    kind: "secret",
    ids: ["aws-access-key-id"],
    path: "app/.env",
    today: "2026-06-30",
  };
  const own = yaml("secrets:\n  - id: aws-access-key-id\n    paths: [app/.env]\n");
  expect(ignoredBy([own], secret)).toMatchObject({ line: 2 });
  expect(ignoredBy([own], { ...secret, path: "etc/.env" })).toBeUndefined();
  expect(ignoredBy([list("aws-access-key-id")], secret)).toBeDefined();
  const others = yaml(
    "vulnerabilities:\n  - id: aws-access-key-id\nlicenses:\n  - id: aws-access-key-id\n",
  );
  expect(ignoredBy([others], secret)).toBeUndefined();
});

test.each([
  ["2026-03-01", "2026-02-28"],
  ["2028-03-01", "2028-02-29"],
  ["2027-01-01", "2026-12-31"],
])("of an entry that is out on %s the last day is %s", (out, last) => {
  const question = { ...lodash, today: "2026-01-01" };
  expect(ignoredBy([list(`CVE-2021-23337 exp:${out}`)], question)?.expires).toBe(last);
  expect(ignoredBy([entry(`expired_at: ${out}T12:00:00Z`)], question)?.expires).toBe(last);
  const lastDay = { ...lodash, today: last };
  expect(ignoredBy([list(`CVE-2021-23337 exp:${out}`)], lastDay)).toBeDefined();
});
