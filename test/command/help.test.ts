import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { help, helpOn, usage } from "../../src/command/help.ts";
import { parseCheckArguments } from "../../src/command/arguments.ts";

const root = path.join(import.meta.dirname, "../..");

function portcullis(...words: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const entry = path.join(root, "src/cli.ts");
  const words0 = ["--disable-warning=ExperimentalWarning", entry, ...words];
  return spawnSync(process.execPath, words0, { encoding: "utf8" });
}

const commands = ["check", "merge", "rules", "explain", "init"];

test.each(commands)("%s tells of itself, however it is asked", (command) => {
  const text = helpOn(command);
  for (const words of [
    [command, "--help"],
    [command, "-h"],
    ["help", command],
    ["--help", command],
  ]) {
    expect(portcullis(...words)).toMatchObject({ status: 0, stdout: text, stderr: "" });
  }
  expect(text).toContain(`Usage\n  portcullis ${command} `);
  expect(text).toContain(`Example\n  portcullis ${command} `);
});

test("the help of a command wins over its mistakes, and not over names behind --", () => {
  expect(portcullis("check", "--fail-on", "nothing", "--help").status).toBe(0);
  const named = portcullis("explain", "--", "--help");
  expect(named.status).toBe(2);
  expect(named.stderr).toContain("unknown rule");
});

test("a command that is not there has no help", () => {
  for (const words of [
    ["help", "chekc"],
    ["chekc", "--help"],
  ]) {
    const { status, stdout, stderr } = portcullis(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain('unknown command "chekc"; valid: check');
  }
});

test("the help of all commands lists each, and the options of check", () => {
  for (const words of [["help"], ["--help"], ["-h"]]) {
    expect(portcullis(...words)).toMatchObject({ status: 0, stdout: help });
  }
  for (const command of commands) expect(help).toContain(`\n  portcullis ${command} `);
  expect(help).toContain("\n  portcullis help COMMAND ");
});

test("every option that check knows stands in its help", () => {
  let message = "";
  try {
    parseCheckArguments(["--no-such-option"]);
  } catch (error) {
    message = String(error);
  }
  const options = message.match(/--[a-z-]+(?=,|$)/g) ?? [];
  expect(options.length).toBeGreaterThan(10);
  for (const option of options) expect(helpOn("check")).toContain(`  ${option}`);
});

test("the README lists the commands as the help does", () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  expect(readme).toContain(`\`\`\`\n${usage.replaceAll(/^ {2}/gm, "")}\`\`\``);
});
