import { describe, expect, test } from "@jest/globals";
import { allowlistOf, mistakeInAllowEntry } from "../../../src/checks/registries/allowlist.ts";
import { parseImageReference } from "../../../src/model/image-reference.ts";

function admits(entry: string, reference: string): boolean {
  const image = parseImageReference(reference);
  return image.kind === "image" && allowlistOf([entry]).admits(image);
}

describe("what an entry admits", () => {
  test.each([
    ["ghcr.io/acme", "ghcr.io/acme/web:1"],
    ["ghcr.io/acme/", "ghcr.io/acme/web/api@sha256:" + "0a".repeat(32)],
    ["ghcr.io/acme/web", "ghcr.io/acme/web"],
    ["ghcr.io/acme/web", "ghcr.io/acme/web/sub:2"],
    ["ghcr.io", "ghcr.io/acme/web"],
    ["registry.example.com:5000", "registry.example.com:5000/web"],
    ["[::1]:5000", "[::1]:5000/web"],
    ["localhost", "localhost/web"],
    ["docker.io", "nginx"],
    ["docker.io/", "index.docker.io/bitnami/redis"],
    ["index.docker.io", "docker.io/nginx"],
    ["index.docker.io/library/", "nginx:1.29"],
    ["docker.io/library", "nginx"],
    ["docker.io/library/nginx", "index.docker.io/nginx:1"],
    ["docker.io/bitnami/", "bitnami/redis"],
    ["docker.io/bitnami", "docker.io/bitnami/redis:7"],
  ])("%s admits %s", (entry, reference) => {
    expect(admits(entry, reference)).toBe(true);
  });
});

describe("what an entry does not admit", () => {
  test.each([
    // A boundary is a slash and nothing else.
    ["ghcr.io/acme", "ghcr.io/acme-evil/x"],
    ["ghcr.io/acme", "ghcr.io/acmeevil/x"],
    ["ghcr.io/acme", "ghcr.io/acme.evil/x"],
    ["ghcr.io/acme/web", "ghcr.io/acme/web-evil"],
    ["ghcr.io/acme/", "ghcr.io/acme"],
    ["ghcr.io/acme/", "ghcr.io/evil/acme/x"],
    // A host is the whole host, with its port and its case.
    ["registry.example.com", "registry.example.com.evil.io/x"],
    ["registry.example.com", "evil-registry.example.com/x"],
    ["registry.example.com", "a.registry.example.com/x"],
    ["registry.example.com:5000", "registry.example.com:50001/x"],
    ["registry.example.com:5000", "registry.example.com/x"],
    ["ghcr.io", "ghcr.io:443/acme/web"],
    ["ghcr.io", "GHCR.io/acme/web"],
    ["localhost", "localhost:5000/web"],
    // References that a careless prefix test would take for the entry's host.
    ["ghcr.io", "ghcr.io@evil.example/acme/web"],
    ["ghcr.io", "user:ghcr.io@evil.example/web"],
    ["ghcr.io", "ghcr.io./acme/web"],
    ["ghcr.io", "https://ghcr.io/acme/web"],
    ["ghcr.io", "gһcr.io/acme/web"],
    ["ghcr.io", "ghcr.io\\@evil.example/web"],
    ["ghcr.io", "evil.example/ghcr.io/acme/web"],
    ["ghcr.io/acme", "ghcr.io/acme/../evil/x"],
    ["ghcr.io/acme", "ghcr.io//acme/x"],
    // A name without a host is Docker Hub's, whatever it looks like.
    ["ghcr.io", "acme/web"],
    ["localhost", "localhost:5000"],
    ["docker.io", "docker.io.evil.com/library/nginx"],
    ["docker.io", "Docker.io/library/nginx"],
    ["docker.io", "registry-1.docker.io/library/nginx"],
    ["docker.io/nginx", "nginx"],
    ["docker.io/library/", "bitnami/redis"],
    ["docker.io/bitnami/", "bitnamilegacy/redis"],
    ["docker.io/library/busybox", "busyboxevil"],
    // An entry that the policy reader refuses admits nothing.
    ["", "nginx"],
    ["/", "nginx"],
    ["*", "nginx"],
    ["ghcr.io/*", "ghcr.io/acme/web"],
  ])("%s does not admit %s", (entry, reference) => {
    expect(admits(entry, reference)).toBe(false);
  });
});

test("an empty list admits nothing", () => {
  const image = parseImageReference("nginx");
  expect(image.kind === "image" && allowlistOf([]).admits(image)).toBe(false);
});

describe("entries of the policy", () => {
  test.each([
    "ghcr.io",
    "ghcr.io/",
    "ghcr.io/acme",
    "ghcr.io/acme/",
    "ghcr.io/acme/web",
    "docker.io/bitnami/",
    "registry.example.com:5000",
    "localhost:5000/",
    "localhost",
    "[::1]:5000/team/",
    "registry:5000/team",
  ])("%s is good", (entry) => {
    expect(mistakeInAllowEntry(entry)).toBeUndefined();
  });

  test.each([
    ["", "it is empty; write a registry, e.g. ghcr.io/acme/"],
    ["https://ghcr.io/acme", "it has a scheme; write the host without https://"],
    ["/acme", "it starts with a slash; start with the host"],
    [
      "ghcr.io/acme/**",
      "it is a glob; an entry admits everything beneath it, so write e.g. ghcr.io/acme/",
    ],
    ["*", "it is a glob; an entry admits everything beneath it, so write e.g. ghcr.io/acme/"],
    [
      "*.example.com",
      "it is a glob; an entry admits everything beneath it, so write e.g. ghcr.io/acme/",
    ],
    [
      "bitnami/",
      "it names no registry; write docker.io/bitnami/ for Docker Hub, or the registry's host in front",
    ],
    [
      "nginx",
      "it names no registry; write docker.io/nginx for Docker Hub, or the registry's host in front",
    ],
    ["ghcr.io/acme/web:1.2", "it has a tag; write ghcr.io/acme/web, tags are not compared"],
    [
      "nginx:1.2",
      'it matches nothing: the registry "nginx:1.2" has a port that is not a number at character 7',
    ],
    ["ghcr.io/acme/web@sha256:0a", "it has an @; write the repository without digest or user"],
    ["user@ghcr.io", "it has an @; write the repository without digest or user"],
    ["ghcr.io/acme ", "it matches nothing: it has a space at character 13"],
    [
      " ghcr.io",
      'it matches nothing: the registry " ghcr.io" is not a host name: " ghcr" at character 1',
    ],
    ["ghcr.io.", 'it matches nothing: the registry "ghcr.io." has an empty part at character 9'],
    ["GHCR.io/acme", "it has a host in upper case, and hosts are compared exactly; write ghcr.io"],
    [
      "ghcr.io/Acme/",
      'it matches nothing: the repository "Acme" has an upper-case letter at character 9',
    ],
    [
      "ghcr.io//acme",
      'it matches nothing: the repository "/acme" has an empty part at character 9',
    ],
    [
      "ghcr.io/acme//",
      'it matches nothing: the repository "acme/" has an empty part at character 14',
    ],
  ])("%j is refused", (entry, mistake) => {
    expect(mistakeInAllowEntry(entry)).toBe(mistake);
  });
});
