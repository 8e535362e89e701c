import { expect, test } from "@jest/globals";
import { largestVex } from "../../../../src/checks/vulnerabilities/vex/read.ts";
import { csaf, cycloneDx, mistakeIn, openVex, openVexStatement, vex } from "./samples.ts";

const tree = {
  full_product_names: [
    { product_id: "a", name: "a", product_identification_helper: { purl: "pkg:npm/a@1" } },
  ],
};
const flagged = {
  product_status: { known_not_affected: ["a"] },
  flags: [{ label: "component_not_present", product_ids: ["a"] }],
};
const analysed = { analysis: { state: "not_affected" }, affects: [{ ref: "pkg:npm/a@1" }] };

test("the three formats are known by their content", () => {
  expect(vex(openVex([openVexStatement()])).format).toBe("OpenVEX");
  expect(vex(csaf(flagged, tree)).format).toBe("CSAF");
  expect(vex(cycloneDx(analysed)).format).toBe("CycloneDX");
});

const [tomorrow, later] = ["2026-11-22T12:00:00Z", "2026-11-22T12:00:01Z"];

test.each<readonly [string, (time: string) => object, string]>([
  [
    "an OpenVEX document",
    (timestamp) => openVex([openVexStatement()], { timestamp }),
    "/timestamp",
  ],
  [
    "an OpenVEX statement",
    (timestamp) => openVex([openVexStatement({ timestamp })]),
    "/statements/0/timestamp",
  ],
  [
    "a CSAF document",
    (time) => csaf(flagged, tree, { tracking: { current_release_date: time } }),
    "/document/tracking/current_release_date",
  ],
  [
    "a CycloneDX document",
    (timestamp) => cycloneDx(analysed, { metadata: { timestamp } }),
    "/metadata/timestamp",
  ],
  [
    "a CycloneDX analysis",
    (lastUpdated) => cycloneDx({ ...analysed, analysis: { state: "resolved", lastUpdated } }),
    "/vulnerabilities/0/analysis/lastUpdated",
  ],
])("%s from the future would have the last word for ever, and is a mistake", (_, of, place) => {
  expect(mistakeIn(of(tomorrow))).toBe("none");
  for (const time of [later, "2099-01-01T00:00:00Z", "2026-11-22T11:00:01-01:30"]) {
    expect(mistakeIn(of(time))).toBe(
      `vex.json: ${place}: is "${time}"; it must be no later than tomorrow; write when this was said`,
    );
  }
});

test("an OpenVEX statement takes its time from the document, and has all names", () => {
  const document = openVex([
    openVexStatement({
      vulnerability: { name: "CVE-2023-5363", aliases: ["GHSA-xw78-pcr6-wrg8", "CVE-2023-5363"] },
    }),
    openVexStatement({ timestamp: "2026-02-01T00:00:00+01:00", impact_statement: "patched" }),
  ]);
  const { statements, byId } = vex(document);
  expect(statements[0]?.ids).toEqual(["CVE-2023-5363", "GHSA-xw78-pcr6-wrg8"]);
  expect(statements.map(({ time }) => new Date(time ?? 0).toISOString())).toEqual([
    "2026-01-01T12:00:00.123Z",
    "2026-01-31T23:00:00.000Z",
  ]);
  expect(statements[1]?.text).toBe("patched");
  expect(byId.get("CVE-2023-5363")).toEqual([0, 1]);
});

const statement = (changes: object): object => openVex([openVexStatement(changes)]);
const component = (changes: object): object => statement({ products: [changes] });

