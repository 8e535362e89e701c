import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { jsonReport } from "../../../src/report/json.ts";
import { startRealRegistry, type RealRegistry } from "../../registry/real-registry.ts";
import { realTool } from "../../tools/real-tools.ts";
import { imageIn, linesOf, onlyFinding, reportOn } from "./checked-repository.ts";
import { TestRepository } from "./cosign/registry.ts";
import { runCosign } from "./cosign/run-cosign.ts";
import { extensionsOf, issuer, newInstance, workflow, type Instance } from "./material/instance.ts";
import { keylessBundle, keylessSimply } from "./material/keyless.ts";
import { simplePayload, statement } from "./material/statements.ts";

const cosign = realTool("cosign");
const crane = realTool("crane");
const olareg = realTool("olareg");

if (cosign !== undefined) {
  if (crane !== undefined) describe("crane's registry", () => suite(cosign, "crane", crane));
  if (olareg !== undefined) describe("olareg", () => suite(cosign, "olareg", olareg));
}

const schema = JSON.parse(
  readFileSync(new URL("../../../docs/report.schema.json", import.meta.url), "utf8"),
) as object;
const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv);
const isReport = ajv.compile(schema);

const withoutLog = ["--use-signing-config=false", "--tlog-upload=false", "-y"];
const provenance = "https://slsa.dev/provenance/v1";

