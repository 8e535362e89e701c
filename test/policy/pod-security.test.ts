import { expect, test } from "@jest/globals";
import { parsePodSecurity, podSecurityPattern } from "../../src/policy/pod-security.ts";

test.each([
  ["privileged", { level: "privileged", version: "latest" }],
  ["baseline:latest", { level: "baseline", version: "latest" }],
  ["restricted:v1.0", { level: "restricted", version: 0 }],
  ["restricted:v1.37", { level: "restricted", version: 37 }],
  ["restricted:v1.99", { level: "restricted", version: 99 }],
])("%s", (text, target) => {
  expect(parsePodSecurity(text)).toEqual(target);
  expect(new RegExp(podSecurityPattern).test(text)).toBe(true);
});

const level = "the level must be privileged, baseline or restricted";
const version = 'the version must be "latest" or a minor version such as v1.31';

test.each([
  ["", level],
  ["Restricted", `${level}; did you mean "restricted"?`],
  ["restrictd:v1.31", `${level}; did you mean "restricted"?`],
  ["restricted:", version],
  ["restricted:1.31", `${version}; did you mean "restricted:v1.31"?`],
  ["restricted:v1.031", version],
  ["restricted:v2.1", version],
  ["restricted:v1.31:x", version],
  ["restricted:v1.31\n", version],
])("%j is refused", (text, mistake) => {
  expect(parsePodSecurity(text)).toEqual({ mistake });
  expect(new RegExp(podSecurityPattern).test(text)).toBe(false);
});
