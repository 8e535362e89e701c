import { afterAll, expect, test } from "@jest/globals";
import { podWith, privilegedPod } from "./manifests.ts";
import { pullRequest } from "./pull-request.ts";
import { cleanUp, reportOf, runStep, type StepResult } from "./runner.ts";

afterAll(cleanUp);

const policy = `version: 1
signatures:
  unlisted: fail
  images:
    - match: ghcr.io/other/**
      keyless: { issuer: "https://issuer.example", identity: "https://github.com/acme/x" }
`;
const pods = (...names: readonly string[]): string =>
  names.map((name) => podWith(`ghcr.io/acme/${name}:1`)).join("---\n");

const change = pullRequest(
  {
    ".github/portcullis.yml": policy,
    "deploy/old.yaml": pods("a", "b", "c"),
    "deploy/gone.yaml": privilegedPod,
  },
  { "deploy/gone.yaml": null, "deploy/new.yaml": pods("a", "d", "e", "f") },
);

function step(inputs: Readonly<Record<string, string>>): StepResult {
  return runStep({ ...change, event: "pull_request", inputs });
}

const judging = { checks: "registries,signatures,manifests", "only-new": "true" };

test("shards that are compared with the base join to what one run says of it", () => {
  const whole = reportOf(step(judging));
  const files = [1, 2, 3].map((index) => {
    const { outputs } = step({ ...judging, shard: `${index}/3` });
    return outputs["report-file"] ?? "";
  });
  const joined = reportOf(step({ merge: files.join("\n") }));
  expect(whole.comparison?.fixedCount).toBeGreaterThan(0);
  expect(joined.comparison).toEqual(whole.comparison);
  expect(joined.findings).toEqual(whole.findings);
  expect(new Set(joined.findings.map(({ status }) => status))).toEqual(
    new Set(["open", "baseline"]),
  );
  expect(joined.verdict).toBe(whole.verdict);
});
