import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Candidate } from "../../../../src/sigstore/candidates.ts";
import { findCandidates } from "../../../../src/sigstore/find-candidates.ts";
import { cleanUpAfterEach, open, referenceTo } from "../../../registry/opening.ts";
import { startRealRegistry, type RealRegistry } from "../../../registry/real-registry.ts";
import { realTool } from "../../../tools/real-tools.ts";
import { TestRepository } from "../../signatures/cosign/registry.ts";
import { runCosign } from "../../signatures/cosign/run-cosign.ts";
import { newInstance } from "../../signatures/material/instance.ts";
import { cleared, lodash, openssl, openVexAbout, opensslIn } from "./asking.ts";

const cosign = realTool("cosign");
const olareg = realTool("olareg");

cleanUpAfterEach();

const unlogged = ["--use-signing-config=false", "--tlog-upload=false", "-y"];
const legacy = "--new-bundle-format=false";

if (cosign !== undefined && olareg !== undefined) {
  describe("what the real cosign attests to images on olareg", () => attestations(cosign, olareg));
}

function attestations(cosignPath: string, olaregPath: string): void {
  const home = mkdtempSync(join(tmpdir(), "portcullis-attests-"));
  const stranger = mkdtempSync(join(tmpdir(), "portcullis-stranger-"));
  let registry: RealRegistry;
  let repository: TestRepository;
  let count = 0;

  beforeAll(async () => {
    registry = await startRealRegistry("olareg", olaregPath);
    repository = new TestRepository(registry.host, "acme/web");
    for (const folder of [home, stranger]) await must(folder, ["generate-key-pair"]);
  });

  afterAll(() => {
    registry.stop();
    for (const folder of [home, stranger]) rmSync(folder, { recursive: true });
  });

  async function must(folder: string, args: readonly string[]): Promise<void> {
    const { status, said } = await runCosign(cosignPath, folder, args);
    if (status !== 0) throw new Error(`cosign ${args.join(" ")} ended with ${status}: ${said}`);
  }

  const newImage = (): Promise<string> => repository.pushImage(`image ${count++}`);

  async function attest(
    digest: string,
    predicate: object,
    { by = home, type = "openvex", args = [] as readonly string[] } = {},
  ): Promise<void> {
    writeFileSync(join(by, "predicate.json"), JSON.stringify(predicate));
    const what = ["--type", type, "--predicate", "predicate.json", "--key", "cosign.key"];
    await must(by, ["attest", ...what, ...unlogged, ...args, repository.referenceTo(digest)]);
  }

  /** As the registry lists them. */
  async function attachedTo(digest: string): Promise<readonly Candidate[]> {
    const registries = open({ policy: { namedHosts: [registry.host] } });
    const image = registries.image(referenceTo(repository.referenceTo(digest)));
    return (await findCandidates(image.repository(), digest)).candidates;
  }

  const clearedIn = (digest: string) =>
    cleared({
      reference: repository.referenceTo(digest),
      digest,
      entries: `    - { match: "${registry.host}/acme/**", key: vex.pub }`,
      files: { "vex.pub": readFileSync(join(home, "cosign.pub"), "utf8") },
    });

  test.each([
    ["a bundle", []],
    ["a tag", [legacy]],
  ])("a good one clears exactly the package that it names, as %s", async (_, args) => {
    const digest = await newImage();
    await attest(digest, openVexAbout(opensslIn(digest)), { args });
    expect(await clearedIn(digest)).toEqual({ out: [`linux/amd64 ${openssl}`], notices: [] });
    expect(await clearedIn(await newImage())).toEqual({ out: [], notices: [] });
  });

  test("without a product it is about the whole image", async () => {
    const digest = await newImage();
    await attest(digest, openVexAbout(undefined));
    expect(await clearedIn(digest)).toEqual({
      out: [`linux/amd64 ${openssl}`, `linux/amd64 ${lodash}`],
      notices: [],
    });
  });

  test.each([[[]], [[legacy]]])("by another key it does not count %j", async (args) => {
    const digest = await newImage();
    await attest(digest, openVexAbout(undefined), { by: stranger, args });
    const { out, notices } = await clearedIn(digest);
    expect(out).toEqual([]);
    expect(notices).toEqual([
      expect.stringMatching(
        /^VEX that does not count: attestation [0-9a-f]{12} of .*: it was not made with the policy's key/,
      ),
    ]);
  });

  test("an unlogged one does not count where the policy wants the log", async () => {
    const digest = await newImage();
    await attest(digest, openVexAbout(undefined));
    const { out, notices } = await cleared({
      reference: repository.referenceTo(digest),
      digest,
      entries: `    - { match: "${registry.host}/acme/**", key: vex.pub, log: required }\nsignatures: { trusted-root: root.json }`,
      files: {
        "vex.pub": readFileSync(join(home, "cosign.pub"), "utf8"),
        "root.json": JSON.stringify((await newInstance()).trustedRoot),
      },
    });
    expect(out).toEqual([]);
    expect(notices).toEqual([expect.stringContaining("it is in no transparency log")]);
  });

  test("changed after it was signed it does not count", async () => {
    const [digest, other] = [await newImage(), await newImage()];
    await attest(digest, openVexAbout(opensslIn(digest)));
    const [bundle] = await attachedTo(digest);
    await repository.attach(other, [changed(bundle, digest, other)]);
    const { out, notices } = await clearedIn(other);
    expect(out).toEqual([]);
    expect(notices).toEqual([expect.stringContaining("it was not made with the policy's key")]);
  });

  test("copied to another image it does not count", async () => {
    const [digest, other] = [await newImage(), await newImage()];
    await attest(digest, openVexAbout(undefined));
    await repository.attach(other, await attachedTo(digest));
    const { out, notices } = await clearedIn(other);
    expect(out).toEqual([]);
    expect(notices).toEqual([
      expect.stringContaining(`it is about ${digest}, not about this image`),
    ]);
  });

  test.each<[what: string, product: object]>([
    ["another image", opensslIn(`sha256:${"0".repeat(64)}`)],
    ["another repository", { "@id": "pkg:oci/web?repository_url=ghcr.io/acme/web" }],
    ["an image of any repository", { "@id": "pkg:oci/web" }],
    ["a package wherever it is", { "@id": "pkg:apk/alpine/openssl" }],
  ])("about %s it clears nothing here, and that is told", async (_, product) => {
    const digest = await newImage();
    await attest(digest, openVexAbout(product));
    const { out, notices } = await clearedIn(digest);
    expect(out).toEqual([]);
    expect(notices).toEqual([expect.stringContaining("names other products only")]);
  });

  test("one that is no OpenVEX leaves nothing that counts, for it may take the rest back", async () => {
    const digest = await newImage();
    await attest(digest, openVexAbout(undefined));
    expect((await clearedIn(digest)).out).toHaveLength(2);
    await attest(digest, { affected: true }, { type: "https://openvex.dev/ns/v0.3.0" });
    const { out, notices } = await clearedIn(digest);
    expect(out).toEqual([]);
    expect(notices).toEqual([expect.stringContaining("its predicate is not OpenVEX")]);
  });

  test("attestations of other kinds are passed over", async () => {
    const digest = await newImage();
    await attest(digest, openVexAbout(undefined), { type: "custom" });
    await attest(digest, { bomFormat: "CycloneDX", specVersion: "1.6" }, { type: "cyclonedx" });
    expect(await clearedIn(digest)).toEqual({ out: [], notices: [] });
  });
}

/** The bundle with another digest in all that it states. */
function changed(bundle: Candidate | undefined, from: string, to: string): Candidate {
  if (bundle === undefined) throw new Error("nothing is attached");
  const json = JSON.parse(Buffer.from(bundle.bytes).toString()) as {
    dsseEnvelope: { payload: string };
  };
  const statement = Buffer.from(json.dsseEnvelope.payload, "base64").toString();
  const other = statement.replaceAll(from.slice("sha256:".length), to.slice("sha256:".length));
  json.dsseEnvelope.payload = Buffer.from(other).toString("base64");
  return { ...bundle, bytes: Buffer.from(JSON.stringify(json)) };
}
