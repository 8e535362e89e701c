import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import {
  prepareSignatures,
  requirementsFor,
  type ImageRequirements,
} from "../../../src/checks/signatures/requirements.ts";
import { UsageError } from "../../../src/errors.ts";
import { policyIn } from "../../policy/reading-policies.ts";
import { objectsOf, policiesOf, withSpec } from "./cluster-image-policy/reading-objects.ts";

const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
const digest = `sha256:${"b".repeat(64)}`;

function readFile(path: string): string {
  if (path === "two.pub") return pem + pem;
  if (path.endsWith(".pub")) return pem;
  if (path === "note.txt") return "nothing";
  throw new UsageError(`${path} is not there`);
}

function prepared(section: string, clusterPolicies = "") {
  const { signatures } = policyIn(`version: 1\nsignatures:\n${section}`);
  if (signatures === undefined) throw new Error("the policy has no section signatures");
  const policies = clusterPolicies === "" ? [] : policiesOf(clusterPolicies);
  return prepareSignatures(signatures, "p.yml", readFile, policies);
}

function required(section: string, reference: string, clusterPolicies = ""): ImageRequirements {
  const image = { reference, resource: undefined };
  return requirementsFor(image, prepared(section, clusterPolicies));
}

test("keys and identities of an entry are alternatives", () => {
  const { needs } = required(
    `  images:
    - match: ghcr.io/acme/**
      key: [one.pub, two.pub]
      log: required
      keyless:
        - { issuer: i, identity: a, workflow-repository: acme/web, workflow-trigger: push }
        - { issuer-regexp: ^i$, identity-regexp: ^b$ }
      annotations: { env: production, __proto__: x }
      repository: ghcr.io/acme/signatures
      platforms: recursive
`,
    "ghcr.io/acme/web:1",
  );
  const common = { format: "either", annotations: { env: "production" } };
  expect(needs).toMatchObject([
    {
      title: "a signature by the entry ghcr.io/acme/** of p.yml",
      mode: "enforce",
      platforms: "recursive",
      notes: [],
      location: { path: "p.yml", line: 4, column: 7 },
      ways: [
        { kind: "requirements", all: [{ kind: "key", log: "required", ...common }] },
        {
          kind: "requirements",
          all: [
            {
              kind: "keyless",
              identities: [
                {
                  issuer: "i",
                  identity: "a",
                  claims: { "workflow-repository": "acme/web", "workflow-trigger": "push" },
                },
                { issuerRegExp: "^i$", identityRegExp: "^b$" },
              ],
              ...common,
            },
          ],
          kept: { repository: "ghcr.io/acme/signatures" },
        },
      ],
    },
  ]);
  const [keyWay] = needs[0]?.ways ?? [];
  const requirement = keyWay?.kind === "requirements" ? keyWay.all[0] : undefined;
  expect(requirement?.kind === "key" ? requirement.keys.length : 0).toBe(3);
  expect(Object.keys(requirement?.annotations ?? {})).toEqual(["env", "__proto__"]);
});

test("a key has its own hashes, or the one that the entry names", () => {
  const hashes = (entry: string) => {
    const { needs } = required(`  images: [{ match: "**", key: a.pub ${entry} }]\n`, "nginx");
    const way = needs[0]?.ways[0];
    const requirement = way?.kind === "requirements" ? way.all[0] : undefined;
    return requirement?.kind === "key" ? requirement.keys[0]?.hashes : undefined;
  };
  expect(hashes("")).toEqual(["sha384", "sha256"]);
  expect(hashes(", hash: sha512")).toEqual(["sha512"]);
});

test("the signature and every attestation of an entry must be there", () => {
  const { needs } = required(
    `  images:
    - match: "**"
      key: a.pub
      attestations:
        - { type: slsa-provenance, builder: B, source: S, ref: R, build-type: T }
        - { type: vuln, where: [{ path: predicate.a, equals: 1 }] }
        - { type: https://a.example/b, keyless: { issuer: i, identity: a } }
`,
    "nginx",
  );
  expect(needs.map(({ title }) => title)).toEqual([
    "a signature by the entry ** of p.yml",
    "an attestation (slsa-provenance) by the entry ** of p.yml",
    "an attestation (vuln) by the entry ** of p.yml",
    "an attestation (https://a.example/b) by the entry ** of p.yml",
  ]);
  const asked = needs.map(({ ways }) =>
    ways.flatMap((way) =>
      way.kind === "requirements"
        ? way.all.map(({ kind, attestation }) => [kind, attestation])
        : [],
    ),
  );
  expect(asked).toEqual([
    [["key", undefined]],
    [
      [
        "key",
        {
          type: "slsa-provenance",
          provenance: { builder: "B", source: "S", ref: "R", buildType: "T" },
        },
      ],
    ],
    [["key", { type: "vulnerabilities", conditions: [{ path: "predicate.a", equals: 1 }] }]],
    [["keyless", { type: { predicateType: "https://a.example/b" } }]],
  ]);
});

