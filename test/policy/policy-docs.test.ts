import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { format } from "prettier";
import { parse } from "yaml";
import {
  allKeys,
  completeExample,
  policyReference,
  policySchema,
} from "../../.github/scripts/policy-docs.ts";
import { accepts, mistakesIn } from "./reading-policies.ts";

const ajv = new Ajv2020({ allErrors: true, formats: fullFormats });
const matchesSchema = ajv.compile(JSON.parse(policySchema()) as object);

test.each([
  ["docs/policy.md", policyReference()],
  ["docs/policy.schema.json", policySchema()],
])("%s is what `npm run docs` makes", async (file, text) => {
  expect(readFileSync(file, "utf8")).toBe(await format(text, { filepath: file, printWidth: 100 }));
});

test("the complete example has every key and is a policy", () => {
  expect(accepts(completeExample)).toBe(true);
  expect(matchesSchema(parse(completeExample))).toBe(true);
  for (const { name } of allKeys()) {
    expect(completeExample).toContain(`${name.split(/[.[\]]+/).at(-1)}:`);
  }
});

test.each(allKeys().map(({ name, key }) => [name, key.example]))(
  "the example of %s is valid where it stands",
  (name, example) => {
    const policy = JSON.stringify(nested(name, parse(example) as object));
    expect(mistakesIn(policy)).toEqual([]);
    expect(matchesSchema(parse(policy))).toBe(true);
  },
);

/** The smallest policy in which the example of a key stands at its place. */
function nested(name: string, example: object): object {
  if (name.startsWith("on.")) return { version: 1, on: { release: example } };
  if (name.startsWith("waivers[]")) {
    return { version: 1, waivers: [{ rule: "network/*", reason: "because", ...example }] };
  }
  if (name.startsWith("signatures.images[]")) return entryWith(name.split("."), example);
  if (name.startsWith("commits.exempt-commits[]")) {
    const exempt = { commit: "1".repeat(40), reason: "because", ...example };
    return { version: 1, commits: { "exempt-commits": [exempt] } };
  }
  if (name.startsWith("commits.gitsign-identities[]")) {
    const identity = { issuer: "https://issuer.example", identity: "a@example.org", ...example };
    return { version: 1, commits: { "gitsign-identities": [identity] } };
  }
  if (name.startsWith("vulnerabilities.vex-attestations[]")) {
    const entry = { match: "ghcr.io/acme/**", key: "vex.pub", ...example };
    return { version: 1, vulnerabilities: { "vex-attestations": [entry] } };
  }
  if (name.startsWith("vulnerabilities.trivy.")) {
    return { version: 1, vulnerabilities: { trivy: example } };
  }
  const [section, key] = name.split(".");
  return { version: 1, ...(key === undefined ? example : { [section ?? ""]: example }) };
}

/** The smallest section `signatures` in which the example of a key below `images[]` stands. */
function entryWith(path: readonly string[], example: object): object {
  if (path[2] === "keyless" && path.length > 3) {
    const signer = { issuer: "https://issuer.example", identity: "a@example.org" };
    const replaced = Object.keys(example)[0]?.replace("-regexp", "") ?? "";
    const rest = Object.entries(signer).filter(([key]) => key !== replaced);
    return signed({ keyless: { ...Object.fromEntries(rest), ...example } });
  }
  if (path[2] === "attestations[]" && path[3] === "where[]") {
    const condition = { path: "predicate.a", equals: 1, ...example };
    return signed({ attestations: [{ type: "spdx", key: "a.pub", where: [condition] }] });
  }
  if (path[2] === "attestations[]") {
    return signed({ attestations: [{ type: "slsa-provenance", key: "a.pub", ...example }] });
  }
  if ("skip" in example || "reason" in example) {
    return signed({ skip: true, reason: "because", ...example });
  }
  return signed({ key: "cosign.pub", ...example });
}

function signed(entry: object): object {
  return { version: 1, signatures: { images: [{ match: "ghcr.io/acme/**", ...entry }] } };
}

