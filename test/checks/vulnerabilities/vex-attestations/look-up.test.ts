import { expect, test } from "@jest/globals";
import type { Candidate } from "../../../../src/sigstore/candidates.ts";
import { cleanUpAfterEach, startRegistry } from "../../../registry/opening.ts";
import {
  descriptorOf,
  imageManifest,
  type SwitchableRegistry,
} from "../../../registry/switchable-registry.ts";
import { signedBundle } from "../../signatures/material/candidates.ts";
import { issuer, newInstance, workflow } from "../../signatures/material/instance.ts";
import { keylessBundle } from "../../signatures/material/keyless.ts";
import { newSigner, pemOf } from "../../signatures/material/signer.ts";
import { statement } from "../../signatures/material/statements.ts";
import { scanOf } from "../material.ts";
import { vex } from "../vex/samples.ts";
import {
  cleared,
  lodash,
  openssl,
  openVexAbout,
  opensslIn,
  vulnerabilities,
  type Asked,
} from "./asking.ts";

cleanUpAfterEach();

const signer = newSigner();
const files = { "vex.pub": pemOf(signer.publicKey) };
const predicateType = "https://openvex.dev/ns/v0.2.0";
const bundleType = "application/vnd.dev.sigstore.bundle.v0.3+json";

const signed = (digest: string, predicate: object, by = signer): Candidate =>
  signedBundle(statement({ digest, predicateType, predicate }), by);

function attach(
  registry: SwitchableRegistry,
  digest: string,
  { bytes }: Candidate,
  repository = "acme/web",
): void {
  const layer = { ...registry.putBlob(Buffer.from(bytes)), mediaType: bundleType };
  const content = imageManifest(registry.putBlob("{}"), [layer], { artifactType: bundleType });
  const own = registry.putManifest(repository, undefined, content);
  const { mediaType } = descriptorOf("");
  registry.addReferrer(repository, digest, { mediaType, digest: own, size: 1 });
}

/** A registry with an image, and the question about it by its tag. */
async function webOn(): Promise<{ registry: SwitchableRegistry; digest: string; asked: Asked }> {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  const reference = `${registry.host()}/acme/web:1`;
  const entries = `    - { match: "${registry.host()}/acme/web:*", key: vex.pub }`;
  return { registry, digest, asked: { reference, digest, entries, files } };
}

const [amd64, arm64] = ["linux/amd64", "linux/arm64"];
const both = (platform = amd64): string[] => [`${platform} ${openssl}`, `${platform} ${lodash}`];
const day = (number: number): string => `2026-11-0${number}T00:00:00Z`;
const affected = { status: "affected", action_statement: "update", justification: undefined };

test("only what one of the entry's signers made counts, and who signs images does not", async () => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  expect(await cleared(asked)).toEqual({ out: both(), notices: [] });
  const other = { "vex.pub": pemOf(newSigner().publicKey), "image.pub": files["vex.pub"] };
  const signatures = `signatures: { images: [{ match: "${registry.host()}/**", key: image.pub }] }`;
  const { out, notices } = await cleared({
    ...asked,
    files: other,
    entries: `${asked.entries}\n${signatures}`,
  });
  expect(out).toEqual([]);
  expect(notices).toEqual([expect.stringContaining("it was not made with the policy's key")]);
});

test("of several entries any signer counts", async () => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  const entries = `    - { match: "${registry.host()}/**", key: other.pub }\n${asked.entries}`;
  const keys = { ...files, "other.pub": pemOf(newSigner().publicKey) };
  expect(await cleared({ ...asked, entries, files: keys })).toEqual({ out: both(), notices: [] });
});

test("an image that no entry matches is not asked about, whatever tag stands beside its digest", async () => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  for (const rest of ["web:2", `web@${digest}`, `web:1@${digest}`, "api:1"]) {
    const reference = `${registry.host()}/acme/${rest}`;
    const entries = `    - { match: "${registry.host()}/acme/web:1*", key: vex.pub }`;
    expect(await cleared({ ...asked, reference, entries })).toEqual({ out: [], notices: [] });
  }
  expect(registry.log).toEqual([]);
});

test("an image without a vulnerability is not asked about", async () => {
  const { registry, digest, asked } = await webOn();
  await cleared({ ...asked, scans: [scanOf([], { digest })] });
  expect(registry.log).toEqual([]);
});

test("offline nothing is asked, nothing counts, and it is told once", async () => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  expect(await cleared({ ...asked, subject: { offline: true } })).toEqual({
    out: [],
    notices: ["VEX attestations are not looked up offline, and none of them counts."],
  });
  expect(registry.log).toEqual([]);
});

test.each([
  ["the list of referrers", "/referrers/"],
  ["the tag of attestations", ".att"],
  ["the manifest of what is attached", "/manifests/sha256:"],
  ["what is attached", "/blobs/"],
])("while %s cannot be had, nothing counts and it is told", async (_, part) => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  let requests = 0;
  registry.switches.push(({ url }, response) => {
    if (!url.includes(part)) return false;
    requests++;
    response.writeHead(500).end();
    return true;
  });
  const { out, notices } = await cleared(asked);
  expect(requests).toBeGreaterThan(0);
  expect(out).toEqual([]);
  expect(notices).toEqual([
    expect.stringMatching(/is not wholly known, so no VEX attestation of it counts: .*500/),
  ]);
});

