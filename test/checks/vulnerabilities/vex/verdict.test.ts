import { expect, test } from "@jest/globals";
import {
  vexVerdict,
  type VexQuestion,
  type VexVerdict,
} from "../../../../src/checks/vulnerabilities/vex/verdict.ts";
import { csaf, cycloneDx, openVex, openVexStatement, vex } from "./samples.ts";

const digest = `sha256:${"a".repeat(64)}`;
const index = `sha256:${"b".repeat(64)}`;
const other = `sha256:${"c".repeat(64)}`;
const question: VexQuestion = {
  image: { name: "ghcr.io/acme/shop", digests: [digest, index], architecture: "amd64" },
  ids: ["CVE-2023-5363"],
  purl: "pkg:apk/alpine/openssl@3.1.3-r0?arch=x86_64&distro=3.19.1",
};

function verdict(documents: object | readonly object[], asked: Partial<VexQuestion> = {}) {
  const list = Array.isArray(documents) ? documents : [documents];
  const read = list.map((document: unknown, at) => vex(document, `${at}.json`));
  return vexVerdict(read, { ...question, ...asked });
}

const about = (product: object): VexVerdict | undefined =>
  verdict(openVex([openVexStatement({ products: [product] })]));
const repository = "repository_url=ghcr.io/acme/shop";
const part = (purl: string): object => ({ subcomponents: [{ "@id": purl }] });

test.each<readonly [string, object]>([
  ["the package", { "@id": "pkg:apk/alpine/openssl" }],
  ["the package of this version", { "@id": "pkg:apk/alpine/openssl@3.1.3-r0" }],
  ["the package by its identifier", { identifiers: { purl: "pkg:apk/alpine/openssl" } }],
  ["the image by digest", { "@id": `pkg:oci/shop@${digest}` }],
  ["the image by its index", { "@id": `pkg:oci/shop@${encodeURIComponent(index)}` }],
  ["the image by digest and tag", { "@id": `pkg:oci/shop@${digest}?tag=1.0&${repository}` }],
  ["the repository", { "@id": `pkg:oci/shop?${repository}` }],
  ["the repository and architecture", { "@id": `pkg:oci/shop?arch=amd64&${repository}` }],
  [
    "the image in Docker's words",
    { "@id": `pkg:docker/acme/shop@${digest}?repository_url=ghcr.io` },
  ],
  ["its name with the registry in front", { "@id": `pkg:docker/ghcr.io/acme/shop@${digest}` }],
  ["its name in Docker's words", { "@id": "pkg:docker/acme/shop?repository_url=https://ghcr.io/" }],
  ["its name, whole, in Docker's words", { "@id": "pkg:docker/ghcr.io%2Facme/shop" }],
  ["the image by hash", { hashes: { "sha-256": "A".repeat(64) } }],
  [
    "a part of the image",
    { "@id": `pkg:oci/shop?${repository}`, ...part("pkg:apk/alpine/openssl") },
  ],
])("a statement about %s counts", (_, product) => {
  expect(about(product)).toEqual({
    status: "not_affected",
    reason: "not_affected: vulnerable_code_not_present",
    path: "0.json",
  });
});

