import { expect, test } from "@jest/globals";
import { mistakesIn } from "../policy/reading-policies.ts";
import { stepsOf, workflowsIn } from "./workflows.ts";

/** The policies that the head of an example shows, which stand indented in its comment. */
function policyIn(text: string): string {
  const [head = ""] = text.split(/^name:/m, 1);
  const lines = [...head.matchAll(/^# {3}(.*)$/gm)].map(([, line = ""]) => line);
  const policy = lines.join("\n");
  return /^version:/m.test(policy) || policy === "" ? policy : `version: 1\n${policy}`;
}

const shown = workflowsIn("docs/examples").map(({ file, text }) => [file, policyIn(text)] as const);
const withPolicy = shown.filter(([, policy]) => policy !== "");

test("the examples that need something of the policy show it", () => {
  expect(withPolicy.map(([file]) => file)).toEqual([
    "ghes.yml",
    "monorepo-matrix.yml",
    "nightly.yml",
    "release-gate.yml",
  ]);
});

/** A check that is named and has nothing to go by leaves the run without a verdict. */
test.each(workflowsIn("docs/examples"))("$file names signatures only with their policy", (example) => {
  const named = stepsOf(example.workflow).some(({ step }) =>
    String(step.with?.["checks"] ?? "").includes("signatures"),
  );
  if (named) expect(policyIn(example.text)).toMatch(/^signatures:/m);
});

test.each(withPolicy)("%s: the policy that it shows has no mistakes", (_, policy) => {
  expect(mistakesIn(policy)).toEqual([]);
});