function suite(cosignPath: string, kind: "crane" | "olareg", path: string): void {
  const home = mkdtempSync(join(tmpdir(), "portcullis-real-"));
  let registry: RealRegistry;
  let repository: TestRepository;
  let instance: Instance;
  let publicKey: string;
  let count = 0;

  beforeAll(async () => {
    registry = await startRealRegistry(kind, path);
    repository = new TestRepository(registry.host, "acme/web");
    instance = await newInstance();
    writeFileSync(join(home, "root.json"), JSON.stringify(instance.trustedRoot));
    await runCosign(cosignPath, home, ["generate-key-pair"]);
    publicKey = readFileSync(join(home, "cosign.pub"), "utf8");
  });

  afterAll(() => {
    registry.stop();
    rmSync(home, { recursive: true });
  });

  async function newImage(): Promise<{ digest: string; reference: string }> {
    const digest = await repository.pushImage(`${kind} ${count++}`);
    return { digest, reference: repository.referenceTo(digest) };
  }

  async function sign(reference: string, ...args: readonly string[]): Promise<void> {
    const { status, said } = await runCosign(cosignPath, home, [
      "sign",
      "--key",
      "cosign.key",
      ...withoutLog,
      ...args,
      reference,
    ]);
    if (status !== 0) throw new Error(said);
  }

  const verify = (reference: string, ...args: readonly string[]) =>
    runCosign(cosignPath, home, ["verify", ...args, reference]);

  const byKey = (): string =>
    `version: 1\nsignatures:\n  images:\n    - { match: "${registry.host}/**", key: cosign.pub }\n`;
  const byIdentity = (identity = workflow): string => `version: 1
signatures:
  trusted-root: root.json
  images:
    - match: "${registry.host}/**"
      keyless: { issuer: "${issuer}", identity: "${identity}" }
`;
  const files = (): Record<string, string> => ({
    "cosign.pub": publicKey,
    "root.json": JSON.stringify(instance.trustedRoot),
  });

  test("both of cosign's formats are verified, an unsigned image fails on its line", async () => {
    const [legacy, bundle, unsigned] = [await newImage(), await newImage(), await newImage()];
    await sign(legacy.reference, "--new-bundle-format=false");
    await sign(bundle.reference);
    const images = [legacy.reference, bundle.reference, unsigned.reference];
    const report = await reportOn(images, byKey(), files());
    expect(report.verdict).toBe("fail");
    expect(linesOf(report)).toEqual(["23 high signatures/not-verified"]);
    expect(report.checks.signatures?.reason).toBe("3 images: 2 verified, 1 not verified");
    for (const { reference, digest } of [legacy, bundle]) {
      const { checks, signatures = [], ...image } = imageIn(report, reference);
      expect(image.digest).toBe(digest);
      expect(checks).toEqual({ signatures: "passed" });
      expect(signatures).toHaveLength(1);
      expect(signatures[0]?.by).toMatch(/^key sha256:[0-9a-f]{64}$/);
    }
    expect(imageIn(report, legacy.reference).signatures?.[0]?.where).toBe(
      `${legacy.digest.replace(":", "-")}.sig`,
    );
  });

  test("a signature by another key does not count, and the finding says so", async () => {
    const { reference } = await newImage();
    await sign(reference);
    const other = mkdtempSync(join(home, "other-"));
    await runCosign(cosignPath, other, ["generate-key-pair"]);
    const key = readFileSync(join(other, "cosign.pub"), "utf8");
    const report = await reportOn([reference], byKey(), { "cosign.pub": key });
    expect(onlyFinding(report).message).toContain("not made with the policy's key");
  });

  test("GitHub's provenance beside a good legacy signature passes, unlike with cosign", async () => {
    const { digest, reference } = await newImage();
    await sign(reference, "--new-bundle-format=false");
    await repository.attach(digest, [
      await keylessBundle(
        instance,
        statement({ digest, predicateType: provenance, predicate: {} }),
      ),
    ]);
    expect((await reportOn([reference], byKey(), files())).verdict).toBe("pass");
    const theirs = await verify(reference, "--key", "cosign.pub", "--insecure-ignore-tlog");
    expect(theirs.status).not.toBe(0);
  });

  test("an SBOM attestation by the right identity is no signature, unlike with cosign", async () => {
    const { digest, reference } = await newImage();
    await repository.attach(digest, [
      await keylessBundle(
        instance,
        statement({ digest, predicateType: "https://spdx.dev/Document", predicate: {} }),
      ),
    ]);
    const report = await reportOn([reference], byIdentity(), files());
    expect(report.verdict).toBe("fail");
    expect(onlyFinding(report).message).toContain("it is a spdx attestation, no signature");
    const theirs = await verify(
      reference,
      "--trusted-root",
      "root.json",
      "--certificate-identity",
      workflow,
      "--certificate-oidc-issuer",
      issuer,
    );
    expect(theirs.status).toBe(0);
  });

  test("an identity is verified in both formats, and who, when and where are reported", async () => {
    const [legacy, bundle] = [await newImage(), await newImage()];
    await repository.attach(legacy.digest, [
      await keylessSimply(instance, simplePayload(legacy.digest)),
    ]);
    await repository.attach(bundle.digest, [
      await keylessBundle(instance, statement({ digest: bundle.digest })),
    ]);
    const images = [legacy.reference, bundle.reference];
    const report = await reportOn(images, byIdentity(), files());
    expect(report.findings).toEqual([]);
    expect(isReport(JSON.parse(jsonReport(report)))).toBe(true);
    for (const reference of images) {
      expect(imageIn(report, reference).signatures).toEqual([
        {
          by: workflow,
          issuer,
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          log: expect.stringMatching(/^https:\/\/rekor\.example, entry \d+$/),
          where: expect.stringMatching(/^sha256[:-]/),
        },
      ]);
    }
  });

  test("another identity is named beside the wanted one", async () => {
    const { digest, reference } = await newImage();
    const subject = workflow.replace("release.yml@refs/heads/main", "build.yml@refs/heads/dev");
    await repository.attach(digest, [
      await keylessBundle(instance, statement({ digest }), { subject }),
      await keylessSimply(instance, simplePayload(digest), {
        extensions: extensionsOf("https://x.example"),
      }),
    ]);
    const { message } = onlyFinding(await reportOn([reference], byIdentity(), files()));
    expect(message).toContain(`signed by ${subject}, the policy wants ${workflow}`);
    expect(message).toContain("vouched for by https://x.example, the policy wants the issuer");
  });

  test("an attestation is judged by its own type and claims", async () => {
    const { digest, reference } = await newImage();
    const predicate = {
      buildDefinition: {
        externalParameters: {
          workflow: { repository: "https://github.com/acme/web", ref: "refs/heads/main" },
        },
      },
      runDetails: { builder: { id: "https://builder.example" } },
    };
    await repository.attach(digest, [
      await keylessBundle(instance, statement({ digest, predicateType: provenance, predicate })),
    ]);
    const policy = (builder: string): string => `version: 1
signatures:
  trusted-root: root.json
  images:
    - match: "${registry.host}/**"
      attestations:
        - type: slsa-provenance
          builder: ${builder}
          keyless: { issuer: "${issuer}", identity: "${workflow}" }
`;
    expect(
      (await reportOn([reference], policy("https://builder.example"), files())).findings,
    ).toEqual([]);
    const wrong = await reportOn([reference], policy("https://other.example"), files());
    expect(onlyFinding(wrong).message).toContain("https://builder.example");
  });
}
