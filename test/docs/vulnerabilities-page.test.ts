import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { allRules } from "../../src/checks/index.ts";
import { policyContext } from "../../src/checks/policy-context.ts";
import { loadPolicy } from "../../src/policy/load.ts";

const root = path.join(import.meta.dirname, "../..");
const page = readFileSync(path.join(root, "docs/vulnerabilities.md"), "utf8");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

test("every link leads to a file", () => {
  const links = [...page.matchAll(/\]\(([^)\s#]+)/g)].map((match) => match[1] ?? "");
  const inside = links.filter((link) => !link.startsWith("https://"));
  expect(inside.length).toBeGreaterThan(0);
  expect(inside.filter((link) => !existsSync(path.join(root, "docs", link)))).toEqual([]);
});

const source = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => read(path.join("src", file)))
  .join("\n");

const troubles = page.split("## Troubleshooting")[1] ?? "";
const messages = [...troubles.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? "");

test("there are messages to compare", () => {
  expect(messages.length).toBeGreaterThan(10);
});

test.each(messages)("the check can say: %s", (message) => {
  expect(source).toContain(message);
});

const policies = [...page.matchAll(/^( *)```yaml\n([^]*?)```/gm)].map(
  ([, indent = "", text = ""]) => text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
);

test.each(policies)("the policy is one: %#", (text) => {
  const root = mkdtempSync(path.join(tmpdir(), "portcullis-page-"));
  try {
    mkdirSync(path.join(root, ".github"));
    const whole = text.startsWith("version:") ? text : `version: 1\n${text}`;
    writeFileSync(path.join(root, ".github/portcullis.yml"), whole);
    expect(loadPolicy(root, undefined, root, policyContext)).toBeDefined();
  } finally {
    rmSync(root, { recursive: true });
  }
});

const ownRules = allRules.filter(({ check }) => check === "vulnerabilities");

test.each(ownRules.map(({ id, severity }) => [id, severity]))(
  "%s is told as %s",
  (id, severity) => {
    const row = page.split("\n").find((line) => line.startsWith("|") && line.includes(`\`${id}\``));
    const [, , told = ""] = (row ?? "").split("|");
    // Those of secrets are Trivy's own.
    expect(told.trim()).toMatch(id === "vulnerabilities/secret" ? /^Trivy's/ : severity);
  },
);
