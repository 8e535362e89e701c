import { expect, test } from "@jest/globals";
import type { FoundThing } from "../../../src/checks/vulnerabilities/exception.ts";
import { readIgnoreFile } from "../../../src/checks/vulnerabilities/ignore-files/read.ts";
import { exceptionsIn } from "../../../src/checks/vulnerabilities/load-exceptions.ts";
import { readVex } from "../../../src/checks/vulnerabilities/vex/read.ts";
import { digest, scanOf, today } from "./material.ts";

const reference = "ghcr.io/acme/web:1";
const off = { secrets: false };
const purl = "pkg:apk/alpine/openssl@3.1.4-r0?arch=x86_64&distro=3.22.1";

const thing = (changes: Partial<FoundThing> = {}): FoundThing => ({
  kind: "vulnerability",
  id: "CVE-2023-5363",
  image: { reference, name: "ghcr.io/acme/web", digest },
  scan: scanOf(),
  purl,
  path: undefined,
  ...changes,
});

function vex(status: string, product = "pkg:apk/alpine/openssl") {
  const statement = {
    vulnerability: { name: "CVE-2023-5363" },
    products: [{ "@id": product }],
    status,
    ...(status === "not_affected" ? { justification: "component_not_present" } : {}),
    ...(status === "affected" ? { action_statement: "update" } : {}),
  };
  const document = {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": "https://acme.example/vex/1",
    author: "Acme",
    timestamp: "2026-11-01T00:00:00Z",
    version: 1,
    statements: [statement],
  };
  return readVex(Buffer.from(JSON.stringify(document)), "web.openvex.json", new Date(today));
}

test.each([
  ["not_affected", "VEX not_affected: component_not_present (web.openvex.json)"],
  ["fixed", "VEX fixed (web.openvex.json)"],
  ["affected", undefined],
  ["under_investigation", undefined],
])("a VEX document that says %s", (status, reason) => {
  const { exceptions } = exceptionsIn([vex(status)], [], today);
  expect(exceptions(thing())?.reason).toBe(reason);
});

test.each<[what: string, changes: Partial<FoundThing>]>([
  ["another vulnerability", { id: "CVE-2023-5364" }],
  ["another package", { purl: "pkg:apk/alpine/musl@1" }],
  ["a package that nobody knows", { purl: undefined }],
  ["a secret", { kind: "secret" }],
])("a VEX document says nothing about %s", (_, changes) => {
  const { exceptions } = exceptionsIn([vex("not_affected")], [], today);
  expect(exceptions(thing(changes))).toBeUndefined();
});

test("a VEX document about the image names it by its digest, or by that of a platform", () => {
  for (const own of [digest, scanOf().digest]) {
    const product = `pkg:oci/web@${own.replace(":", "%3A")}?repository_url=ghcr.io/acme/web`;
    const { exceptions } = exceptionsIn([vex("not_affected", product)], [], today);
    expect(exceptions(thing({ purl: undefined }))).toBeDefined();
    expect(
      exceptions(thing({ image: { reference, name: "ghcr.io/acme/api", digest } })),
    ).toBeUndefined();
  }
});

test("an entry of an ignore file accepts, says where it stands and the last day of it, and ends", () => {
  const text = "# not reachable\nCVE-2023-5363 exp:2026-11-22\n";
  const file = readIgnoreFile(text, ".trivyignore");
  expect(exceptionsIn([], [file], today).exceptions(thing())).toEqual({
    reason: "not reachable (.trivyignore:2)",
    expires: "2026-11-21",
  });
  expect(exceptionsIn([], [file], "2026-11-22").exceptions(thing())).toBeUndefined();
});

test("both are told where both accept, and an entry that a VEX document makes needless is used", () => {
  const file = readIgnoreFile("CVE-2023-5363\n", ".trivyignore");
  const { exceptions, idleNotices } = exceptionsIn([vex("fixed")], [file], today);
  expect(exceptions(thing())?.reason).toBe(
    "VEX fixed (web.openvex.json); listed in .trivyignore:1",
  );
  expect(idleNotices([], off)).toEqual([]);
});

