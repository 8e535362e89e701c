import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawnSync, type StdioOptions } from "node:child_process";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const repository = path.resolve(import.meta.dirname, "..");
const cli = path.join(repository, "dist/cli.js");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cli-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a user would, away from the repository unless told otherwise. */
function run(
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    cwd: options.cwd ?? folder,
    env: { PATH: process.env["PATH"] ?? "", ...options.env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** A folder of its own with these files in it. */
function project(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(folder, "project-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${spec}`;
const privileged = pod(
  "  containers:\n    - name: app\n      image: nginx:1.29\n      securityContext:\n        privileged: true\n",
);
const clean = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: clean\n";

describe("exit status", () => {
  test("0 where everything passes", () => {
    const { status, stdout } = run(["check", "."], { cwd: project({ "a.yaml": clean }) });
    expect(stdout).toMatch(/^PASS/m);
    expect(status).toBe(0);
  });

  test("1 for findings at or above the line, with the place and the marked text", () => {
    const { status, stdout } = run(["check", "."], { cwd: project({ "a.yaml": privileged }) });
    expect(stdout).toContain("a.yaml:10:21");
    expect(stdout).toMatch(/10 .*privileged: true\n.*\^\^\^\^/);
    expect(stdout).toMatch(/^FAIL/m);
    expect(status).toBe(1);
  });

  test("0 with the same findings when the line is moved or gone", () => {
    expect(
      run(["check", ".", "--fail-on", "critical"], { cwd: project({ "a.yaml": privileged }) })
        .status,
    ).toBe(0);
    expect(
      run(["check", ".", "--fail-on", "none"], { cwd: project({ "a.yaml": privileged }) }).status,
    ).toBe(0);
  });

  test.each([
    ["no command", [], /no command/],
    ["an unknown command", ["chekc"], /unknown command "chekc"/],
    ["an unknown option", ["check", "--nope"], /unknown option "--nope"/],
    ["a path that does not exist", ["check", "missing"], /path "missing" does not exist/],
    [
      "an unknown rule",
      ["explain", "pod-security/priviledged"],
      /did you mean "pod-security\/privileged"/,
    ],
    ["a policy that does not exist", ["check", ".", "--policy", "none.yml"], /none\.yml/],
    ["an image name that no file uses", ["check", ".", "--image", "web=ghcr.io/acme/web:1"], /web/],
    [
      "an output that cannot be written",
      ["check", ".", "--output", "no/such/folder/x.txt"],
      /--output/,
    ],
  ])("2 for %s, said on standard error", (_, words, message) => {
    const { status, stderr } = run(words, { cwd: project({ "a.yaml": clean }) });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("internal error");
    expect(status).toBe(2);
  });

  test.each([
    ["an empty folder", {}],
    ["a folder without Kubernetes files", { "a.yaml": "x: 1\n", "b.txt": "?" }],
  ])("2 for %s, unless that is allowed", (_, files) => {
    const cwd = project(files);
    const refused = run(["check", "."], { cwd });
    expect(refused.stdout).toMatch(/^NO VERDICT/m);
    expect(refused.stdout).toContain("no Kubernetes object");
    expect(refused.stdout).toContain("--allow-empty");
    expect(refused.status).toBe(2);
    expect(run(["check", ".", "--allow-empty"], { cwd }).status).toBe(0);
  });

  test("never 0 because something could not be read", () => {
    const cwd = project({ "a.yaml": clean, "b.yaml": "apiVersion: v1\nkind: Pod\nspec: [\n" });
    const { status, stdout } = run(["check", "."], { cwd });
    expect(stdout).toContain("files/unreadable");
    expect(status).toBe(1);
    expect(run(["check", ".", "--checks", "registries"], { cwd }).status).toBe(1);
  });
});

test("bad policy: every mistake with its place, and no verdict", () => {
  const cwd = project({
    "a.yaml": clean,
    ".github/portcullis.yml":
      "version: 1\nfail-on: hihg\nregistires:\n  allow: [ghcr.io/acme/]\nwaivers:\n  - rule: pod-security/privileged\n",
  });
  const { status, stdout, stderr } = run(["check", "."], { cwd });
  expect(stderr).toMatch(/portcullis\.yml:2:10: .*hihg.*high/);
  expect(stderr).toMatch(/portcullis\.yml:3:1: .*registires.*registries/);
  expect(stderr).toMatch(/portcullis\.yml:6:\d+: .*reason/);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});

test("a waiver lets a finding pass, and an expired one does not", () => {
  const policy = (expires: string) =>
    `version: 1\nwaivers:\n  - rule: pod-security/privileged\n    path: a.yaml\n    reason: the driver needs it\n    expires: ${expires}\n`;
  const files = { "a.yaml": privileged, ".github/portcullis.yml": policy("2999-01-01") };
  const waived = run(["check", "."], { cwd: project(files) });
  expect(waived.stdout).toContain("the driver needs it");
  expect(waived.status).toBe(0);
  const expired = run(["check", "."], {
    cwd: project({ ...files, ".github/portcullis.yml": policy("2020-01-01") }),
  });
  expect(expired.stdout).toMatch(/expired/);
  expect(expired.status).toBe(1);
});

test("hostile names and values reach no terminal as escape sequences", () => {
  const name = "evil\u001b[2J\u001b]0;owned\u0007\n::error::gotcha";
  const cwd = project({
    "a.yaml": privileged
      .replace("name: web", `name: ${JSON.stringify(name)}`)
      .replace("nginx:1.29", `"${"a".repeat(10_000)}\\e[31m"`),
  });
  const { status, stdout, stderr } = run(["check", "."], { cwd });
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  expect(stdout).not.toMatch(/^::error::/m);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(1_000);
  expect(status).toBe(1);
});

test("no colours where standard output is no terminal", () => {
  expect(run(["check", "."], { cwd: project({ "a.yaml": privileged }) }).stdout).not.toContain(
    "\u001b",
  );
});

test("several reports in one run", () => {
  const cwd = project({ "a.yaml": privileged });
  const { status, stdout } = run(
    [
      "check",
      ".",
      "--format",
      "sarif",
      "--output",
      "out.sarif",
      "--format",
      "markdown",
      "--output",
      "out.md",
      "--format",
      "json",
    ],
    { cwd },
  );
  const report = JSON.parse(stdout) as { verdict: string };
  expect(report.verdict).toBe("fail");
  expect(JSON.parse(readFileSync(path.join(cwd, "out.sarif"), "utf8"))).toMatchObject({
    version: "2.1.0",
  });
  expect(readFileSync(path.join(cwd, "out.md"), "utf8")).toContain("pod-security/privileged");
  expect(status).toBe(1);
});

test("the same input gives the same report, but for the times", () => {
  const cwd = project({ "a.yaml": privileged, "b.yaml": privileged.replace("web", "other") });
  const report = () =>
    run(["check", ".", "--format", "json"], { cwd }).stdout.replaceAll(/"durationMs": \d+/g, "");
  expect(report()).toBe(report());
});

test("paths are relative to the repository, wherever the command stands", () => {
  const root = project({ ".git/HEAD": "ref: refs/heads/main\n", "deploy/a.yaml": privileged });
  expect(run(["check", "deploy"], { cwd: root }).stdout).toContain("deploy/a.yaml:10:21");
  expect(run(["check", "."], { cwd: path.join(root, "deploy") }).stdout).toContain(
    "deploy/a.yaml:10:21",
  );
  expect(run(["check", path.join(root, "deploy")]).stdout).toContain("deploy/a.yaml:10:21");
});

describe("what there is to know", () => {
  test("rules as JSON have the published shape", () => {
    const rules = JSON.parse(run(["rules", "--format", "json"]).stdout) as Record<
      string,
      unknown
    >[];
    expect(rules.length).toBeGreaterThan(30);
    for (const rule of rules) {
      expect(Object.keys(rule)).toEqual([
        "id",
        "check",
        "title",
        "severity",
        "rationale",
        "remediation",
        "example",
        "kinds",
        "source",
        "standards",
        "equivalents",
      ]);
    }
  });

  test("explain says what to write instead", () => {
    const { status, stdout } = run(["explain", "pod-security/privileged"]);
    expect(stdout).toContain("What to do");
    expect(stdout).toContain("KSV-0017");
    expect(status).toBe(0);
  });

  test("--version and --help", () => {
    expect(run(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(["--help"]).stdout).toContain("portcullis check [PATH...]");
  });
});

describe("a report that cannot be written is no verdict", () => {
  const onLinux = existsSync("/dev/full") ? test : test.skip;

  /** Runs the command with standard output or standard error on a full disk. */
  function onFullDisk(stream: "stdout" | "stderr", words: readonly string[]) {
    const full = openSync("/dev/full", "w");
    const stdio: StdioOptions =
      stream === "stdout" ? ["ignore", full, "pipe"] : ["ignore", "pipe", full];
    const { status, stderr } = spawnSync(process.execPath, [cli, ...words], {
      cwd: project({ "a.yaml": clean }),
      stdio,
      encoding: "utf8",
      timeout: 60_000,
    });
    closeSync(full);
    return { status, stderr };
  }

  onLinux.each([[["check", "."]], [["rules"]], [["--version"]]])("%j", (words) => {
    const { status, stderr } = onFullDisk("stdout", words);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^portcullis: standard output cannot be written to: ENOSPC.*\n$/);
  });

  onLinux("and what cannot be said on standard error neither ends nor holds the run", () => {
    expect(onFullDisk("stderr", ["check", "missing"]).status).toBe(2);
    expect(onFullDisk("stderr", ["check", "."]).status).toBe(0);
  });
});

test("a file named under registries.constraints that holds no constraint is a mistake", () => {
  const cwd = project({
    "a.yaml": clean,
    "policies/repos.yaml": clean,
    ".github/portcullis.yml":
      "version: 1\nregistries: { constraints: [policies/repos.yaml, a.yaml] }\n",
  });
  const { status, stderr } = run(["check", "."], { cwd });
  expect(stderr).toContain("registries.constraints: policies/repos.yaml: holds no constraint");
  expect(stderr).toContain("registries.constraints: a.yaml: holds no constraint");
  expect(status).toBe(2);
});

test("it runs without node_modules, from a folder of its own", () => {
  const alone = mkdtempSync(path.join(folder, "alone-"));
  cpSync(path.join(repository, "dist"), path.join(alone, "dist"), { recursive: true });
  writeFileSync(path.join(alone, "package.json"), '{"type":"module"}');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["dist/cli.js", "check", project({ "a.yaml": privileged })],
    { cwd: alone, encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^FAIL/m);
  expect(status).toBe(1);
});

test("what goes wrong beside the run leaves no pass behind", () => {
  const broken = `process.on("newListener", (name) => {
    if (name === "unhandledRejection") setImmediate(() => Promise.reject(new Error("a stray promise")));
  });`;
  const preload = `data:text/javascript,${encodeURIComponent(broken)}`;
  const words = ["--import", preload, cli, "check", project({ "a.yaml": clean })];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect(stdout).toMatch(/^PASS/m);
  expect(stderr).toContain("internal error: a stray promise");
  expect(status).toBe(2);
});
