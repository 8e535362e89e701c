import { expect, test } from "@jest/globals";
import { fileRules, problemFindings } from "../../../src/checks/manifests/problems.ts";
import { problemKinds, type ReadingProblem } from "../../../src/kubernetes/problem.ts";
import { startOf } from "../../../src/model/location.ts";

function problem(change: Partial<ReadingProblem> = {}): ReadingProblem {
  return {
    kind: "duplicate-key",
    message: 'The key "image" stands twice.',
    location: startOf("deploy/web.yaml"),
    offender: "image",
    ...change,
  };
}

test("every kind of problem has its rule", () => {
  expect(fileRules.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
    "files/unreadable critical",
    "files/duplicate-key medium",
    "files/wrong-type critical",
    "files/template-not-judged info",
    "files/kustomize-not-evaluated info",
    "files/git-lfs-pointer medium",
    "files/empty-submodule medium",
    "files/link-not-followed medium",
  ]);
  const rules = problemFindings(problemKinds.map((kind) => problem({ kind }))).map(
    ({ rule }) => rule,
  );
  expect(rules).toEqual(problemKinds.map((kind) => `files/${kind}`));
});

test("a problem becomes a finding of the check that says it", () => {
  const [finding] = problemFindings([problem()], "registries");
  expect(finding).toMatchObject({
    check: "registries",
    rule: "files/duplicate-key",
    severity: "medium",
    message: 'The key "image" stands twice.',
    remediation: "Keep one of the two keys.",
    location: startOf("deploy/web.yaml"),
    offender: "image",
  });
});

test("its identity survives line moves and tells files and offenders apart", () => {
  const identity = (change: Partial<ReadingProblem>) =>
    problemFindings([problem(change)])[0]?.identity;
  const moved = { ...startOf("deploy/web.yaml"), line: 9, endLine: 9 };
  expect(identity({ location: moved })).toEqual(identity({}));
  expect(identity({ location: startOf("deploy/api.yaml") })).not.toEqual(identity({}));
  expect(identity({ offender: "name" })).not.toEqual(identity({}));
  expect(identity({ offender: { large: 2n ** 70n } })).not.toEqual(
    identity({ offender: { large: 1n } }),
  );
});
