import { expect, test } from "@jest/globals";
import { readIgnoreFile } from "../../../../src/checks/vulnerabilities/ignore-files/read.ts";
import { UsageError } from "../../../../src/errors.ts";

function mistakesIn(text: string, path: string): readonly string[] {
  try {
    readIgnoreFile(text, path);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes;
    throw error;
  }
}

const list = (text: string) => readIgnoreFile(text, ".trivyignore").entries;
const yaml = (text: string) => readIgnoreFile(text, ".trivyignore.yaml").entries;

test("a list: ids, dates, and the comment that tells why", () => {
  const text = [
    "\uFEFF# Accepted by the platform team",
    "# until the new base image",
    "CVE-2023-5363",
    "  CVE-2021-23337\texp:2026-12-31   # not reachable",
    "",
    "GHSA-jfh8-c2jp-5v3q\r",
    "AVD-DS-0002",
    "aws-access-key-id #",
    "#",
  ].join("\n");
  expect(list(text)).toMatchObject([
    {
      id: "CVE-2023-5363",
      statement: "Accepted by the platform team until the new base image",
      line: 3,
    },
    { id: "CVE-2021-23337", firstDayOut: "2026-12-31", statement: "not reachable", line: 4 },
    { id: "GHSA-jfh8-c2jp-5v3q", line: 6 },
    { id: "AVD-DS-0002", line: 7 },
    { id: "aws-access-key-id", line: 8 },
  ]);
  expect(list(text).filter(({ statement }) => statement !== undefined)).toHaveLength(2);
});

test.each([
  ["CVE-2023-5363 CVE-2021-23337", '"CVE-2021-23337" stands after "CVE-2023-5363"'],
  ["CVE-2023-5363 exp:2026-12-31 exp:2027-12-31", "stands after"],
  ["CVE-2023-5363 until tomorrow", '"until" stands after'],
  ["CVE-2023-5363 exp:2026-02-30", "the calendar has no such day"],
  ["CVE-2023-5363 exp:31.12.2026", "a date is written YYYY-MM-DD"],
  ["CVE-2023-5363 exp:", "a date is written YYYY-MM-DD"],
  ["CVE-2023-*", "wildcards do not count here"],
  ["cve-2023-5363", "a CVE is written like CVE-2024-12345"],
  ["CVE-2023-536", "a CVE is written like"],
  ["GHSA-1", "an advisory of GitHub's is written like"],
  ["CVE-2023-5363,CVE-2021-23337", "a CVE is written like"],
  ['"CVE-2023-5363"', "an id is one word"],
  ["vulnerabilities:", "an id is one word"],
])("a list refuses %j", (line, expected) => {
  const mistakes = mistakesIn(`CVE-2020-0001\n${line}\n`, ".trivyignore");
  expect(mistakes).toEqual([expect.stringContaining(expected)]);
  for (const mistake of mistakes) expect(mistake).toMatch(/^\.trivyignore:2: /);
});

test("a YAML file: entries of both sections, and the others read past", () => {
  const text = `vulnerabilities:
  - id: CVE-2023-5363
    paths:
      - usr/lib/**
    purls: ["pkg:apk/alpine/openssl"]
    statement: not reachable
    expired_at: 2026-12-31
  - id: CVE-2021-23337
    expired_at: 2026-12-31T23:30:00-05:00
secrets:
  - id: aws-access-key-id
misconfigurations:
  - id: 17
    whatever: [1, 2]
licenses:
`;
  const entries = yaml(text);
  expect(entries).toMatchObject([
    {
      id: "CVE-2023-5363",
      kinds: ["vulnerability"],
      statement: "not reachable",
      firstDayOut: "2026-12-31",
      line: 2,
    },
    { id: "CVE-2021-23337", firstDayOut: "2027-01-01", line: 8 },
    { id: "aws-access-key-id", kinds: ["secret"], line: 11 },
  ]);
  expect(entries[0]?.paths.map(({ pattern }) => pattern)).toEqual(["usr/lib/**"]);
  expect(entries[0]?.purls).toHaveLength(1);
});

test.each(["", "# nothing yet\n", "---\n", "vulnerabilities:\n", "vulnerabilities: []\n"])(
  "%j says nothing, which is allowed",
  (text) => {
    expect(yaml(text)).toEqual([]);
  },
);

const entry = (rest: string): string => `vulnerabilities:\n  - id: CVE-2023-5363\n    ${rest}\n`;

test.each<readonly [string, string, string]>([
  ["a list of ids", "- CVE-2023-5363\n", "1:3: the file must be a mapping"],
  [
    "a misspelt section",
    "vulnerabilites:\n  - id: CVE-2023-5363\n",
    '1:1: unknown key "vulnerabilites"',
  ],
  ["a misspelt key", entry("expires_at: 2026-12-31"), '3:5: unknown key "expires_at"'],
  ["an entry without an id", "vulnerabilities:\n  - statement: x\n", 'lacks the key "id"'],
  [
    "an entry of text",
    "vulnerabilities:\n  - CVE-2023-5363\n",
    "it must be a mapping with the key id",
  ],
  ["a section of text", "vulnerabilities: CVE-2023-5363\n", "it must be a list of entries"],
  ["a wrong id", "vulnerabilities:\n  - id: CVE-1\n", "2:9: vulnerabilities[0].id is"],
  ["a wrong date", entry("expired_at: soon"), "3:17: vulnerabilities[0].expired_at"],
  ["a day that is not", entry("expired_at: 2026-02-30T00:00:00Z"), "vulnerabilities[0].expired_at"],
  ["a date as a number", entry("expired_at: 20261231"), "vulnerabilities[0].expired_at"],
  ["a wrong package URL", entry("purls: [openssl]"), "a package URL is written like"],
  ["a single package URL", entry("purls: pkg:npm/a"), "it must be a list of package URLs"],
  ["a broken pattern", entry('paths: ["[a"]'), "vulnerabilities[0].paths[0]"],
  ["an absolute path", entry("paths: [/usr/lib]"), 'written without the first "/"'],
  ["a folder", entry("paths: [usr/lib/]"), "everything below is written usr/lib/**"],
  ["a key twice", entry("id: CVE-2023-5363"), '"id" stands here a second time'],
  ["a second document", "secrets: []\n---\nsecrets: []\n", "a second document begins here"],
  ["broken YAML", "vulnerabilities: [\n", "not readable as YAML"],
])("a YAML file refuses %s", (_, text, expected) => {
  const mistakes = mistakesIn(text, "policies/.trivyignore.yaml");
  expect(mistakes.join("\n")).toContain(expected);
  for (const mistake of mistakes)
    expect(mistake).toMatch(/^policies\/\.trivyignore\.yaml:\d+:\d+: /);
});

test("all mistakes are told at once, and not without end", () => {
  expect(mistakesIn("CVE-1\nCVE-2020-0001\nCVE-3\n", "a")).toHaveLength(2);
  expect(mistakesIn("CVE-1\n".repeat(10_000), "a").length).toBeLessThan(100);
  expect(mistakesIn(" ".repeat(2 << 20), "a")).toEqual([
    expect.stringContaining("a: has more than"),
  ]);
});
