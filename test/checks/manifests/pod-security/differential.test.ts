import { expect, test } from "@jest/globals";
import { podSecurityFindings } from "../../../../src/checks/manifests/pod-security/findings.ts";
import { podSecurityRules } from "../../../../src/checks/manifests/pod-security/registry.ts";
import { comparePlainly } from "../../../../src/model/location.ts";
import { realTool } from "../../../tools/real-tools.ts";
import { podsOf } from "../../../../src/kubernetes/workloads.ts";
import { resourceFrom } from "../pods.ts";
import { differences } from "./comparison.ts";
import { GeneratedPods } from "./generated-pods.ts";
import { askOracle } from "./oracle.ts";

const binary = realTool("oracle");
const seed = 1_042;

function generated(count: number): Record<string, unknown>[] {
  const pods = new GeneratedPods(seed);
  return Array.from({ length: count }, () => pods.next());
}

if (binary !== undefined) {
  test("2,000 generated objects are refused by the same checks, at every level and version", () => {
    expect(differences(binary, generated(2_000))).toEqual([]);
  }, 60_000);

  test("the findings for a target carry the same checks, each at a place in the object", () => {
    const objects = generated(300);
    const answers = askOracle(binary, objects, ["v1.31"]);
    for (const [index, object] of objects.entries()) {
      const theirs = answers[index]?.results?.["restricted:v1.31"];
      if (theirs === undefined) continue;
      const resource = resourceFrom(JSON.stringify(object));
      const findings = podsOf(resource).flatMap((pod) =>
        podSecurityFindings(pod, { level: "restricted", version: 31 }),
      );
      const ours = new Set(findings.map(({ podSecurity }) => podSecurity?.check ?? "none"));
      expect({ object, checks: [...ours].sort(comparePlainly) }).toEqual({
        object,
        checks: theirs,
      });
      expect(findings.every(({ location }) => location.line === 1)).toBe(true);
    }
  });

  test("the generated objects put every check to the test: refused, accepted, and undecodable", () => {
    const answers = askOracle(binary, generated(2_000), ["v1.0", "latest"]);
    const refused = new Set(
      ["baseline:latest", "restricted:latest", "restricted:v1.0"].flatMap((name) =>
        answers.flatMap(({ results }) => results?.[name] ?? []),
      ),
    );
    expect(podSecurityRules.map(({ podSecurity }) => podSecurity.check).sort()).toEqual(
      [...refused].sort(),
    );
    const undecodable = answers.filter(({ error }) => error !== undefined).length;
    const accepted = answers.filter(({ results }) => results?.["baseline:latest"]?.length === 0);
    expect(undecodable).toBeGreaterThan(50);
    expect(accepted.length).toBeGreaterThan(200);
  });
}
