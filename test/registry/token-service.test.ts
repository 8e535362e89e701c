import { expect, test } from "@jest/globals";
import { challengesIn } from "../../src/registry/challenge.ts";
import { RegistryError } from "../../src/registry/error.ts";
import { scopeFor, tokenServiceOf } from "../../src/registry/token-service.ts";

function mayUse(registry: string, realm: string, tokenHosts: readonly string[] = []): boolean {
  const [challenge] = challengesIn(`Bearer realm="${realm}"`);
  try {
    tokenServiceOf(challenge!, new URL(registry), tokenHosts);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(RegistryError);
    return false;
  }
}

test.each([
  ["https://registry-1.docker.io", "https://auth.docker.io/token"],
  ["https://ghcr.io", "https://ghcr.io/token"],
  ["https://europe-docker.pkg.dev", "https://europe-docker.pkg.dev/v2/token"],
  ["https://registry.gitlab.com", "https://gitlab.com/jwt/auth"],
  ["http://127.0.0.1:5000", "http://127.0.0.1:5000/token"],
])("%s may name %s", (registry, realm) => {
  expect(mayUse(registry, realm)).toBe(true);
});

test.each([
  ["https://evil.example", "https://auth.docker.io/token"],
  ["https://registry-1.docker.io", "https://auth.docker.io.evil.example/token"],
  ["https://registry-1.docker.io", "https://auth.docker.io:8443/token"],
  ["https://registry-1.docker.io", "http://auth.docker.io/token"],
  ["https://registry-1.docker.io:5000", "https://auth.docker.io/token"],
  ["https://ghcr.io", "https://token.ghcr.io/"],
  ["https://ghcr.io", "https://ghcr.io:444/token"],
  ["https://ghcr.io", "https://ghcr.io@evil.example/token"],
  ["https://ghcr.io", "http://ghcr.io/token"],
  ["https://ghcr.io", "http://localhost/token"],
  ["https://ghcr.io", "javascript:alert(1)"],
])("%s may not name %s", (registry, realm) => {
  expect(mayUse(registry, realm)).toBe(false);
});

test("the policy's token-hosts count with their port, and over https", () => {
  const hosts = ["auth.example.com", "auth.example.com:8443"];
  const mayName = (realm: string): boolean => mayUse("https://r.example.com", realm, hosts);
  expect(mayName("https://auth.example.com/token")).toBe(true);
  expect(mayName("https://auth.example.com:8443/token")).toBe(true);
  expect(mayName("https://auth.example.com:9443/token")).toBe(false);
  expect(mayName("http://auth.example.com/token")).toBe(false);
});

test.each([
  [undefined, "repository:a/b:pull"],
  ["", "repository:a/b:pull"],
  ["repository:a/b:pull,push,delete", "repository:a/b:pull"],
  ["repository:other/secret:pull", "repository:a/b:pull"],
  ["registry:catalog:*", "repository:a/b:pull"],
  ["aws repository:other:*", "repository:a/b:pull"],
  ["aws", "aws"],
])("the challenge's scope %j becomes %j", (scope, expected) => {
  const service = { realm: new URL("https://r.test"), service: undefined, scope };
  expect(scopeFor(service, "a/b")).toBe(expected);
});