test.each<readonly [string, object]>([
  ["another package", { "@id": "pkg:apk/alpine/bash" }],
  ["another version", { "@id": "pkg:apk/alpine/openssl@3.1.4-r0" }],
  ["another digest", { "@id": `pkg:oci/shop@${other}` }],
  ["another repository", { "@id": "pkg:oci/shop?repository_url=ghcr.io/evil/shop" }],
  ["the repository on another host", { "@id": "pkg:oci/shop?repository_url=acme/shop" }],
  ["a name without its repository", { "@id": "pkg:oci/shop" }],
  ["a tag", { "@id": `pkg:oci/shop?tag=1.0&${repository}` }],
  ["another architecture", { "@id": `pkg:oci/shop?arch=arm64&${repository}` }],
  ["a tag in Docker's words", { "@id": "pkg:docker/acme/shop@1.0?repository_url=ghcr.io" }],
  ["the same name on Docker Hub", { "@id": `pkg:docker/acme/shop@${digest}` }],
  [
    "the same name on Docker Hub, as told",
    { "@id": "pkg:docker/acme/shop?repository_url=hub.docker.com" },
  ],
  ["another digest in Docker's words", { "@id": `pkg:docker/ghcr.io/acme/shop@${other}` }],
  ["a shortened digest", { "@id": `pkg:docker/ghcr.io/acme/shop@${digest.slice(0, 19)}` }],
  ["a bare name in Docker's words", { "@id": "pkg:docker/shop" }],
  ["two registries", { "@id": "pkg:docker/ghcr.io/acme/shop?repository_url=ghcr.io" }],
  ["a whole name as a registry", { "@id": "pkg:docker/shop?repository_url=ghcr.io/acme" }],
  ["a registry that is none", { "@id": "pkg:docker/shop?repository_url=ghcr" }],
  [
    "a platform that Docker names",
    { "@id": `pkg:docker/ghcr.io/acme/shop@${digest}?platform=linux/amd64` },
  ],
  ["a file in the image", { "@id": `pkg:docker/ghcr.io/acme/shop@${digest}#bin/sh` }],
  ["another name", { "@id": `pkg:oci/web@${digest}` }],
  ["another part", { "@id": `pkg:oci/shop@${digest}`, ...part("pkg:apk/alpine/bash") }],
  ["a part without a name", { "@id": `pkg:oci/shop@${digest}`, subcomponents: [{}] }],
  [
    "a part of another image",
    { "@id": `pkg:oci/shop@${other}`, ...part("pkg:apk/alpine/openssl") },
  ],
  ["a part of a package", { "@id": "pkg:npm/node@20", ...part("pkg:apk/alpine/openssl@3.1.3-r0") }],
  ["the package with parts", { "@id": "pkg:apk/alpine/openssl", ...part("pkg:npm/a") }],
  ["a page", { "@id": "https://ghcr.io/acme/shop" }],
  ["a CPE", { identifiers: { cpe23: "cpe:2.3:a:openssl:openssl:3.1.3:*:*:*:*:*:*:*" } }],
  ["nothing", {}],
])("a statement about %s says nothing here", (_, product) => {
  expect(about(product)).toBeUndefined();
});

test("Docker Hub is known by each of its spellings", () => {
  const hub = { image: { name: "docker.io/library/debian", digests: [] } };
  for (const url of ["debian", "docker.io/library/debian", "index.docker.io/library/debian"]) {
    const products = [{ "@id": `pkg:oci/debian?repository_url=${url}` }];
    expect(verdict(openVex([openVexStatement({ products })]), hub)?.status).toBe("not_affected");
  }
  for (const url of [
    "pkg:docker/debian",
    "pkg:docker/library/debian",
    "pkg:docker/index.docker.io/library/debian",
    "pkg:docker/debian?repository_url=docker.io",
    "pkg:docker/library/debian?repository_url=https://hub.docker.com",
  ]) {
    const products = [{ "@id": url }];
    expect(verdict(openVex([openVexStatement({ products })]), hub)?.status).toBe("not_affected");
  }
});

test("a package without a package URL is only touched by what is said of the image", () => {
  const whole = openVexStatement({ products: [{ "@id": `pkg:oci/shop@${digest}` }] });
  expect(verdict(openVex([openVexStatement()]), { purl: undefined })).toBeUndefined();
  expect(verdict(openVex([whole]), { purl: undefined })?.status).toBe("not_affected");
});

test("the name or any alias of the vulnerability is enough, and nothing else", () => {
  const vulnerability = { name: "GHSA-xw78-pcr6-wrg8", aliases: ["CVE-2023-5363"] };
  expect(verdict(openVex([openVexStatement({ vulnerability })]))?.status).toBe("not_affected");
  expect(verdict(openVex([openVexStatement()]), { ids: ["CVE-2023-53630"] })).toBeUndefined();
});

const at = (status: string, timestamp: string): object =>
  openVexStatement({ status, timestamp: `${timestamp}T00:00:00Z` });

test.each<readonly [string, readonly (readonly object[])[], string]>([
  [
    "a later one reopens it",
    [[at("not_affected", "2026-01-01"), at("affected", "2026-01-02")]],
    "affected",
  ],
  [
    "whatever the order",
    [[at("affected", "2026-01-02"), at("not_affected", "2026-01-01")]],
    "affected",
  ],
  [
    "a question reopens it too",
    [[at("fixed", "2026-01-01")], [at("under_investigation", "2026-01-02")]],
    "under_investigation",
  ],
  ["across documents", [[at("affected", "2026-01-03")], [at("fixed", "2026-01-02")]], "affected"],
  [
    "of one time the later in order",
    [[at("affected", "2026-01-01")], [at("fixed", "2026-01-01")]],
    "fixed",
  ],
])("the newest statement counts: %s", (_, documents, status) => {
  expect(verdict(documents.map((each) => openVex(each)))?.status).toBe(status);
});

