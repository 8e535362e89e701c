import { expect, test } from "@jest/globals";
import type { IgnoreEntry } from "../../../../src/checks/vulnerabilities/ignore-files/entry.ts";
import { idleEntryNotices } from "../../../../src/checks/vulnerabilities/ignore-files/idle-entries.ts";
import { readIgnoreFile } from "../../../../src/checks/vulnerabilities/ignore-files/read.ts";

const today = "2026-06-30";

function told(text: string, path = ".trivyignore", secrets = false, used: string[] = []): string[] {
  const file = readIgnoreFile(text, path);
  const entries = file.entries.filter(({ id }) => used.includes(id));
  return idleEntryNotices([file], { used: new Set<IgnoreEntry>(entries), today, secrets });
}

test("no entry of a list that accepted nothing is passed over, whatever it names", () => {
  const text = [
    "CVE-2021-23337",
    "CVE-2020-0001 exp:2026-01-01",
    "CVE-2020-0002",
    "AVD-DS-0002",
    "foo",
    "image/shell",
    "pod-security/host-namespaces exp:2020-01-01",
    "aws-secret-access-key",
  ].join("\n");
  const over =
    ".trivyignore: no longer counts: CVE-2020-0001 (line 2) and pod-security/host-namespaces (line 7).";
  const rule =
    ".trivyignore: rules are not accepted here: image/shell (line 6); use a waiver in the policy.";
  const unused = ".trivyignore: accepts nothing: CVE-2020-0002 (line 3); remove it.";
  const foreign =
    ".trivyignore: accepts nothing: AVD-DS-0002 (line 4), foo (line 5) and aws-secret-access-key (line 8); here only vulnerabilities and secrets are accepted";
  const used = ["CVE-2021-23337"];
  expect(told(text, ".trivyignore", false, used)).toEqual([
    over,
    rule,
    unused,
    `${foreign}, and no secrets are searched for (vulnerabilities.secrets).`,
  ]);
  expect(told(text, ".trivyignore", true, used)).toEqual([over, rule, unused, `${foreign}.`]);
});

test("an entry of a section is about what the section says", () => {
  const text = "secrets:\n  - id: github-pat\nvulnerabilities:\n  - id: TEMP-0841856-B18BAF\n";
  const unused = (names: string): string =>
    `.trivyignore.yaml: accepts nothing: ${names}; remove it.`;
  expect(told(text, ".trivyignore.yaml", false)).toEqual([
    ".trivyignore.yaml: accepts nothing: github-pat (line 2); no secrets are searched for (vulnerabilities.secrets).",
    unused("TEMP-0841856-B18BAF (line 4)"),
  ]);
  expect(told(text, ".trivyignore.yaml", true)).toEqual([
    unused("github-pat (line 2) and TEMP-0841856-B18BAF (line 4)"),
  ]);
});

test("what accepted something is not told, and sections of other scanners are Trivy's", () => {
  expect(told("foo\nimage/shell", ".trivyignore", false, ["foo", "image/shell"])).toEqual([]);
  expect(told("misconfigurations:\n  - id: AVD-DS-0002\n", ".trivyignore.yaml")).toEqual([]);
});

test("many entries are counted, so that a file for other scanners makes no wall of text", () => {
  const text = Array.from({ length: 500 }, (_, index) => `AVD-DS-${1_000 + index}`).join("\n");
  const [notice = "", ...others] = told(text);
  expect(others).toEqual([]);
  expect(notice).toContain(" and 495 more");
});