test.each<readonly [string, unknown, string]>([
  ["not JSON", Buffer.from("{"), "vex.json: the file is not JSON"],
  ["not UTF-8", Buffer.from([0x22, 0xff, 0x22]), "is not UTF-8"],
  ["a name twice", Buffer.from('{"@context":"x","@context":"y"}'), "twice in one object"],
  ["too large", Buffer.alloc(largestVex + 1, " "), `has ${largestVex + 1} bytes`],
  ["none of the three", {}, "it must be OpenVEX 0.2.0, CSAF 2.0 or CycloneDX 1.4 to 1.6"],
  ["a list", [], "is not a VEX document"],
  ["SPDX", { spdxVersion: "SPDX-2.3" }, "is not a VEX document"],
  [
    "an OpenVEX of tomorrow",
    openVex([], { "@context": "https://openvex.dev/ns/v9" }),
    'vex.json: /@context: is "https://openvex.dev/ns/v9"; it must be one of https://openvex.dev/ns/v0.2.0',
  ],
  ["no statements", openVex([], { statements: undefined }), "/statements: is missing"],
  [
    "a part that is spelled otherwise, which would clear the whole",
    statement({
      products: [{ "@id": "pkg:oci/web@sha256:0", Subcomponents: [{ "@id": "pkg:apk/alpine/a" }] }],
    }),
    "/statements/0/products/0/Subcomponents: is unknown; write subcomponents",
  ],
  [
    "an empty list of parts",
    statement({ products: [{ "@id": "pkg:oci/web@sha256:0", subcomponents: [] }] }),
    "/statements/0/products/0/subcomponents: is empty",
  ],
  [
    "products that are spelled otherwise",
    statement({ Products: [{ "@id": "pkg:apk/alpine/a" }] }),
    "/statements/0/Products: is unknown; write products",
  ],
  ["statements that are no list", openVex([], { statements: {} }), "/statements: is an object"],
  ["a statement of text", openVex([], { statements: ["x"] }), '/statements/0: is "x"'],
  ["an unknown status", statement({ status: "ok" }), '/statements/0/status: is "ok"; it must be'],
  ["no status", statement({ status: undefined }), "/statements/0/status: is missing"],
  [
    "an unknown justification",
    statement({ justification: "trust me" }),
    "/statements/0/justification",
  ],
  [
    "not affected without a reason",
    statement({ justification: undefined }),
    "/statements/0: is not_affected without a reason",
  ],
  [
    "a vulnerability of version 0.0.1",
    statement({ vulnerability: "CVE-2023-5363" }),
    "/statements/0/vulnerability: is",
  ],
  ["no name", statement({ vulnerability: {} }), "/statements/0/vulnerability/name: is missing"],
  [
    "an alias of another type",
    statement({ vulnerability: { name: "a", aliases: [1] } }),
    "/vulnerability/aliases/0: is 1",
  ],
  ["no products", statement({ products: [] }), "/statements/0/products: is empty"],
  [
    "a product of version 0.0.1",
    statement({ products: ["pkg:npm/a"] }),
    "/statements/0/products/0: is",
  ],
  [
    "a broken package URL",
    component({ "@id": "pkg:npm" }),
    '/statements/0/products/0/@id: is "pkg:npm"; it must be a package URL',
  ],
  ["a broken identifier", component({ identifiers: { purl: 1 } }), "/identifiers/purl: is 1"],
  ["a broken time", statement({ timestamp: "yesterday" }), "/statements/0/timestamp: is"],
  [
    "no time",
    openVex([openVexStatement()], { timestamp: undefined }),
    "/statements/0/timestamp: is missing",
  ],
  ["CSAF 2.1", csaf(flagged, tree, { csaf_version: "2.1" }), "/document/csaf_version"],
  [
    "an advisory",
    csaf(flagged, tree, { category: "csaf_security_advisory" }),
    "/document/category",
  ],
  ["CSAF without a date", csaf(flagged, tree, { tracking: {} }), "/tracking/current_release_date"],
  [
    "an unknown product",
    csaf({ product_status: { fixed: ["b"] } }, tree),
    "/vulnerabilities/0/product_status/fixed/0: names no product",
  ],
  [
    "a product without a reason",
    csaf({ product_status: { known_not_affected: ["a"] } }, tree),
    '/vulnerabilities/0: says that "a" is not affected without a reason',
  ],
  [
    "a vulnerability without a name",
    csaf({ ...flagged, cve: undefined }, tree),
    "/vulnerabilities/0: has neither cve nor ids",
  ],
  [
    "a product twice",
    csaf(flagged, { full_product_names: [...tree.full_product_names, ...tree.full_product_names] }),
    "/product_tree/full_product_names/1/product_id: names a second product",
  ],
  ["CycloneDX 1.3", cycloneDx(analysed, { specVersion: "1.3" }), "/specVersion"],
  [
    "an unknown state",
    cycloneDx({ ...analysed, analysis: { state: "fine" } }),
    "/vulnerabilities/0/analysis/state",
  ],
  [
    "an unknown component",
    cycloneDx({ ...analysed, affects: [{ ref: "lodash" }] }),
    "/vulnerabilities/0/affects/0/ref: names no component",
  ],
])("%s is refused with its place", (_, document, expected) => {
  expect(mistakeIn(document)).toContain(expected);
});

test("nothing that a document says is quoted at length", () => {
  expect(mistakeIn(statement({ status: "x".repeat(10_000) })).length).toBeLessThan(300);
});