test("entries that accept nothing are told, and those that have ended", () => {
  const text = "CVE-2023-5363\nCVE-2020-1111\nCVE-2020-2222 exp:2026-01-01\n";
  const file = readIgnoreFile(text, ".trivyignore");
  const { exceptions, idleNotices } = exceptionsIn([], [file], today);
  exceptions(thing());
  expect(idleNotices([], off)).toEqual([
    ".trivyignore: no longer counts: CVE-2020-2222 (line 3).",
    ".trivyignore: accepts nothing: CVE-2020-1111 (line 2); remove it.",
  ]);
});

const named = { name: "ghcr.io/acme/web", digests: [digest], architecture: "amd64" };
const other = `sha256:${"9".repeat(64)}`;

test.each([
  ["the image by its digest", `pkg:oci/web@${digest}`],
  ["the image in Docker's words", "pkg:docker/ghcr.io/acme/web"],
  ["the package", "pkg:apk/alpine/openssl"],
])("a VEX document about %s that speaks of what was found is not told", (_, product) => {
  const { exceptions, idleNotices } = exceptionsIn([vex("affected", product)], [], today);
  exceptions(thing());
  expect(idleNotices([named], off)).toEqual([]);
});

test.each([
  ["another digest", `pkg:oci/web@${other}`, `no image of this run is pkg:oci/web@${other}`],
  [
    "another repository",
    "pkg:oci/web?repository_url=ghcr.io/amce/web",
    "no image of this run is pkg:oci/web?repository_url=ghcr.io/amce/web",
  ],
  [
    "a tag",
    "pkg:docker/ghcr.io/acme/web@1.0",
    "names no image: pkg:docker/ghcr.io/acme/web@1.0 (a tag can be moved; name the digest, sha256:…)",
  ],
  [
    "a repository of another name",
    "pkg:oci/web?repository_url=ghcr.io/acme",
    "names no image: pkg:oci/web?repository_url=ghcr.io/acme (its repository_url ends with another name)",
  ],
  ["only a name", "pkg:oci/web", "names no image: pkg:oci/web (many images have the name; add"],
  ["another package", "pkg:apk/alpine/musl", "says nothing about what was found in the images"],
])("a VEX document that speaks of %s is told", (_, product, notice) => {
  const { exceptions, idleNotices } = exceptionsIn([vex("not_affected", product)], [], today);
  expect(exceptions(thing())).toBeUndefined();
  const notices = idleNotices([named], off);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toContain(`web.openvex.json: `);
  expect(notices[0]).toContain(notice);
});

test("a VEX document about an image in which nothing was found names it rightly, and is told as idle", () => {
  const { idleNotices } = exceptionsIn([vex("fixed", `pkg:oci/web@${digest}`)], [], today);
  expect(idleNotices([named], off)).toEqual([
    "web.openvex.json: says nothing about what was found in the images; correct or remove it.",
  ]);
});

test("of many names that match nothing a few are told, and none as a wall of text", () => {
  const statements = Array.from({ length: 500 }, (_, index) => ({
    vulnerability: { name: "CVE-2023-5363" },
    products: [{ "@id": `pkg:oci/${"a".repeat(2_000)}${index}?repository_url=ghcr.io/acme/x` }],
    status: "fixed",
    timestamp: "2026-11-01T00:00:00Z",
  }));
  const document = { "@context": "https://openvex.dev/ns/v0.2.0", statements };
  const read = readVex(Buffer.from(JSON.stringify(document)), "many.json", new Date(today));
  const [notice = "", ...others] = exceptionsIn([read], [], today).idleNotices([named], off);
  expect(others).toEqual([]);
  expect(notice.length).toBeLessThan(2_000);
});

test("what an attestation names is told by its own notices", () => {
  const { statements, ...rest } = vex("fixed", `pkg:oci/web@${other}`);
  const attested = new Map([[reference, [{ ...rest, statements, attestedTo: digest }]]]);
  expect(exceptionsIn([], [], today, attested).idleNotices([named], off)).toEqual([]);
});

test("a secret is accepted by the rule and the path of an ignore file", () => {
  const text = "secrets:\n  - id: aws-access-key-id\n    paths: [app/.env]\n";
  const { exceptions } = exceptionsIn([], [readIgnoreFile(text, ".trivyignore.yaml")], today);
  const secret = { kind: "secret", id: "aws-access-key-id", purl: undefined } as const;
  expect(exceptions(thing({ ...secret, path: "app/.env" }))).toBeDefined();
  expect(exceptions(thing({ ...secret, path: "app/.other" }))).toBeUndefined();
});
