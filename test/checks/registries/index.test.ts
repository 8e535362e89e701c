import { expect, test } from "@jest/globals";
import { registries } from "../../../src/checks/registries/index.ts";
import type { ImageUse } from "../../../src/kubernetes/image-use.ts";
import type { Finding } from "../../../src/model/finding.ts";
import { sorted } from "../../kubernetes/documents.ts";
import { findingsIn, podWith, resourcesIn, subjectOf, subjectWith } from "./subject.ts";

const digest = `sha256:${"0a".repeat(32)}`;

function argument(reference: string): ImageUse {
  const nothing = { field: undefined, resource: undefined, container: undefined };
  return { reference, ...nothing, pullPolicy: undefined, related: [] };
}

async function onlyFinding(text: string): Promise<Finding> {
  const [finding, ...others] = await findingsIn(subjectOf(text));
  if (finding === undefined) throw new Error("no finding");
  expect(others).toEqual([]);
  return finding;
}

test("without images nothing would run from a wrong place", async () => {
  expect(await registries.run(subjectOf("apiVersion: v1\nkind: ConfigMap\n"))).toEqual({
    kind: "decided",
    findings: [],
    reason: "no image in the files",
  });
});

test("constraints alone are judged", async () => {
  const constraint = `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata: { name: repos }
spec: { parameters: { repos: [registry.example.com] } }
`;
  expect((await onlyFinding(constraint)).rule).toBe("registries/ambiguous-constraint");
});

test("a clean image is decided, with no findings", async () => {
  const subject = subjectOf(podWith(`ghcr.io/acme/web@${digest}`), { allow: ["ghcr.io/acme/"] });
  expect(await registries.run(subject)).toEqual({ kind: "decided", findings: [] });
});

test("every rule is listed once, under this check", () => {
  const ids = registries.rules.map(({ id }) => id);
  expect(ids.toSorted()).toEqual([
    "registries/ambiguous-constraint",
    "registries/constraint-violated",
    "registries/malformed-reference",
    "registries/mutable-tag",
    "registries/no-digest",
    "registries/not-allowed",
    "registries/pull-policy",
    "registries/tag-and-digest",
  ]);
  expect(new Set(registries.rules.map(({ check }) => check))).toEqual(new Set(["registries"]));
});

test("a finding names the object, the container, the field and the image as written", async () => {
  expect(await onlyFinding(podWith("acme/web:1"))).toMatchObject({
    check: "registries",
    location: { path: "deploy/app.yaml", line: 9, column: 14 },
    resource: {
      apiVersion: "v1",
      kind: "Pod",
      namespace: "shop",
      name: "web",
      container: "app",
      fieldPath: "spec.containers[0].image",
    },
    image: "acme/web:1",
  });
});

test("identity and evidence survive another tag and another spelling, not another image", async () => {
  const first = await onlyFinding(podWith("acme/web:1"));
  const tagged = await onlyFinding(podWith("docker.io/acme/web:2.0.0-rc.1"));
  const other = await onlyFinding(podWith("acme/api:1"));
  expect(tagged.identity).toEqual(first.identity);
  expect(tagged.offender).toEqual(first.offender);
  expect(other.identity).not.toEqual(first.identity);
  expect(first.identity.join()).not.toContain(":1");
});

test("two containers with one image are two findings, in whatever order they stand", async () => {
  const sidecar = "    - { name: sidecar, image: nginx:1 }\n";
  const after = await findingsIn(subjectOf(podWith("nginx:1", sidecar)));
  expect(new Set(after.map(({ identity }) => identity.join("|"))).size).toBe(2);
  const before = podWith("nginx:1").replace("    - name: app", `${sidecar}    - name: app`);
  const swapped = await findingsIn(subjectOf(before));
  expect(new Set(swapped.map(({ identity }) => identity.join("|")))).toEqual(
    new Set(after.map(({ identity }) => identity.join("|"))),
  );
});

test("an image of the command line stands at the policy file", async () => {
  const subject = subjectWith({ images: [argument("nginx:1")] });
  const [finding] = await findingsIn(subject);
  expect(finding).toMatchObject({
    rule: "registries/no-digest",
    location: { path: ".github/portcullis.yml", line: 1, column: 1 },
    image: "nginx:1",
  });
  expect(finding).not.toHaveProperty("resource");
  const policy = { ...subject.policy, path: "ops/policy.yml" };
  const [elsewhere] = await findingsIn({ ...subject, policy });
  expect(elsewhere?.location.path).toBe("ops/policy.yml");
  expect(elsewhere?.identity).toEqual(finding?.identity);
});

test("an image that a kustomization sets stands there, once for each container", async () => {
  const [line] = resourcesIn(
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nimages: [{ name: web, newTag: v2 }]\n",
    "kustomization.yaml",
  );
  const pods = resourcesIn(`${podWith("web:1")}---\n${podWith("web:1").replace("web", "api")}`);
  const field = line?.root.at("images", 0, "newTag");
  const images = pods.map((resource) => ({
    ...argument("web:v2"),
    field,
    resource,
    container: "app",
  }));
  const findings = await findingsIn(subjectWith({ resources: pods, images }));
  expect(findings).toMatchObject([
    { location: { path: "kustomization.yaml", line: 3 }, resource: { name: "web" } },
    { location: { path: "kustomization.yaml", line: 3 }, resource: { name: "api" } },
  ]);
  expect(findings[0]?.resource).toEqual({
    apiVersion: "v1",
    kind: "Pod",
    namespace: "shop",
    name: "web",
    container: "app",
  });
  expect(findings[0]?.identity).not.toEqual(findings[1]?.identity);
});

test("20,000 uses of as many images that are allowed and pinned give no finding", async () => {
  const images = Array.from({ length: 20_000 }, (_, index) =>
    argument(`ghcr.io/acme/team-${index % 7}/web-${index}@${digest}`),
  );
  const subject = subjectWith({ images }, { allow: ["docker.io/library/", "ghcr.io/acme/"] });
  await findingsIn(subject);
  expect(await findingsIn(subject)).toEqual([]);
});

test("a container that two objects share by an alias is refused for the one that is selected", async () => {
  const parts = sorted({
    "a.yaml": `apiVersion: v1
kind: List
items:
  - apiVersion: constraints.gatekeeper.sh/v1beta1
    kind: K8sAllowedRepos
    metadata: { name: repos }
    spec:
      match: { excludedNamespaces: [kube-system] }
      parameters: { repos: [ghcr.io/acme/] }
  - apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: shop }
    spec: { containers: [&app { name: app, image: "evil.example/x@${digest}" }] }
  - apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: kube-system }
    spec: { containers: [*app] }
`,
  });
  const violated = (await findingsIn(subjectWith(parts))).filter(
    ({ rule }) => rule === "registries/constraint-violated",
  );
  expect(violated.map(({ resource }) => resource?.namespace)).toEqual(["shop"]);
});
