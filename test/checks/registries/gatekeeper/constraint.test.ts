import { expect, test } from "@jest/globals";
import {
  constraintsAmong,
  type Constraint,
} from "../../../../src/checks/registries/gatekeeper/constraint.ts";
import { resourcesIn } from "../subject.ts";

function constraintWith(kind: string, parameters: object, spec: object = {}): Constraint {
  const object = {
    apiVersion: "constraints.gatekeeper.sh/v1beta1",
    kind,
    metadata: { name: "repos" },
    spec: { ...spec, parameters },
  };
  const [constraint] = constraintsAmong(resourcesIn(JSON.stringify(object)));
  if (constraint === undefined) throw new Error("no constraint");
  return constraint;
}

test.each([
  // A plain prefix of the text: no hosts, no paths, no defaults.
  [["registry.example.com"], "registry.example.com/web", false],
  [["registry.example.com"], "registry.example.com.evil.io/web", false],
  [["registry.example.com/"], "registry.example.com.evil.io/web", true],
  [["docker.io/"], "nginx", true],
  [["docker.io/library/nginx"], "index.docker.io/library/nginx", true],
  [["nginx"], "nginx:1.29", false],
  [["nginx"], "library/nginx", true],
  [["ghcr.io/acme/"], "GHCR.io/acme/web", true],
  [["a/", "b/"], "b/web", false],
  [["ghcr.io/*"], "ghcr.io/acme", true],
  [[""], "anything", false],
  [[], "anything", true],
  [["ghcr.io/"], "", false],
])("K8sAllowedRepos %j refuses %j: %j", (repos, image, refused) => {
  expect(constraintWith("K8sAllowedRepos", { repos }).refuses(image)).toBe(refused);
});

test.each([
  [["ghcr.io/acme/web"], "ghcr.io/acme/web", false],
  [["ghcr.io/acme/web"], "ghcr.io/acme/web:1", true],
  [["ghcr.io/acme/*"], "ghcr.io/acme/web:1", false],
  [["ghcr.io/acme/*"], "ghcr.io/acme-evil/web:1", true],
  [["ghcr.io/acme*"], "ghcr.io/acme-evil/web:1", false],
  [["*"], "anything", false],
  [["ghcr.io/*/web"], "ghcr.io/acme/web", true],
  [["ghcr.io/*/web"], "ghcr.io/*/web", false],
  [[], "anything", true],
  [["x"], "", false],
])("K8sAllowedReposv2 %j refuses %j: %j", (allowedImages, image, refused) => {
  expect(constraintWith("K8sAllowedReposv2", { allowedImages }).refuses(image)).toBe(refused);
});

test.each([
  [["k8s.gcr.io/"], "k8s.gcr.io/pause", true],
  [["k8s.gcr.io/"], "registry.k8s.io/pause", false],
  [["docker.io/"], "nginx", false],
  [["nginx"], "nginx-unprivileged", true],
  [[], "anything", false],
  [[""], "", false],
])("K8sDisallowedRepos %j refuses %j: %j", (repos, image, refused) => {
  expect(constraintWith("K8sDisallowedRepos", { repos }).refuses(image)).toBe(refused);
});

test("without a list the templates refuse nothing", () => {
  expect(constraintWith("K8sAllowedRepos", {}).refuses("nginx")).toBe(false);
  expect(constraintWith("K8sAllowedRepos", { repos: "ghcr.io/" }).refuses("nginx")).toBe(false);
  expect(constraintWith("K8sAllowedReposv2", { repos: ["x"] }).refuses("nginx")).toBe(false);
});

test("only constraints of Gatekeeper about images are read", () => {
  const others = `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sRequiredLabels
---
apiVersion: example.com/v1
kind: K8sAllowedRepos
---
apiVersion: constraints.gatekeeper.sh/v1alpha1
kind: K8sAllowedRepos
`;
  expect(constraintsAmong(resourcesIn(others)).map(({ title }) => title)).toEqual([
    "K8sAllowedRepos/?",
  ]);
});

const audited = [{ action: "deny", enforcementPoints: [{ name: "audit.gatekeeper.sh" }] }];
const admission = [
  { action: "warn", enforcementPoints: [{ name: "*" }] },
  { action: "deny", enforcementPoints: [{ name: "validation.gatekeeper.sh" }] },
];

test.each<[object, object]>([
  [{}, { kind: "denies" }],
  [{ enforcementAction: "deny" }, { kind: "denies" }],
  [{ enforcementAction: "Warn" }, { kind: "denies" }],
  [{ enforcementAction: "dryrun" }, { kind: "lenient", reason: "its enforcementAction is dryrun" }],
  [{ enforcementAction: "warn" }, { kind: "lenient", reason: "its enforcementAction is warn" }],
  [{ enforcementAction: "scoped", scopedEnforcementActions: admission }, { kind: "denies" }],
  [
    { enforcementAction: "scoped", scopedEnforcementActions: audited },
    {
      kind: "lenient",
      reason: "none of its scopedEnforcementActions denies at admission",
    },
  ],
  // Without `scoped` the list does not count.
  [{ scopedEnforcementActions: audited }, { kind: "denies" }],
])("%j: %j", (spec, enforcement) => {
  expect(constraintWith("K8sAllowedRepos", {}, spec).enforcement).toEqual(enforcement);
});