test.each([
  "{}",
  "[]",
  "version: 2",
  'version: "1"',
  "{ version: 1, fail-on: hihg }",
  "{ version: 1, fail-on: info }",
  "{ version: 1, mode: true }",
  "{ version: 1, on: { tag: {} } }",
  "{ version: 1, on: { push: { mode: off } } }",
  "{ version: 1, on: { push: { exclude: [a] } } }",
  "{ version: 1, require: manifests }",
  "{ version: 1, vulnerabilities: [] }",
  "{ version: 1, vulnerabilities: { ignore-unfixed: 1 } }",
  "{ version: 1, vulnerabilities: { max-db-age: 48 } }",
  "{ version: 1, vulnerabilities: { max-db-age: 0h } }",
  "{ version: 1, vulnerabilities: { grace: 2 weeks } }",
  "{ version: 1, vulnerabilities: { grace: 1.5d } }",
  "{ version: 1, vulnerabilities: { timeout: -5m } }",
  "{ version: 1, vulnerabilities: { epss-threshold: 1.5 } }",
  "{ version: 1, vulnerabilities: { epss-threshold: '0.5' } }",
  "{ version: 1, vulnerabilities: { epss: 'http://lists.example.com/epss.csv' } }",
  "{ version: 1, vulnerabilities: { kev: ../kev.json } }",
  "{ version: 1, vulnerabilities: { platforms: [] } }",
  "{ version: 1, vulnerabilities: { platforms: amd64 } }",
  "{ version: 1, vulnerabilities: { db-repository: [] } }",
  "{ version: 1, vulnerabilities: { vex: [/etc/vex.json] } }",
  "{ version: 1, vulnerabilities: { vex-attestations: { match: a/**, key: k } } }",
  "{ version: 1, vulnerabilities: { vex-attestations: [{ match: a/** }] } }",
  "{ version: 1, vulnerabilities: { vex-attestations: [{ key: k }] } }",
  "{ version: 1, vulnerabilities: { vex-attestations: [{ match: a/**, key: 'awskms:///k' }] } }",
  "{ version: 1, vulnerabilities: { vex-attestations: [{ match: a/**, keyless: { issuer: i } }] } }",
  "{ version: 1, vulnerabilities: { vex-attestations: [{ match: a/**, key: k, skip: true }] } }",
  "{ version: 1, vulnerabilities: { ignore-files: .trivyignore } }",
  "{ version: 1, vulnerabilities: { rules: { image/shell: none } } }",
  "{ version: 1, vulnerabilities: { trivy: { version: v0.74.0 } } }",
  "{ version: 1, vulnerabilities: { trivy: { version: 0.69.4 } } }",
  "{ version: 1, vulnerabilities: { trivy: { version: 0.74.0, sha256: abc } } }",
  "{ version: 1, vulnerabilities: { trivy: { path: bin/trivy } } }",
  "{ version: 1, vulnerabilities: { trivy: { mirror: 'http://mirror.example.com' } } }",
  "{ version: 1, signatures: [] }",
  "{ version: 1, signatures: { unlisted: deny } }",
  "{ version: 1, signatures: { trusted-root: ../root.json } }",
  "{ version: 1, signatures: { cluster-image-policies: [/a.yaml] } }",
  "{ version: 1, signatures: { images: [{ match: a/** }] } }",
  "{ version: 1, signatures: { images: [{ match: a b, key: k }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, skip: true }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, key: [] }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, key: 'awskms:///k' }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, key: k, hash: md5 }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, keyless: { identity: i } }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, keyless: { issuer: i } }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, keyless: { issuer: i, issuer-regexp: i, identity: i } }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, attestations: [{ type: sbom, key: k }] }] } }",
  "{ version: 1, exclude: [/etc] }",
  "{ version: 1, exclude: [a/../../b] }",
  "{ version: 1, exclude: [./a] }",
  '{ version: 1, exclude: [""] }',
  "{ version: 1, registries: { require-digest: 1 } }",
  "{ version: 1, registries: { constraints: [../x] } }",
  "{ version: 1, registries: }",
  "{ version: 1, manifests: { pod-security: strict } }",
  "{ version: 1, manifests: { pod-security: 'restricted:1.31' } }",
  "{ version: 1, manifests: { pod-security: 'restricted:v1.031' } }",
  '{ version: 1, manifests: { rules: { "network/*": none } } }',
  "{ version: 1, waivers: [{ rule: network/policy }] }",
  "{ version: 1, waivers: [{ rule: network/policy, reason: ' ' }] }",
  "{ version: 1, waivers: [{ rule: network/policy, reason: a, expires: 2027-02-29 }] }",
  "{ version: 1, waivers: [{ rule: network/policy, reason: a, resource: web }] }",
  "{ version: 1, waivers: [{ rule: network/policy, reason: a, paths: web }] }",
])("the reader and the schema both refuse %s", (policy) => {
  expect(mistakesIn(policy)).not.toEqual([]);
  expect(matchesSchema(parse(policy))).toBe(false);
});

test.each([
  "version: 1",
  "{ version: 1, fail-on: none, mode: warn }",
  "{ version: 1, on: { push: {}, merge_group: { mode: enforce, fail-on: low } } }",
  "{ version: 1, exclude: [], require: [], waivers: [], registries: { allow: [] } }",
  '{ version: 1, exclude: ["a..b/*", "..."] }',
  "{ version: 1, manifests: { pod-security: 'baseline:v1.99' } }",
  "{ version: 1, manifests: { rules: { network/policy: on, network/*: off } } }",
  "{ version: 1, manifests: { rules: { network/policy: true, network/*: false } } }",
  "{ version: 1, waivers: [{ rule: network/policy, reason: a, expires: 2028-02-29 }] }",
  "{ version: 1, require: [vulnerabilities], vulnerabilities: {} }",
  "{ version: 1, vulnerabilities: { epss: off, kev: published, max-db-age: 2d } }",
  "{ version: 1, vulnerabilities: { trivy: { version: system }, platforms: linux/arm/v7 } }",
  "{ version: 1, vulnerabilities: { trivy: { mirror: 'http://127.0.0.1:8080/trivy' } } }",
  "{ version: 1, vulnerabilities: { vex-attestations: [{ match: a/**, keyless: { issuer: i, identity: i } }] } }",
  "{ version: 1, vulnerabilities: { epss-threshold: 1, ignore-files: [], rules: { image/shell: off } } }",
  "{ version: 1, waivers: [{ rule: CVE-2023-5363, reason: a, image: ghcr.io/acme/** }] }",
  "{ version: 1, signatures: {} }",
  "{ version: 1, signatures: { images: [], unlisted: ignore } }",
  "{ version: 1, signatures: { images: [{ match: a/**, keyless: [{ issuer: i, identity: i }], key: k, skip: false }] } }",
  "{ version: 1, signatures: { images: [{ match: a/**, attestations: [{ type: 'https://a.example/b', key: k }] }] } }",
])("the reader and the schema both accept %s", (policy) => {
  expect(mistakesIn(policy)).toEqual([]);
  expect(matchesSchema(parse(policy))).toBe(true);
});
