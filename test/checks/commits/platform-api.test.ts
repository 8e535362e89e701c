import { expect, test } from "@jest/globals";
import {
  apiModes,
  applyApi,
  commitLevels,
  needsPlatform,
  type Judgement,
  type PlatformAnswer,
} from "../../../src/checks/commits/platform-api.ts";
import { failureCodes } from "../../../src/checks/commits/verdict.ts";

const yes: PlatformAnswer = { verified: true, verifiedAt: 1_700_000_000 };
const no: PlatformAnswer = { verified: false, reason: "unknown_key" };
const silence: PlatformAnswer = { indeterminate: "GitHub answered 503" };
const undecided: Judgement = { kind: "indeterminate", reason: "GitHub answered 503" };

const level = (name: (typeof commitLevels)[number], denied?: string): Judgement => ({
  kind: "level",
  level: name,
  ...(denied === undefined ? {} : { denied }),
});

test.each([
  // level, mode, what GitHub's yes, no and silence make of it
  ["trusted", "fallback", level("trusted"), level("trusted"), level("trusted")],
  ["trusted-key", "fallback", level("trusted-key"), level("trusted-key"), level("trusted-key")],
  ["platform", "fallback", level("platform"), level("platform"), level("platform")],
  ["valid-unknown", "fallback", level("platform"), level("valid-unknown"), undecided],
  [
    "valid-unlogged",
    "fallback",
    level("valid-unlogged"),
    level("valid-unlogged"),
    level("valid-unlogged"),
  ],
  ["unsigned", "fallback", level("unsigned"), level("unsigned"), level("unsigned")],
  ["trusted", "also", level("trusted"), level("valid-unknown", "unknown_key"), undecided],
  ["trusted-key", "also", level("trusted-key"), level("valid-unknown", "unknown_key"), undecided],
  ["platform", "also", level("platform"), level("valid-unknown", "unknown_key"), undecided],
  [
    "valid-unknown",
    "also",
    level("valid-unknown"),
    level("valid-unknown", "unknown_key"),
    undecided,
  ],
  [
    "valid-unlogged",
    "also",
    level("valid-unlogged"),
    level("valid-unlogged", "unknown_key"),
    undecided,
  ],
  ["unsigned", "also", level("unsigned"), level("unsigned"), level("unsigned")],
] as const)("%s under %s", (name, mode, afterYes, afterNo, afterSilence) => {
  expect(applyApi(level(name), yes, mode)).toEqual(afterYes);
  expect(applyApi(level(name), no, mode)).toEqual(afterNo);
  expect(applyApi(level(name), silence, mode)).toEqual(afterSilence);
});

test("switched off, no answer changes anything", () => {
  for (const name of commitLevels) {
    for (const answer of [yes, no, silence, undefined]) {
      expect(applyApi(level(name), answer, "off")).toEqual(level(name));
    }
  }
});

test.each(failureCodes)("no answer of GitHub's overrides a local %s", (code) => {
  const failed: Judgement = { kind: "failure", code, reason: "as found here" };
  for (const mode of apiModes) {
    expect(needsPlatform(failed, mode)).toBe(false);
    for (const answer of [yes, no, silence, undefined]) {
      expect(applyApi(failed, answer, mode)).toEqual(failed);
    }
  }
});

test("no answer of GitHub's decides what could not be decided here", () => {
  const open: Judgement = { kind: "indeterminate", reason: "the object is missing" };
  for (const mode of apiModes) expect(applyApi(open, yes, mode)).toEqual(open);
});

test("an answer that is needed and missing leaves the commit undecided", () => {
  for (const mode of ["fallback", "also"] as const) {
    const result = applyApi(level("valid-unknown"), undefined, mode);
    expect(result).toMatchObject({ kind: "indeterminate" });
  }
});

test("only commits that an answer could change are asked about", () => {
  const asked = (mode: (typeof apiModes)[number]): string[] =>
    commitLevels.filter((name) => needsPlatform(level(name), mode));
  expect(asked("off")).toEqual([]);
  expect(asked("fallback")).toEqual(["valid-unknown", "unverified"]);
  expect(asked("also")).toEqual(commitLevels.filter((name) => name !== "unsigned"));
});

test("whatever else is known of the commit stays with it", () => {
  const judged = { ...level("valid-unknown"), key: "SHA256:abc" };
  expect(applyApi(judged, yes, "fallback")).toEqual({ ...judged, level: "platform" });
});
