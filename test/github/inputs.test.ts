import { afterEach, expect, jest, test } from "@jest/globals";
import { UsageError } from "../../src/errors.ts";
import { inputNames, type InputName } from "../../src/github/input-names.ts";
import { readInputs } from "../../src/github/inputs.ts";

const written: string[] = [];
jest.spyOn(process.stdout, "write").mockImplementation((text) => {
  written.push(String(text));
  return true;
});

afterEach(() => {
  for (const key of Object.keys(process.env)) if (key.startsWith("INPUT_")) delete process.env[key];
  written.length = 0;
});

function read(inputs: Partial<Record<InputName, string>>): ReturnType<typeof readInputs> {
  for (const [name, value] of Object.entries(inputs))
    process.env[`INPUT_${name.toUpperCase()}`] = value;
  return readInputs();
}

function mistakesIn(inputs: Partial<Record<InputName, string>>): readonly string[] {
  try {
    read(inputs);
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes;
    throw error;
  }
  return [];
}

test("without any input nothing is decided but the category", () => {
  expect(read(Object.fromEntries(inputNames.map((name) => [name, ""])))).toEqual({
    paths: [],
    policy: undefined,
    checks: undefined,
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    category: "portcullis",
    upload: "auto",
    waitForProcessing: true,
    comment: false,
    onlyNew: false,
    range: undefined,
    trustRef: undefined,
    gate: undefined,
    shard: undefined,
    merge: [],
    sbom: [],
    offline: false,
    allowEmpty: false,
    token: undefined,
  });
});

const pinned = `ghcr.io/acme/web@sha256:${"1".repeat(64)}`;

test("reads every input, lists a line each", () => {
  const inputs = read({
    path: "deploy\n  charts/web \r\n\n",
    policy: "gate.yml",
    checks: "manifests,\nregistries",
    images: `ghcr.io/acme/a\nweb=${pinned}`,
    range: `${"a".repeat(40)}..${"b".repeat(40)}`,
    "trust-ref": "c".repeat(40),
    "pod-security": "restricted:v1.31",
    "fail-on": "low",
    "only-new": "true",
    gate: "new",
    sbom: "cyclonedx=sboms\nspdx-json=sboms",
    category: "production",
    upload: "never",
    "wait-for-processing": "false",
    comment: "true",
    offline: "TRUE",
    "allow-empty": "True",
    token: "t0k3n",
  });
  expect(inputs).toEqual({
    paths: ["deploy", "charts/web"],
    policy: "gate.yml",
    checks: ["registries", "manifests"],
    images: [
      { name: undefined, reference: "ghcr.io/acme/a" },
      { name: "web", reference: pinned },
    ],
    podSecurity: { level: "restricted", version: 31 },
    failOn: "low",
    category: "production",
    upload: "never",
    waitForProcessing: false,
    comment: true,
    range: { base: "a".repeat(40), head: "b".repeat(40) },
    trustRef: "c".repeat(40),
    onlyNew: true,
    gate: "new",
    shard: undefined,
    merge: [],
    sbom: [
      { format: "cyclonedx", folder: "sboms" },
      { format: "spdx-json", folder: "sboms" },
    ],
    offline: true,
    allowEmpty: true,
    token: "t0k3n",
  });
  expect(Object.isFrozen(inputs)).toBe(true);
});

test.each(["yes", "no", "on", "1", "0", "tRUE", "y", "truth", "!!bool true"])(
  "%j is no boolean, and is not taken for false",
  (value) => {
    for (const name of ["offline", "allow-empty", "wait-for-processing", "comment"] as const) {
      const [mistake, ...others] = mistakesIn({ [name]: value });
      expect(others).toEqual([]);
      for (const part of [name, JSON.stringify(value), "true, false"])
        expect(mistake).toContain(part);
      delete process.env[`INPUT_${name.toUpperCase()}`];
    }
  },
);

test.each([
  ["checks", "manifest", "commits, registries, signatures, vulnerabilities, manifests"],
  ["checks", "all", "commits, registries, signatures, vulnerabilities, manifests"],
  ["fail-on", "hihg", "critical, high, medium, low, none"],
  ["fail-on", "info", "critical, high, medium, low, none"],
  ["pod-security", "strict", "restricted"],
  ["images", "=ghcr.io/acme/web", "NAME=REF"],
  ["images", "web=", "NAME=REF"],
  ["images", "web=ghcr.io/acme/web@", "NAME=REF"],
  ["images", "ghcr.io/acme/web:", "the tag is empty"],
  ["upload", "true", "auto, always, never"],
  ["upload", "Always", "auto, always, never"],
] as const)("%s: %j is a mistake that names what is valid", (name, value, valid) => {
  const [mistake] = mistakesIn({ [name]: value });
  expect(mistake).toContain(name);
  expect(mistake).toContain(valid);
});

test.each(["--> <script>", "a`b", "a|b", "a\u202eb", "a\nb", "a\u001bb", "x".repeat(101)])(
  "%j is no category",
  (category) => {
    expect(mistakesIn({ category })[0]).toMatch(/^category: .*(?:valid|control)/);
  },
);

test("all mistakes are told at once", () => {
  const mistakes = mistakesIn({ "fail-on": "x", checks: "y", offline: "z", images: "a=\nb=" });
  expect(mistakes.map((mistake) => mistake.split(":")[0])).toEqual([
    "checks",
    "images",
    "images",
    "fail-on",
    "offline",
  ]);
});

test("an upload that must succeed and a run that contacts nothing exclude each other", () => {
  expect(mistakesIn({ upload: "always", offline: "true" })).toEqual([
    'upload: "always" needs the network, and offline is true; leave one of them out',
  ]);
  expect(read({ upload: "auto", offline: "true" })).toMatchObject({ upload: "auto" });
});

test("what is to be joined is named a line each, and what only judging needs is a mistake beside it", () => {
  const merge = "shards\nother/report.json";
  expect(read({ merge })).toMatchObject({ merge: ["shards", "other/report.json"] });
  const judging = { path: "deploy", "fail-on": "none", "only-new": "true", "allow-empty": "true" };
  expect(mistakesIn({ merge, ...judging }).map((mistake) => mistake.split(":")[0])).toEqual([
    "path",
    "fail-on",
    "only-new",
    "allow-empty",
  ]);
});

test("a misspelt input is an error, not a default", () => {
  process.env["INPUT_FAIL_ON"] = "low";
  expect(mistakesIn({})[0]).toContain('unknown input "fail_on"');
});

test("the token is masked in both forms in which it is used", () => {
  read({ token: "t0k3n" });
  expect(written.join("")).toContain("::add-mask::t0k3n");
  expect(written.join("")).toContain(
    `::add-mask::${Buffer.from("x-access-token:t0k3n").toString("base64")}`,
  );
});
