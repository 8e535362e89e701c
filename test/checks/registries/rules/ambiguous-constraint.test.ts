import { expect, test } from "@jest/globals";
import { findingsIn, subjectOf } from "../subject.ts";

async function judged(kind: string, entry: string): Promise<string[]> {
  const parameter = kind === "K8sAllowedReposv2" ? "allowedImages" : "repos";
  const findings = await findingsIn(
    subjectOf(`apiVersion: constraints.gatekeeper.sh/v1beta1
kind: ${kind}
metadata: { name: repos }
spec:
  parameters:
    ${parameter}:
      - ${JSON.stringify(entry)}
`),
  );
  return findings.map(({ rule, severity, location, message }) => {
    expect(rule).toBe("registries/ambiguous-constraint");
    expect(location.line).toBe(7);
    return `${severity}: ${message}`;
  });
}

test.each([
  [
    "registry.example.com",
    'high: The entry "registry.example.com" also admits registry.example.com.evil.example/x: it does not end with "/".',
  ],
  [
    "registry.example.com:5000",
    'high: The entry "registry.example.com:5000" also admits registry.example.com:50000/x: it does not end with "/".',
  ],
  [
    "ghcr.io/acme",
    'high: The entry "ghcr.io/acme" also admits ghcr.io/acme-evil/x: it does not end with "/".',
  ],
  [
    "ghcr.io/acme/web",
    'medium: The entry "ghcr.io/acme/web" also admits ghcr.io/acme/web-evil/x: it does not end with "/".',
  ],
  ["docker.io/", 'medium: The entry "docker.io/" admits everybody\'s images on docker.io.'],
  ["ghcr.io/", 'medium: The entry "ghcr.io/" admits everybody\'s images on ghcr.io.'],
  ["nginx", 'high: The entry "nginx" names no registry, and also admits nginx.evil.example/x.'],
  [
    "bitnami/",
    'low: The entry "bitnami/" names no registry, so each node\'s configuration decides where the images come from, and docker.io/ in front of them is refused.',
  ],
  [
    "bitnami/redis",
    'medium: The entry "bitnami/redis" names no registry, so each node\'s configuration decides where the images come from, and docker.io/ in front of them is refused.',
  ],
  ["", 'high: The entry "" admits every image.'],
])("K8sAllowedRepos %j", async (entry, expected) => {
  expect(await judged("K8sAllowedRepos", entry)).toEqual([expected]);
});

test.each([
  "registry.example.com/",
  "registry.example.com:5000/",
  "ghcr.io/acme/",
  "docker.io/library/",
  "ghcr.io/acme/web:1.4",
  "ghcr.io/acme/web:",
  "ghcr.io/acme/web@sha256:",
])("K8sAllowedRepos %j is clear", async (entry) => {
  expect(await judged("K8sAllowedRepos", entry)).toEqual([]);
});

test.each([
  ["*", 'high: The entry "*" admits every image.'],
  [
    "ghcr.io/acme*",
    'high: The entry "ghcr.io/acme*" also admits ghcr.io/acme-evil/x: it does not end with "/".',
  ],
])("K8sAllowedReposv2 %j", async (entry, expected) => {
  expect(await judged("K8sAllowedReposv2", entry)).toEqual([expected]);
});

test.each(["ghcr.io/acme/*", "ghcr.io/acme/web", "registry.example.com", "ghcr.io/acme/web:1*"])(
  "K8sAllowedReposv2 %j is clear",
  async (entry) => {
    expect(await judged("K8sAllowedReposv2", entry)).toEqual([]);
  },
);

test("what a constraint refuses may be open-ended", async () => {
  expect(await judged("K8sDisallowedRepos", "docker.io")).toEqual([]);
});
