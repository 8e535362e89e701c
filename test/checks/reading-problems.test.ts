import { afterEach, expect, test } from "@jest/globals";
import { maxFindings } from "../../src/checks/check.ts";
import { maxItems } from "../../src/kubernetes/kustomize/bounded-list.ts";
import {
  type Files,
  judged,
  removeRepositories,
  repositoryWith,
} from "../baseline/judged-change.ts";

afterEach(removeRepositories);

test("what reading met is bounded with the findings, and past the bound there is no verdict", async () => {
  const numbers = "- 1\n".repeat(maxItems);
  const lists = Array.from({ length: maxFindings / maxItems + 1 }, (_, index) => index);
  const files = lists.map((index) => [`${index}/kustomization.yaml`, `resources:\n${numbers}`]);
  const { repository } = repositoryWith(Object.fromEntries(files) as Files);
  const report = await judged(repository.folder, { checks: ["manifests"] });
  expect(report.verdict).toBe("error");
  expect(report.checks.manifests).toMatchObject({
    state: "error",
    reason: `more than ${maxFindings} findings; only the first ${maxFindings} were kept`,
  });
  expect(report.findings).toHaveLength(maxFindings);
});
