import { expect, test } from "@jest/globals";
import { mistakesIn } from "../policy/reading-policies.ts";
import { workflowsIn } from "./workflows.ts";

/** The policies that the head of an example shows, which stand indented in its comment. */
function policyIn(text: string): string {
  const [head = ""] = text.split(/^name:/m, 1);
  const lines = [...head.matchAll(/^# {3}(.*)$/gm)].map(([, line = ""]) => line);
  const policy = lines.join("\n");
  return /^version:/m.test(policy) || policy === "" ? policy : `version: 1\n${policy}`;
}

const shown = workflowsIn("docs/examples").map(({ file, text }) => [file, policyIn(text)] as const);
const withPolicy = shown.filter(([, policy]) => policy !== "");

test("two examples show what the policy may say", () => {
  expect(withPolicy.map(([file]) => file)).toEqual(["ghes.yml", "release-gate.yml"]);
});

test.each(withPolicy)("%s: the policy that it shows has no mistakes", (_, policy) => {
  expect(mistakesIn(policy)).toEqual([]);
});
