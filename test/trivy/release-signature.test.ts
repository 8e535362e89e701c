import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { trustRootFrom, type TrustRoot } from "../../src/sigstore/trust-root.ts";
import { TrivyError } from "../../src/trivy/error.ts";
import { judgeReleaseSignature } from "../../src/trivy/release-signature.ts";
import { bundleCandidate, bundleJson } from "../checks/signatures/material/candidates.ts";
import { newInstance, type Instance } from "../checks/signatures/material/instance.ts";
import { keylessParts } from "../checks/signatures/material/keyless.ts";
import { imageDigest, statement } from "../checks/signatures/material/statements.ts";
import { realTool } from "../tools/real-tools.ts";
import { bundleOver, releaseWorkflow } from "./signed-release.ts";

const archive = Buffer.from("the bytes of an archive");
const version = "9.9.9";
const subject = releaseWorkflow(version);

let instance: Instance;
let other: Instance;
let trustRoot: TrustRoot;
beforeAll(async () => {
  instance = await newInstance();
  other = await newInstance();
  trustRoot = trustRootFrom(JSON.stringify(instance.trustedRoot), "the test's instance");
});

function judged(bundle: Uint8Array, over = archive, now = new Date()): string {
  try {
    return judgeReleaseSignature({ archive: over, bundle, version, trustRoot, now });
  } catch (thrown) {
    if (!(thrown instanceof TrivyError)) throw thrown;
    expect(thrown.code).toBe("program");
    return thrown.message;
  }
}

type Json = Record<string, Record<string, unknown>>;

async function changed(change: (bundle: Json) => void): Promise<Buffer> {
  const bundle = JSON.parse((await bundleOver(instance, archive, { subject })).toString()) as Json;
  change(bundle);
  return Buffer.from(JSON.stringify(bundle));
}

test("the release workflow's own signature is verified", async () => {
  expect(judged(await bundleOver(instance, archive, { subject }))).toBe("verified");
});

describe("a signature does not hold", () => {
  test("over other bytes", async () => {
    const bundle = await bundleOver(instance, archive, { subject });
    expect(judged(bundle, Buffer.from("other bytes"))).toMatch(
      /^the signature of Trivy 9\.9\.9 does not hold: its bundle is about other bytes; do not use/,
    );
  });

  test.each([
    ["another version's workflow", releaseWorkflow("9.9.8")],
    ["another workflow", subject.replace("reusable-release", "test")],
    ["a fork's workflow", subject.replace("aquasecurity", "aquasecurlty")],
    ["a branch", subject.replace("tags/v9.9.9", "heads/main")],
    ["somebody", "mallory@example.com"],
  ])("by %s", async (_, subjectOfOther) => {
    expect(judged(await bundleOver(instance, archive, { subject: subjectOfOther }))).toContain(
      `signed by ${subjectOfOther}, the policy wants ${subject}`,
    );
  });

  test("that another issuer vouches for", async () => {
    const bundle = await bundleOver(instance, archive, { subject, issuer: "https://evil.example" });
    expect(judged(bundle)).toContain("vouched for by https://evil.example");
  });

  test("that is in no log", async () => {
    const bundle = await bundleOver(instance, archive, { subject, tlogEntries: [] });
    expect(judged(bundle)).toContain("does not hold");
  });

  test("whose bytes were changed", async () => {
    const bundle = await changed(({ messageSignature = {} }) => {
      messageSignature["signature"] = Buffer.from("not a signature").toString("base64");
    });
    expect(judged(bundle)).toContain("does not hold");
  });

  test("whose log entry is another's", async () => {
    const { tlogEntries } = (
      JSON.parse((await bundleOver(instance, Buffer.from("x"), { subject })).toString()) as Json
    )["verificationMaterial"] as { tlogEntries: unknown[] };
    const bundle = await bundleOver(instance, archive, { subject, tlogEntries });
    expect(judged(bundle)).toContain("its log entry is about another signature");
  });

  test("that is a statement about an image", async () => {
    const payload = statement({ digest: imageDigest });
    const parts = await keylessParts(instance, payload, { subject });
    const { certificate, entry } = parts;
    const { bytes } = bundleCandidate(
      bundleJson(parts.envelope, { certificate, tlogEntries: [entry] }),
    );
    expect(judged(bytes)).toContain("signs a statement and not the bytes themselves");
  });

  test.each(["", "{}", "[]", "null", "not json", '{"mediaType":"x"}'])("that is %j", (text) => {
    expect(judged(Buffer.from(text))).toContain("does not hold");
  });
});

describe("nothing is proven", () => {
  test("by an instance that the trust root does not know", async () => {
    expect(judged(await bundleOver(other, archive, { subject }))).toBe("unproven");
  });

  test("by a clock that is behind the signature", async () => {
    const bundle = await bundleOver(instance, archive, { subject });
    expect(judged(bundle, archive, new Date("2020-01-01"))).toBe("unproven");
  });

  test("by a known log and an authority that nobody knows", async () => {
    const foreign = JSON.parse((await bundleOver(other, archive, { subject })).toString()) as Json;
    const bundle = await changed(({ verificationMaterial = {} }) => {
      verificationMaterial["certificate"] = foreign["verificationMaterial"]?.["certificate"];
    });
    expect(judged(bundle)).toBe("unproven");
  });

  test("by the snapshot inside Portcullis about an instance of our own", async () => {
    const bundle = await bundleOver(instance, archive, { subject });
    expect(judgeReleaseSignature({ archive, bundle, version, now: new Date() })).toBe("unproven");
  });
});

const cosign = realTool("cosign");
(cosign === undefined ? test.skip : test)("a bundle of the real cosign's is read", () => {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-cosign-"));
  try {
    const run = (...words: string[]): void =>
      void execFileSync(cosign ?? "", words, {
        cwd: folder,
        env: { COSIGN_PASSWORD: "", HOME: folder },
        stdio: "ignore",
      });
    writeFileSync(join(folder, "archive"), archive);
    run("generate-key-pair");
    const alone = ["--use-signing-config=false", "--tlog-upload=false", "--yes"];
    run("sign-blob", "--key", "cosign.key", "--bundle", "bundle.json", ...alone, "archive");
    const bundle = readFileSync(join(folder, "bundle.json"));
    // No network, no certificate: all but the identity is as in a release.
    expect(judged(bundle)).toContain("it was made with a bare key");
    expect(judged(bundle, Buffer.from("other"))).toContain("its bundle is about other bytes");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