test("an author's own words are one short line", () => {
  const said = openVexStatement({
    justification: undefined,
    impact_statement: `a\n\nb ${"c".repeat(999)}`,
  });
  const reason = verdict(openVex([said]))?.reason ?? "";
  expect(reason).toMatch(/^not_affected: a b c+…$/);
  expect(reason.length).toBeLessThan(220);
});

const branch = (id: string, purl: string): object => ({
  category: "product_version",
  name: id,
  product: { product_id: id, name: id, product_identification_helper: { purl } },
});
const shop = branch("shop", `pkg:oci/shop@${digest}`);
const relation = (category: string): object => ({
  branches: [
    { category: "vendor", name: "acme", branches: [shop] },
    { category: "vendor", name: "alpine", branches: [branch("ssl", "pkg:apk/alpine/openssl")] },
  ],
  relationships: [
    {
      category,
      product_reference: "ssl",
      relates_to_product_reference: "shop",
      full_product_name: { product_id: "shop:ssl", name: "openssl in shop" },
    },
  ],
  product_groups: [{ group_id: "g", product_ids: ["shop:ssl", "ssl"] }],
});
const status = (group: string, id: string): object => ({
  product_status: { [group]: [id] },
  flags: [{ label: "vulnerable_code_not_in_execute_path", group_ids: ["g"] }],
  threats: [{ category: "impact", details: "not called", product_ids: ["shop"] }],
});

test.each([
  ["known_not_affected", "shop:ssl", "not_affected: vulnerable_code_not_in_execute_path"],
  ["known_not_affected", "shop", "not_affected: not called"],
  ["known_not_affected", "ssl", "not_affected: vulnerable_code_not_in_execute_path"],
  ["fixed", "shop:ssl", "fixed"],
  ["first_fixed", "shop:ssl", "fixed"],
  ["known_affected", "shop:ssl", "affected"],
  ["last_affected", "shop:ssl", "affected"],
  ["under_investigation", "shop:ssl", "under_investigation"],
])("CSAF: %s of %s", (group, id, reason) => {
  const document = csaf(status(group, id), relation("default_component_of"));
  expect(verdict(document)?.reason).toBe(reason);
});

test("CSAF: the details of a threat are told beside the flags", () => {
  const said = {
    product_status: { known_not_affected: ["shop:ssl"] },
    flags: [
      { label: "vulnerable_code_not_present", product_ids: ["shop:ssl"] },
      { label: "component_not_present", product_ids: ["shop"] },
    ],
    threats: [
      { category: "impact", details: "compiled without it", group_ids: ["g"] },
      { category: "impact", details: "of another product", product_ids: ["shop"] },
      { category: "exploit_status", details: "none known", group_ids: ["g"] },
    ],
  };
  expect(verdict(csaf(said, relation("installed_on")))?.reason).toBe(
    "not_affected: vulnerable_code_not_present: compiled without it",
  );
});

test("CSAF: only what is inside of the image is a part of it", () => {
  const said = status("known_not_affected", "shop:ssl");
  expect(verdict(csaf(said, relation("installed_on")))?.status).toBe("not_affected");
  for (const category of ["installed_with", "external_component_of", "optional_component_of"]) {
    expect(verdict(csaf(said, relation(category)))).toBeUndefined();
  }
  const elsewhere = { image: { name: "ghcr.io/acme/shop", digests: [other] } };
  expect(verdict(csaf(said, relation("installed_on")), elsewhere)).toBeUndefined();
});

test("CSAF: a product in two groups is affected", () => {
  const said = {
    ...status("known_not_affected", "ssl"),
    product_status: { known_affected: ["ssl"], known_not_affected: ["ssl"], fixed: ["ssl"] },
  };
  expect(verdict(csaf(said, relation("installed_on")))?.status).toBe("affected");
});

test("CSAF: other names of the vulnerability count", () => {
  const said = {
    ...status("fixed", "ssl"),
    cve: undefined,
    ids: [{ system_name: "x", text: "CVE-2023-5363" }],
  };
  expect(verdict(csaf(said, relation("installed_on")))?.status).toBe("fixed");
});