test("what cannot be had beside what counts may take it back", async () => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  expect((await cleared(asked)).out).toEqual(both());
  const takingBack = signed(digest, openVexAbout(undefined, affected, day(2)));
  attach(registry, digest, takingBack);
  const blob = registry.putBlob(Buffer.from(takingBack.bytes));
  registry.switches.push(({ url }, response) => {
    if (!url.includes(blob.digest)) return false;
    response.writeHead(404).end();
    return true;
  });
  const { out, notices } = await cleared(asked);
  expect(out).toEqual([]);
  expect(notices).toEqual([expect.stringContaining("is not wholly known")]);
});

test("the newest statement counts, in whatever order the registry lists them", async () => {
  for (const order of [
    [1, 2],
    [2, 1],
  ]) {
    const { registry, digest, asked } = await webOn();
    const reopened = [
      openVexAbout(undefined, {}, day(1)),
      openVexAbout(opensslIn(digest), affected, day(2)),
    ];
    for (const place of order) {
      const document = reopened[place - 1];
      if (document !== undefined) attach(registry, digest, signed(digest, document));
    }
    expect((await cleared(asked)).out).toEqual([`${amd64} ${lodash}`]);
  }
});

test("of two of one time the worse one counts, in whatever order the registry lists them", async () => {
  const clearing = openVexAbout(undefined, {}, day(1));
  const open = openVexAbout(undefined, affected, day(1));
  for (const documents of [
    [clearing, open, clearing],
    [open, clearing],
    [clearing, clearing, open],
  ]) {
    const { registry, digest, asked } = await webOn();
    for (const document of documents) attach(registry, digest, signed(digest, document));
    expect((await cleared(asked)).out).toEqual([]);
  }
});

test("a document of the policy has the last word on one time, and not before a newer statement", async () => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined, {}, day(2))));
  const own = (number: number) =>
    vex(openVexAbout({ "@id": "pkg:apk/alpine/openssl" }, affected, day(number)));
  expect((await cleared({ ...asked, documents: [own(2)] })).out).toEqual([`${amd64} ${lodash}`]);
  expect((await cleared({ ...asked, documents: [own(1)] })).out).toEqual(both());
  attach(registry, digest, signed(digest, openVexAbout(undefined, affected, day(3))));
  const clearing = vex(openVexAbout({ "@id": "pkg:npm/lodash" }, {}, day(3)));
  expect((await cleared({ ...asked, documents: [clearing] })).out).toEqual([`${amd64} ${lodash}`]);
});

test("what is attested to the index is about every platform, and to one about that alone", async () => {
  const { registry, digest, asked } = await webOn();
  const [one, two] = [registry.putImage("acme/web"), registry.putImage("acme/web", "arm")];
  const scans = [
    scanOf(vulnerabilities, { digest: one }),
    scanOf(vulnerabilities, { platform: arm64, digest: two }),
  ];
  // It names the repository, and so both; it is attested to one.
  const product = { "@id": `pkg:oci/web?repository_url=${registry.host()}/acme/web` };
  const part = { ...product, subcomponents: [{ "@id": "pkg:npm/lodash" }] };
  attach(registry, one, signed(one, openVexAbout(part)));
  expect(await cleared({ ...asked, scans })).toEqual({ out: [`${amd64} ${lodash}`], notices: [] });
  attach(registry, two, signed(two, openVexAbout(undefined)));
  expect((await cleared({ ...asked, scans })).out).toEqual([`${amd64} ${lodash}`, ...both(arm64)]);
  attach(registry, digest, signed(digest, openVexAbout(product)));
  expect((await cleared({ ...asked, scans })).out).toEqual([...both(), ...both(arm64)]);
});

test("another repository is looked into where the entry says so, and not beside the image", async () => {
  const { registry, digest, asked } = await webOn();
  const entries = `    - { match: "${registry.host()}/acme/**", key: vex.pub, repository: "${registry.host()}/vex/all" }`;
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  expect(await cleared({ ...asked, entries })).toEqual({ out: [], notices: [] });
  attach(registry, digest, signed(digest, openVexAbout(undefined)), "vex/all");
  expect(await cleared({ ...asked, entries })).toEqual({ out: both(), notices: [] });
});

test("by an identity, proven by the policy's own trust root", async () => {
  const { registry, digest, asked } = await webOn();
  const instance = await newInstance();
  const payload = statement({ digest, predicateType, predicate: openVexAbout(undefined) });
  attach(registry, digest, await keylessBundle(instance, payload));
  const entriesFor = (identity: string): string =>
    `    - { match: "${registry.host()}/acme/**", keyless: { issuer: "${issuer}", identity: "${identity}" } }\nsignatures: { trusted-root: root.json }`;
  const roots = { "root.json": JSON.stringify(instance.trustedRoot) };
  const entries = entriesFor(workflow);
  expect(await cleared({ ...asked, entries, files: roots })).toEqual({ out: both(), notices: [] });
  const other = entriesFor(workflow.replace("web", "api"));
  expect((await cleared({ ...asked, entries: other, files: roots })).out).toEqual([]);
  const strange = { "root.json": JSON.stringify((await newInstance()).trustedRoot) };
  expect((await cleared({ ...asked, entries, files: strange })).out).toEqual([]);
});

