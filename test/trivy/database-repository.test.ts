import { expect, test } from "@jest/globals";
import { javaDatabase, vulnerabilityDatabase } from "../../src/trivy/database-kind.ts";
import { databaseRepositories, networkForDatabase } from "../../src/trivy/database-repository.ts";

const digest = `sha256:${"a".repeat(64)}`;
const network = {
  mirrors: new Map([["ghcr.io", ["mirror.corp.example"]]]),
  insecureHosts: ["plain.corp.example"],
  tokenHosts: ["login.corp.example"],
  authorities: ["PEM"],
};

test.each([
  ["registry.corp.example:5000/trivy-db", "registry.corp.example:5000/trivy-db:2"],
  ["ghcr.io/acme/trivy-db:latest", "ghcr.io/acme/trivy-db:latest"],
  [`ghcr.io/acme/trivy-db@${digest}`, `ghcr.io/acme/trivy-db@${digest}`],
  ["aquasec/trivy-db", "docker.io/aquasec/trivy-db:2"],
])("%s stands for %s", (text, name) => {
  expect(databaseRepositories([text], vulnerabilityDatabase).map((each) => each.name)).toEqual([
    name,
  ]);
});

test("the version of its own schema is the tag of each database", () => {
  const [java] = databaseRepositories(["ghcr.io/acme/db"], javaDatabase);
  expect(java?.image).toMatchObject({ name: "ghcr.io/acme/db", tag: "1", hasDefaultTag: false });
  expect(databaseRepositories([], javaDatabase).map(({ name }) => name)).toEqual(
    javaDatabase.repositories,
  );
});

test("the repositories are admitted, and no other one beside them", () => {
  const named = ["registry.corp.example/trivy-db"];
  const repositories = databaseRepositories(named, vulnerabilityDatabase);
  const policy = networkForDatabase(repositories, named, network);
  expect(policy).toMatchObject({ ...network, namedHosts: ["registry.corp.example"] });
  expect(policy.admits({ registry: "registry.corp.example", repository: "trivy-db" })).toBe(true);
  expect(policy.admits({ registry: "registry.corp.example", repository: "trivy-db/x" })).toBe(
    false,
  );
  expect(policy.admits({ registry: "ghcr.io", repository: "aquasecurity/trivy-db" })).toBe(false);
});

test("hosts that only we name may not have private addresses", () => {
  const own = networkForDatabase(databaseRepositories([], vulnerabilityDatabase), [], network);
  expect(own.namedHosts).toEqual([]);
  expect(own.admits({ registry: "ghcr.io", repository: "aquasecurity/trivy-db" })).toBe(true);
});