const image = {
  "bom-ref": "shop",
  type: "container",
  name: "shop",
  purl: `pkg:oci/shop@${digest}`,
};
const bom = {
  serialNumber: "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
  metadata: { component: image, timestamp: "2026-01-01T00:00:00Z" },
  components: [
    {
      "bom-ref": "outer",
      type: "library",
      name: "outer",
      components: [
        {
          "bom-ref": "ssl",
          type: "library",
          name: "openssl",
          purl: "pkg:apk/alpine/openssl@3.1.3-r0",
        },
      ],
    },
  ],
};
const analysed = (state: string, ref: string, more: object = {}): object => ({
  analysis: { state, justification: "code_not_reachable" },
  affects: [{ ref, ...more }],
});

test.each([
  ["not_affected", "not_affected: code_not_reachable"],
  ["false_positive", "not_affected: code_not_reachable"],
  ["resolved", "fixed"],
  ["resolved_with_pedigree", "fixed"],
  ["exploitable", "affected"],
  ["in_triage", "under_investigation"],
])("CycloneDX: %s", (state, expected) => {
  for (const ref of ["ssl", "shop", "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#ssl"]) {
    expect(verdict(cycloneDx(analysed(state, ref), bom))?.reason).toBe(expected);
  }
});

test("CycloneDX: the document is about the image that it describes, and no other", () => {
  const elsewhere = { image: { name: "ghcr.io/acme/shop", digests: [other] } };
  for (const ref of ["ssl", "shop", "pkg:apk/alpine/openssl"]) {
    const document = cycloneDx(analysed("not_affected", ref), bom);
    expect(verdict(document)?.status).toBe("not_affected");
    expect(verdict(document, elsewhere)).toBeUndefined();
  }
});

test("CycloneDX: the digest that an inventory writes into the version names the image", () => {
  const component = { "bom-ref": "i", type: "container", name: "shop", version: digest };
  const document = cycloneDx(analysed("not_affected", "i"), { metadata: { component } });
  expect(verdict(document)?.status).toBe("not_affected");
});

test("CycloneDX: a package URL stands for itself where the document describes nothing", () => {
  const document = (ref: string): object => cycloneDx(analysed("not_affected", ref));
  expect(verdict(document("pkg:apk/alpine/openssl@3.1.3-r0"))?.status).toBe("not_affected");
  expect(verdict(document(`pkg:oci/shop@${digest}`))?.status).toBe("not_affected");
  expect(verdict(document("pkg:apk/alpine/bash"))).toBeUndefined();
});

test.each([
  [
    "a link to another document",
    analysed("not_affected", "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/2#ssl"),
  ],
  ["versions beside the component", analysed("resolved", "ssl", { versions: [{ version: "1" }] })],
  ["no analysis", { affects: [{ ref: "ssl" }] }],
  ["nothing affected", { analysis: { state: "not_affected" } }],
])("CycloneDX: %s clears nothing", (_, vulnerability) => {
  expect(verdict(cycloneDx(vulnerability, bom))).toBeUndefined();
});

test("CycloneDX: without any time a statement is older than every other", () => {
  const undated = cycloneDx(analysed("not_affected", "pkg:apk/alpine/openssl"));
  const dated = openVex([at("affected", "2001-01-01")]);
  expect(verdict([dated, undated])?.status).toBe("affected");
  expect(verdict([undated])?.status).toBe("not_affected");
});

const why = "the class was\nremoved";

test.each<readonly [string, object, string]>([
  [
    "OpenVEX: an impact_statement beside a justification",
    openVex([openVexStatement({ impact_statement: why })]),
    "not_affected: vulnerable_code_not_present: the class was removed",
  ],
  [
    "OpenVEX: status_notes and an action_statement",
    openVex([openVexStatement({ status_notes: why, action_statement: "none needed" })]),
    "not_affected: vulnerable_code_not_present: the class was removed; none needed",
  ],
  [
    "OpenVEX: status_notes of what is fixed",
    openVex([openVexStatement({ status: "fixed", justification: undefined, status_notes: why })]),
    "fixed: the class was removed",
  ],
  [
    "CycloneDX: the detail beside a justification",
    cycloneDx(
      {
        analysis: { state: "not_affected", justification: "code_not_present", detail: why },
        affects: [{ ref: "ssl" }],
      },
      bom,
    ),
    "not_affected: code_not_present: the class was removed",
  ],
])("%s is told", (_, document, reason) => {
  expect(verdict(document)?.reason).toBe(reason);
});