test("while nobody can tell of one whether it counts, none does", async () => {
  const { registry, digest, asked } = await webOn();
  const instance = await newInstance();
  const predicate = openVexAbout(undefined, {}, "2019-12-01T00:00:00Z");
  const payload = statement({ digest, predicateType, predicate });
  attach(registry, digest, await keylessBundle(instance, payload));
  attach(registry, digest, signed(digest, predicate));
  const keyless = `    - { match: "${registry.host()}/**", keyless: { issuer: "${issuer}", identity: "${workflow}" } }`;
  const entries = `${asked.entries}\n${keyless}\nsignatures: { trusted-root: root.json }`;
  const roots = { ...files, "root.json": JSON.stringify(instance.trustedRoot) };
  const both = { ...asked, entries, files: roots };
  expect((await cleared(both)).out).toHaveLength(2);
  const { out, notices } = await cleared({ ...both, now: new Date("2020-01-01T00:00:00Z") });
  expect(out).toEqual([]);
  expect(notices).toEqual([expect.stringContaining("the clock here says 2020")]);
});

test("one from the future, which nothing could take back, is not believed, nor is what stands beside it", async () => {
  const { registry, digest, asked } = await webOn();
  const now = new Date("2026-11-21T12:00:00Z");
  attach(registry, digest, signed(digest, openVexAbout(undefined, affected, day(2))));
  attach(registry, digest, signed(digest, openVexAbout(undefined, {}, "2026-11-22T11:00:00Z")));
  expect(await cleared({ ...asked, now })).toEqual({ out: both(), notices: [] });
  attach(registry, digest, signed(digest, openVexAbout(undefined, {}, "2099-01-01T00:00:00Z")));
  const { out, notices } = await cleared({ ...asked, now });
  expect(out).toEqual([]);
  expect(notices).toEqual([
    expect.stringMatching(
      /no VEX attestation of it counts: attestation \w{12} of \S+: \/timestamp: is "2099-01-01T00:00:00Z"; it must be no later than tomorrow/,
    ),
  ]);
});

test.each<[what: string, predicate: object, reason: string]>([
  [
    "of another version",
    { ...openVexAbout(undefined), "@context": "https://openvex.dev/ns/v9.0.0" },
    '/@context: is "https://openvex.dev/ns/v9.0.0"; it must be one of',
  ],
  [
    "that gives no reason",
    openVexAbout(undefined, { justification: undefined }),
    "without a reason",
  ],
  [
    "that is a CycloneDX document",
    { bomFormat: "CycloneDX", specVersion: "1.6" },
    "is not OpenVEX",
  ],
])("a believed one %s is an obstacle", async (_, predicate, reason) => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  attach(registry, digest, signed(digest, predicate));
  const { out, notices } = await cleared(asked);
  expect(out).toEqual([]);
  expect(notices).toEqual([expect.stringContaining(reason)]);
});

test("whatever a stranger attaches takes nothing away from what counts", async () => {
  const { registry, digest, asked } = await webOn();
  attach(registry, digest, signed(digest, openVexAbout(undefined)));
  for (const text of ["", "{}", "[]", "\u0000", '{"mediaType":1,"mediaType":2}']) {
    const bytes = Buffer.from(text);
    attach(registry, digest, { form: "bundle", where: "", bytes, annotations: {} });
  }
  attach(registry, digest, signed(digest, openVexAbout(undefined, affected, day(9)), newSigner()));
  const { out, notices } = await cleared(asked);
  expect(out).toEqual(both());
  expect(notices).toEqual([expect.stringContaining("it was not made with the policy's key")]);
});

test("however many strangers attest, few of them are told", async () => {
  const { registry, digest, asked } = await webOn();
  for (let count = 0; count < 12; count++) {
    attach(registry, digest, signed(digest, openVexAbout(undefined), newSigner()));
  }
  const { out, notices } = await cleared(asked);
  expect(out).toEqual([]);
  expect(notices).toHaveLength(4);
  expect(notices.at(-1)).toBe(`VEX that does not count: 9 more of ${asked.reference}.`);
});

test("a file of keys that cannot be read is a mistake, with its place", async () => {
  const { registry, asked } = await webOn();
  await expect(cleared({ ...asked, files: {} })).rejects.toThrow(
    /^p\.yml:5:\d+: vex\.pub cannot be read: there is no such file$/,
  );
  await expect(cleared({ ...asked, files: { "vex.pub": "no key" } })).rejects.toThrow(
    "vex.pub holds no public key",
  );
  expect(registry.log).toEqual([]);
});
