import { expect, test } from "@jest/globals";
import { isOurs, stepsOf, type Workflow, workflowsIn } from "./workflows.ts";

const examples = new Map(workflowsIn("docs/examples").map((one) => [one.file, one.workflow]));

function exampleOf(file: string): Workflow {
  const found = examples.get(file);
  if (found === undefined) throw new Error(`there is no docs/examples/${file}`);
  return found;
}

test.each(["fork-safe.yml", "ghes.yml", "pull-request.yml"])(
  "%s keeps the log, the report and the page",
  (file) => {
    const steps = stepsOf(exampleOf(file)).map(({ step }) => step);
    const kept = steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.uses).toMatch(/@[0-9a-f]{40}$/);
    expect(String(kept[0]?.with?.["path"]).trim().split("\n")).toEqual([
      "${{ steps.gate.outputs.sarif-file }}",
      "${{ steps.gate.outputs.report-file }}",
      "${{ steps.gate.outputs.html-file }}",
    ]);
    expect(steps.find(isOurs)?.id).toBe("gate");
  },
);

test("ghes.yml keeps them with a version that runs on GitHub Enterprise Server", () => {
  const text = workflowsIn("docs/examples").find(({ file }) => file === "ghes.yml")?.text;
  expect(text).toMatch(/actions\/upload-artifact@[0-9a-f]{40} # v3\./);
});

test("release-gate.yml deploys the digest that it judged, and never what the files' tag is by then", () => {
  const { gate, deploy } = exampleOf("release-gate.yml").jobs;
  const judged = String(gate?.steps.find(isOurs)?.with?.["images"]).trim();
  const [name, reference] = judged.split("=");
  const digest = gate?.outputs?.["web-digest"];
  expect(reference).toBe(`${name}@${digest}`);
  const applied = deploy?.steps.find(({ run }) => run?.includes("kubectl apply"));
  expect(applied?.env).toEqual({ WEB_DIGEST: "${{ needs.gate.outputs.web-digest }}" });
  expect(applied?.run?.trim().split("\n")).toEqual([
    `kustomize edit set image "${name}=${name}@$WEB_DIGEST"`,
    "kubectl apply --kustomize .",
  ]);
  expect(applied?.["working-directory"]).toBe("deploy/production");
  expect(deploy?.needs).toBe("gate");
});
