import { expect, test } from "@jest/globals";
import { UsageError } from "../../src/errors.ts";
import { SourceFile } from "../../src/kubernetes/source-file.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import { largestPolicy, readPolicy } from "../../src/policy/read.ts";
import { context, mistakesIn, policyIn } from "./reading-policies.ts";

test("a policy of nothing but its version has every default", () => {
  expect(policyIn("version: 1\n")).toEqual({ ...defaultPolicy(), path: "p.yml" });
});

test("every key reaches the policy", () => {
  const policy = policyIn(`# ours
---
version: 1
fail-on: medium
mode: warn
on: { pull_request: { mode: enforce }, release: { fail-on: low } }
require: [manifests]
exclude: [vendor/]
registries: { allow: [ghcr.io/acme/], require-digest: yes, constraints: [a.yaml] }
manifests:
  pod-security: restricted:v1.31
  rules: { network/*: off, network/policy: on, resources/cpu-limit: low }
waivers:
  - rule: network/policy
    path: deploy/*.yaml
    resource: Deployment/web
    image: nginx
    reason: known
    owner: "@acme"
    expires: 2027-01-31
`);
  expect(policy).toMatchObject({
    failOn: "medium",
    mode: "warn",
    events: new Map([
      ["pull_request", { failOn: undefined, mode: "enforce" }],
      ["release", { failOn: "low", mode: undefined }],
    ]),
    require: ["manifests"],
    exclude: ["vendor/"],
    registries: { allow: ["ghcr.io/acme/"], requireDigest: true, constraints: ["a.yaml"] },
    manifests: { podSecurity: { level: "restricted", version: 31 } },
  });
  expect(policy.manifests.rules.map(({ pattern, setting }) => [pattern, setting])).toEqual([
    ["network/*", "off"],
    ["network/policy", "on"],
    ["resources/cpu-limit", "low"],
  ]);
  expect(policy.waivers).toEqual([
    {
      rule: "network/policy",
      path: "deploy/*.yaml",
      resource: "Deployment/web",
      image: "nginx",
      reason: "known",
      owner: "@acme",
      expires: "2027-01-31",
      location: { path: "p.yml", line: 14, column: 5, endLine: 14, endColumn: 25 },
    },
  ]);
});