test("an entry of attestations asks for no signature", () => {
  const { needs } = required(
    `  images: [{ match: "**", attestations: [{ type: spdx, key: a.pub }] }]\n`,
    "nginx",
  );
  expect(needs.map(({ title }) => title)).toEqual([
    "an attestation (spdx) by the entry ** of p.yml",
  ]);
});

const several = `  images:
    - { match: ghcr.io/**, key: a.pub }
    - { match: ghcr.io/acme/**, key: b.pub }
    - { match: ghcr.io/acme/old:**, skip: true, reason: on its way out }
`;

test("all entries that match must be met", () => {
  expect(required(several, "ghcr.io/acme/web:1").needs).toHaveLength(2);
  expect(required(several, "ghcr.io/acme-evil/web:1").needs).toHaveLength(1);
});

test("a skip overrules the other entries and the cluster's policies", () => {
  const policy = withSpec(
    '  images: [{ glob: "**" }]\n  authorities: [{ static: { action: fail } }]\n',
  );
  expect(required(several, "ghcr.io/acme/old:1", policy)).toEqual({
    needs: [],
    skipped: expect.objectContaining({ kind: "skip", reason: "on its way out" }),
  });
});

test("a tag beside a digest lets nothing through, but can ask for more", () => {
  const byTag = `  images:
    - { match: ghcr.io/acme/web:dev*, skip: true, reason: r }
    - { match: ghcr.io/acme/web:dev*, key: a.pub }
`;
  expect(required(byTag, "ghcr.io/acme/web:dev").skipped).toBeDefined();
  const pinned = required(byTag, `ghcr.io/acme/web:dev@${digest}`);
  expect(pinned.skipped).toBeUndefined();
  expect(pinned.needs).toHaveLength(1);
});

test.each(["ignore", "warn", "fail"])("an image that nothing names: %s", (level) => {
  expect(required(`  unlisted: ${level}\n`, "nginx")).toEqual({ needs: [], unlisted: { level } });
});

test("a glob that only lacks the tag is named", () => {
  const { unlisted } = required(
    "  images: [{ match: ghcr.io/acme/web, key: a.pub }]\n",
    "ghcr.io/acme/web:1",
  );
  expect(unlisted).toEqual({
    level: "warn",
    nearMiss: {
      match: "ghcr.io/acme/web",
      location: expect.objectContaining({ line: 3, column: 14 }),
    },
  });
  expect(
    required("  images: [{ match: docker.io/library/nginx, key: a.pub }]\n", "nginx:1").unlisted
      ?.nearMiss?.match,
  ).toBe("docker.io/library/nginx");
});

test("a reference that no runtime can pull is matched by nothing", () => {
  expect(required('  images: [{ match: "**", key: a.pub }]\n', "a b").unlisted).toBeDefined();
});

test("all of the cluster's policies that match must be met, besides the entries", () => {
  const first = withSpec(
    '  images: [{ glob: "ghcr.io/none/**" }, { glob: "ghcr.io/**" }]\n  mode: warn\n  authorities: [{ static: { action: fail, message: m } }, { static: { action: pass } }]\n',
  );
  const second = withSpec(
    '  images: [{ glob: "**/web:*" }]\n  authorities: [{ static: { action: fail } }]\n',
  );
  const other = withSpec(
    '  images: [{ glob: "quay.io/**" }]\n  authorities: [{ static: { action: fail } }]\n',
  );
  const { needs } = required(several, "ghcr.io/acme/web:1", `${first}---\n${second}---\n${other}`);
  expect(needs.slice(2)).toMatchObject([
    {
      title: "ClusterImagePolicy/p",
      mode: "warn",
      platforms: "top",
      ways: [
        { kind: "static", passes: false, message: "m" },
        { kind: "static", passes: true },
      ],
    },
    { title: "ClusterImagePolicy/p", mode: "enforce", ways: [{ kind: "static", passes: false }] },
  ]);
  expect(needs).toHaveLength(4);
});

test("a policy that does not select the object says nothing about its images", () => {
  const policies = withSpec(
    '  images: [{ glob: "**" }]\n  match: [{ resource: cronjobs }]\n  authorities: [{ static: { action: fail } }]\n',
  );
  const [resource] = objectsOf("apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n");
  const section = prepared("  unlisted: fail\n", policies);
  expect(requirementsFor({ reference: "nginx", resource }, section)).toEqual({
    needs: [],
    unlisted: { level: "fail" },
  });
  const { needs } = requirementsFor({ reference: "nginx", resource: undefined }, section);
  expect(needs.map(({ notes }) => notes)).toEqual([
    ["It was taken to hold that the image ends up in an object that its match selects."],
  ]);
});

test("keys that cannot be read are mistakes at the places that name them", () => {
  const read = () =>
    prepared(`  images:
    - { match: a/**, key: [a.pub, note.txt, gone.pem] }
    - { match: b/**, attestations: [{ type: spdx, key: gone.pem }] }
`);
  expect(read).toThrow(
    new UsageError([
      "p.yml:4:35: note.txt holds no public key; write the PEM text of one or more",
      "p.yml:4:45: gone.pem is not there",
      "p.yml:5:56: gone.pem is not there",
    ]),
  );
});
