import { expect, test } from "@jest/globals";
import { parseCheckArguments } from "../../src/command/arguments.ts";
import { UsageError } from "../../src/errors.ts";

function mistakesIn(...words: string[]): readonly string[] {
  try {
    parseCheckArguments(words);
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes;
    throw error;
  }
  return [];
}

const pinned = `ghcr.io/acme/web@sha256:${"0".repeat(64)}`;

test("everything at once", () => {
  expect(
    parseCheckArguments([
      "deploy",
      "--checks=manifests,registries",
      "--image",
      "ghcr.io/acme/web:1",
      "--image",
      `web=${pinned}`,
      "--pod-security",
      "restricted:v1.31",
      "--fail-on",
      "medium",
      "--sbom",
      "cyclonedx=bills",
      "--offline",
      "--sbom=spdx-json=other=bills",
      "--sbom=cyclonedx=bills",
      "--allow-empty",
      "more",
    ]),
  ).toEqual({
    paths: ["deploy", "more"],
    policy: undefined,
    onlyNew: false,
    base: undefined,
    gate: undefined,
    checks: ["registries", "manifests"],
    images: [
      { name: undefined, reference: "ghcr.io/acme/web:1" },
      { name: "web", reference: pinned },
    ],
    range: undefined,
    sbom: [
      { format: "cyclonedx", folder: "bills" },
      { format: "spdx-json", folder: "other=bills" },
    ],
    podSecurity: { level: "restricted", version: 31 },
    failOn: "medium",
    targets: [{ format: "text", file: undefined }],
    allowEmpty: true,
    offline: true,
  });
});

test.each([
  [
    ["--format", "sarif", "--output", "a.sarif", "--format", "json"],
    [
      { format: "sarif", file: "a.sarif" },
      { format: "json", file: undefined },
    ],
  ],
  [["--output", "a.json", "--format", "json"], [{ format: "json", file: "a.json" }]],
  [["--output", "a.txt"], [{ format: "text", file: "a.txt" }]],
  [
    ["--format", "json", "--output", "a", "--format", "sarif", "--output", "b"],
    [
      { format: "json", file: "a" },
      { format: "sarif", file: "b" },
    ],
  ],
])("formats and files pair up: %j", (words, targets) => {
  expect(parseCheckArguments(words).targets).toEqual(targets);
});

test.each([
  [
    ["--fail-on", "hihg"],
    /^--fail-on: unknown severity "hihg" \(did you mean "high"\?\); valid: critical, high/,
  ],
  [["--fail-on", "info"], /^--fail-on: unknown severity "info"/],
  [["--fail-on", ""], /^--fail-on: unknown severity ""/],
  [["--checks", "manifest"], /^--checks: unknown check "manifest" \(did you mean "manifests"\?\)/],
  [["--checks", ""], /^--checks: unknown check ""/],
  [["--pod-security", "restricted:1.31"], /^--pod-security: .*v1\.31/],
  [["--pod-security", "strict"], /^--pod-security: .*strict/],
  [["--format", "xml"], /^--format: unknown format "xml"/],
  [["--format", "json", "--format", "sarif"], /only one report can go to standard output/],
  [
    ["--format", "json", "--output", "a", "--format", "sarif", "--output", "a"],
    /"a" is named twice/,
  ],
  [["--image", "=x"], /neither REF nor NAME=REF/],
  [["--image", "x="], /neither REF nor NAME=REF/],
  [
    ["--image", "web=ghcr.io/acme/web@"],
    /^--image: "web=ghcr.io\/acme\/web@" is neither REF nor NAME=REF, e\.g\. .*: what follows "@" is not a digest/,
  ],
  [["--image", "web=ghcr.io/acme/web:"], /the tag is empty/],
  [["--image", "ghcr.io/acme/web@sha256:12"], /2 hex digits/],
  [["--image", "web=$(IMAGE)"], /placeholder/],
  [["--image", "web=ghcr.io/acme/a b"], /a space/],
  [
    ["--sbom", "cyclonedx"],
    /^--sbom: "cyclonedx"; valid: FORMAT=FOLDER with the formats cyclonedx, spdx-json$/,
  ],
  [["--sbom=cyclonedx=a", "--sbom=spdx=b"], /^--sbom: "spdx=b".*valid: FORMAT=FOLDER/],
  [["--sbom", "cyclonedx=a\nb"], /^--sbom: "cyclonedx=a\\nb"/],
  [["--policy", "a", "--policy", "b"], /--policy is given 2 times/],
  [["--polcy", "a"], /^unknown option "--polcy" \(did you mean "--policy"\?\)/],
  [["--offline=yes"], /offline/],
  [["--policy"], /policy/],
])("refuses %j", (words, message) => {
  const mistakes = mistakesIn(...words);
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatch(message);
});

test("says all mistakes in one go", () => {
  expect(mistakesIn("--fail-on", "x", "--checks", "y,z", "--pod-security", "w")).toHaveLength(4);
});

test("an image that is given for one name in two ways is refused, the same one twice is not", () => {
  expect(mistakesIn("--image", "web=a:1", "--image", "web=b:1", "--image", "c=")).toEqual([
    '--image: "web" is given twice, as a:1 and as b:1',
    '--image: "c=" is neither REF nor NAME=REF, e.g. web=ghcr.io/acme/web@sha256:…',
  ]);
  const { images } = parseCheckArguments(["--image", "web=a:1", "--image", "web=a:1"]);
  expect(images).toEqual([{ name: "web", reference: "a:1" }]);
});