test.each<[what: string, text: string, mistakes: string[]]>([
  ["an empty file", "", ['1:1: the file is empty; a policy begins with "version: 1"']],
  [
    "only comments",
    "# a\n---\n# b\n",
    ['1:1: the file is empty; a policy begins with "version: 1"'],
  ],
  [
    "a list",
    "- version: 1\n",
    ["1:3: the policy is a list; it must be a mapping that begins with version: 1"],
  ],
  ["no version", "mode: warn\n", ['1:1: the policy lacks the key "version"; it must be 1']],
  [
    "another version",
    "version: 2\n",
    ["1:10: version is 2; it must be the number 1, the only version there is"],
  ],
  [
    "a second document",
    "version: 1\n---\n# more\nmode: warn\n",
    ["4:1: a second document begins here; a policy is one document"],
  ],
  [
    "an unknown key",
    "version: 1\nregisteries: {}\n",
    ['2:1: unknown key "registeries" in the policy; did you mean "registries"?'],
  ],
  [
    "a key like nothing known",
    "version: 1\nregistries:\n  zzzzzz: 1\n",
    [
      '3:3: unknown key "zzzzzz" in registries; valid here: allow, require-digest, constraints, insecure, token-hosts, mirrors, ca',
    ],
  ],
  [
    "a wrong word",
    "version: 1\nfail-on: hihg\n",
    [
      '2:10: fail-on is "hihg"; it must be one of critical, high, medium, low, none; did you mean "high"?',
    ],
  ],
  [
    "a key without a value",
    "version: 1\nmode:\n",
    ["2:1: mode has no value; it must be one of enforce, warn"],
  ],
  [
    "a list where a word belongs",
    "version: 1\nmode: [warn]\n",
    ["2:1: mode is a list; it must be one of enforce, warn"],
  ],
  [
    "a word where a list belongs",
    "version: 1\nrequire: manifests\n",
    ['2:10: require is "manifests"; it must be a list of checks'],
  ],
  [
    "text where a flag belongs",
    'version: 1\nregistries: { require-digest: "true" }\n',
    ['2:31: registries.require-digest is "true"; it must be true or false, without quotes'],
  ],
  [
    "a number where text belongs",
    "version: 1\nexclude: [1]\n",
    [
      "2:11: exclude[0] is 1; it must be a glob of paths; text that YAML reads as something else needs quotes",
    ],
  ],
  [
    "an unknown event",
    "version: 1\non: { relase: {}, tag: {} }\n",
    [
      '2:7: on names "relase"; no event of a gate has that name; did you mean "release"?',
      '2:19: on names "tag"; a tag arrives with the event "push"',
    ],
  ],
  [
    "a mistake under an event",
    "version: 1\non: { push: { mode: strict } }\n",
    ['2:21: on.push.mode is "strict"; it must be one of enforce, warn'],
  ],
  [
    "on twice, in two spellings",
    'version: 1\n"on": {}\non: {}\n',
    ['3:1: the key "on" stands here a second time'],
  ],
  [
    "a key twice",
    "version: 1\nmode: warn\nmode: enforce\n",
    ['3:1: the key "mode" stands here a second time'],
  ],
  [
    "an entry that the allowlist cannot have",
    "version: 1\nregistries: { allow: [ghcr.io/*] }\n",
    ['2:23: registries.allow[0] is "ghcr.io/*"; it is a glob; write e.g. ghcr.io/acme/'],
  ],
  [
    "paths out of the repository",
    "version: 1\nexclude: [/etc, a/../b, ./c, 'C:\\d']\nregistries: { constraints: [../e] }\n",
    [
      '2:11: exclude[0] is "/etc"; it must be relative to the root of the repository',
      '2:17: exclude[1] is "a/../b"; it must stay in the repository, without ".."',
      '2:25: exclude[2] is "./c"; it is written without "./", from the root of the repository',
      '2:30: exclude[3] is "C:\\\\d"; it must be relative to the root of the repository',
      '3:29: registries.constraints[0] is "../e"; it must stay in the repository, without ".."',
    ],
  ],
  [
    "a malformed glob",
    'version: 1\nexclude: ["a[b"]\n',
    ['2:11: exclude[0] is "a[b"; the pattern has a "[" without its "]"'],
  ],
  [
    "a version of Pod Security without its v",
    "version: 1\nmanifests: { pod-security: restricted:1.31 }\n",
    [
      '2:28: manifests.pod-security is "restricted:1.31"; the version must be "latest" or a minor version such as v1.31; did you mean "restricted:v1.31"?',
    ],
  ],
  [
    "rules that do not exist",
    "version: 1\nmanifests: { rules: { network/polcy: off, netwrok/*: off, zzz: on } }\n",
    [
      '2:23: manifests.rules names "network/polcy"; no rule has that name; did you mean "network/policy"?',
      '2:43: manifests.rules names "netwrok/*"; no rule matches it; did you mean "network/*"?',
      '2:59: manifests.rules names "zzz"; no rule has that name; "portcullis rules" lists them',
    ],
  ],
  [
    "a rule of another check",
    "version: 1\nmanifests: { rules: { registries/not-allowed: off } }\n",
    [
      '2:23: manifests.rules names "registries/not-allowed"; that is of the check registries, and here only rules of manifests can be set',
    ],
  ],
  [
    "a rule that cannot be lowered",
    "version: 1\nmanifests: { rules: { files/unreadable: off, files/wrong*: low } }\n",
    [
      '2:23: manifests.rules names "files/unreadable"; it says that something was not judged, so it cannot be switched off or lowered; name the path under "exclude" or in a waiver',
      '2:46: manifests.rules names "files/wrong*"; it says that something was not judged, so it cannot be switched off or lowered; name the path under "exclude" or in a waiver',
    ],
  ],
  [
    "a waiver without rule and reason",
    "version: 1\nwaivers:\n  - path: a\n",
    [
      '3:5: waivers[0] lacks the key "rule"; it must be the name of a rule or a glob of names',
      '3:5: waivers[0] lacks the key "reason"; it must be text that says why this is accepted',
    ],
  ],
  [
    "a waiver with bad values",
    "version: 1\nwaivers:\n- rule: network/polcy\n  reason: ''\n  resource: web\n  image: '{a'\n  expires: 2027-02-29\n",
    [
      '3:9: waivers[0].rule is "network/polcy"; no rule has that name; did you mean "network/policy"?',
      '4:11: waivers[0].reason is ""; it must be text that says why this is accepted',
      '5:13: waivers[0].resource is "web"; a resource is written Kind/name or Kind/namespace/name',
      '6:10: waivers[0].image is "{a"; the pattern has a "{" without its "}"',
      '7:12: waivers[0].expires is "2027-02-29"; the calendar has no such day',
    ],
  ],
  [
    "a waiver of everything",
    'version: 1\nwaivers: [{ rule: "*", reason: tired }]\n',
    ["2:19: a waiver of every rule must say where it counts: add path, resource or image"],
  ],
  [
    "a wide waiver of what was not judged",
    'version: 1\nwaivers: [{ rule: files/unreadable, path: "a/*", reason: tired }]\n',
    ["2:19: a waiver of files/unreadable must name one file: give it a path without wildcards"],
  ],
  [
    "keys with a meaning in JavaScript",
    "version: 1\n__proto__: { mode: warn }\nconstructor: 1\n",
    [
      '2:1: unknown key "__proto__" in the policy; valid here: version, fail-on, mode, gate, on, require, exclude, registries, signatures, vulnerabilities, commits, manifests, waivers',
      '3:1: unknown key "constructor" in the policy; valid here: version, fail-on, mode, gate, on, require, exclude, registries, signatures, vulnerabilities, commits, manifests, waivers',
    ],
  ],
  [
    "text that would write over the terminal",
    'version: 1\nmode: "\\e[2J\\u202e"\n',
    ['2:7: mode is "\\u001b[2J\\u202e"; it must be one of enforce, warn'],
  ],
])("%s is a mistake", (_, text, mistakes) => {
  expect(mistakesIn(text)).toEqual(mistakes.map((mistake) => `p.yml:${mistake}`));
});

