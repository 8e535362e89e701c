import { expect, test } from "@jest/globals";
import type { Finding } from "../../../../src/model/finding.ts";
import { findingsIn, podWith, subjectOf } from "../subject.ts";

function constraint(spec: string, kind = "K8sAllowedRepos"): string {
  return `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: ${kind}
metadata:
  name: repos
spec:
${spec}
  parameters: { repos: ["ghcr.io/acme/"] }
`;
}

async function violationsIn(text: string): Promise<readonly Finding[]> {
  const findings = await findingsIn(subjectOf(text));
  return findings.filter(({ rule }) => rule === "registries/constraint-violated");
}

test("a refused image is a high finding at the image, with the constraint beside it", async () => {
  const text = `${podWith("nginx:1")}---\n${constraint("")}`;
  expect(await violationsIn(text)).toEqual([
    expect.objectContaining({
      severity: "high",
      message: "The constraint K8sAllowedRepos/repos refuses this pod for the image nginx:1.",
      location: { path: "deploy/app.yaml", line: 9, column: 14, endLine: 9, endColumn: 23 },
      related: [
        {
          message: "The constraint K8sAllowedRepos/repos.",
          location: { path: "deploy/app.yaml", line: 14, column: 9, endLine: 14, endColumn: 14 },
        },
      ],
    }),
  ]);
});

test("the literal text counts: another spelling of an allowed image is refused", async () => {
  const allowed = constraint("").replace("ghcr.io/acme/", "docker.io/library/");
  expect(await violationsIn(`${podWith("docker.io/library/nginx")}---\n${allowed}`)).toEqual([]);
  expect(await violationsIn(`${podWith("nginx")}---\n${allowed}`)).toHaveLength(1);
});

test.each(["dryrun", "warn"])("%s makes it low and says why", async (action) => {
  const text = `${podWith("nginx:1")}---\n${constraint(`  enforcementAction: ${action}`)}`;
  expect(await violationsIn(text)).toEqual([
    expect.objectContaining({
      severity: "low",
      message: `The constraint K8sAllowedRepos/repos refuses this pod for the image nginx:1. The cluster only reports it, because its enforcementAction is ${action}.`,
    }),
  ]);
});

test("pods of a template are named as such, with what was assumed", async () => {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers: [{ name: app, image: "nginx:1" }]
---
${constraint("  match: { namespaces: [prod-*] }")}`;
  expect((await violationsIn(text)).map(({ message }) => message)).toEqual([
    "The constraint K8sAllowedRepos/repos refuses pods made from this template for the image nginx:1, provided that it is deployed to a namespace that the constraint selects.",
  ]);
});

test("init and ephemeral containers are looked at, image volumes are not", async () => {
  const text = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: a, image: a }]
  containers: [{ name: b, image: ghcr.io/acme/b }]
  ephemeralContainers: [{ name: c, image: c }]
  volumes: [{ name: d, image: { reference: d } }]
---
${constraint("")}`;
  expect((await violationsIn(text)).map(({ resource }) => resource?.container)).toEqual(["a", "c"]);
});

test("two constraints that refuse one image are two findings", async () => {
  const second = constraint("").replace("name: repos", "name: others");
  const found = await violationsIn(`${podWith("nginx")}---\n${constraint("")}---\n${second}`);
  expect(new Set(found.map(({ identity }) => identity.join("|"))).size).toBe(2);
});

test("a constraint that was read for the tree and for the policy counts once", async () => {
  const text = `${podWith("nginx")}---\n${constraint("")}`;
  const again = subjectOf(text).constraints;
  const subject = subjectOf(text);
  const both = { ...subject, constraints: [...subject.constraints, ...again] };
  const rules = (await findingsIn(both)).map(({ rule }) => rule);
  expect(rules.filter((rule) => rule === "registries/constraint-violated")).toHaveLength(1);
});