test("a pattern that needs quotes is named as such", () => {
  expect(mistakesIn("version: 1\nexclude:\n  - *.yaml\n")).toEqual([
    expect.stringMatching(/^p\.yml:3:5: not readable as YAML: .*begins with \* needs quotes$/),
  ]);
});

test("what is not YAML is said with its place, and without a policy", () => {
  expect(mistakesIn("version: 1\nmode: 'warn\n")).toEqual([
    expect.stringMatching(/^p\.yml:[23]:\d+: not readable as YAML: /),
  ]);
});

test("a file past the size limit is not parsed", () => {
  const file = new SourceFile("p.yml", `version: 1\n#${"a".repeat(largestPolicy)}`);
  expect(() => readPolicy(file, context)).toThrow(UsageError);
  expect(() => readPolicy(file, context)).toThrow(
    "p.yml:1:1: the file is larger than 1048576 bytes",
  );
});

test.each([
  ["nested lists", "[".repeat(largestPolicy - 20)],
  ["nested mappings", "{a: ".repeat(200_000)],
  ["documents", "--- a\n".repeat(150_000)],
  ["comments", "#\n".repeat(500_000)],
  ["unknown keys", Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join("\n")],
  [
    "aliases of aliases",
    `version: 1\na0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}]`).join("\n")}\n`,
  ],
  [
    "waivers that are aliases of one full of mistakes",
    `version: 1\nwaivers: [&a {${Array.from({ length: 300 }, (_, i) => `k${i}: 1`).join(", ")}}${", *a".repeat(20_000)}]\n`,
  ],
])("a megabyte of %s ends in a few mistakes", (_, text) => {
  const mistakes = mistakesIn(text);
  expect(mistakes.length).toBeGreaterThan(0);
  expect(mistakes.length).toBeLessThan(105);
});
