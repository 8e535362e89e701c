import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Candidate } from "../../../../src/sigstore/candidates.ts";
import { judgeCandidate } from "../../../../src/sigstore/judge.ts";
import { readKeys } from "../../../../src/sigstore/keys.ts";
import type {
  Demands,
  Requirement,
  WantedAttestation,
} from "../../../../src/sigstore/requirement.ts";
import { realTool } from "../../../tools/real-tools.ts";
import { keyKinds, newSigner, pemOf, type TestSigner } from "../material/signer.ts";
import { otherDigest } from "../material/statements.ts";
import { startRegistry, TestRepository, type TestRegistry } from "./registry.ts";
import { runCosign } from "./run-cosign.ts";

const cosign = realTool("cosign");
const crane = realTool("crane");

const offline = ["--use-signing-config=false", "--tlog-upload=false", "--yes"];
const legacyFormat = "--new-bundle-format=false";

if (cosign !== undefined && crane !== undefined) {
  describe("what real cosign signs is judged right", () => signAndJudge(cosign, crane));
}

function signAndJudge(cosignPath: string, cranePath: string): void {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-cosign-"));
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startRegistry(cranePath, folder);
  });
  afterAll(() => {
    registry.stop();
    rmSync(folder, { recursive: true });
  });

  async function must(args: readonly string[]): Promise<void> {
    const { status, said } = await runCosign(cosignPath, folder, args);
    if (status !== 0) throw new Error(`cosign ${args.join(" ")} ended with ${status}: ${said}`);
  }

  async function importKey({ privateKey }: TestSigner, name: string): Promise<string> {
    const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    writeFileSync(join(folder, `${name}.pem`), pem);
    await must(["import-key-pair", "--key", `${name}.pem`, "--output-key-prefix", name]);
    return `${name}.key`;
  }

  // Ed25519 has a test of its own.
  test.each(keyKinds.filter((kind) => kind !== "Ed25519"))(
    "%s, in both formats, with an annotation",
    async (kind) => {
      const signer = newSigner(kind);
      const key = await importKey(signer, kind);
      const repository = new TestRepository(registry.host, `signs/${kind.toLowerCase()}`);
      const digest = await repository.pushImage(kind);
      const image = repository.referenceTo(digest);
      await must(["sign", "--key", key, "-a", "stage=prod", ...offline, image]);
      await must(["sign", "--key", key, "-a", "stage=prod", ...offline, legacyFormat, image]);
      const found = await repository.candidatesOf(digest);
      expect(found.map(({ form }) => form).sort()).toEqual(["bundle", "simple-signing"]);
      const context = { digest, trust: [], now: new Date() };
      for (const candidate of found) {
        const verdict = (requirement: Requirement, of = context): string =>
          judgeCandidate(candidate, requirement, of).kind;
        expect(verdict(by(signer, { annotations: { stage: "prod" } }))).toBe("verified");
        expect(verdict(by(signer, { annotations: { stage: "test" } }))).toBe("not-verified");
        expect(verdict(by(newSigner(kind)))).toBe("not-verified");
        expect(verdict(by(signer), { ...context, digest: otherDigest })).toBe("not-verified");
        expect(judgeCandidate(tampered(candidate), by(signer), context).kind).toBe("not-verified");
      }
    },
    60_000,
  );

  // cosign 3.1.3 signs with Ed25519ph, and verifies Ed25519 without the prehash.
  const formats: [string, string[]][] = [
    ["bundles", []],
    ["legacy signatures", [legacyFormat]],
  ];
  test.each(formats)(
    "its own %s by Ed25519 are not verified by cosign, nor by us",
    async (format, option) => {
      const signer = newSigner("Ed25519");
      const name = `prehashed-${option.length}`;
      const key = await importKey(signer, name);
      const repository = new TestRepository(registry.host, "signs/prehashed");
      const digest = await repository.pushImage(format);
      const image = repository.referenceTo(digest);
      await must(["sign", "--key", key, ...offline, ...option, image]);
      const args = ["verify", "--key", `${name}.pub`, "--insecure-ignore-tlog", image];
      expect((await runCosign(cosignPath, folder, args)).status).not.toBe(0);
      const [candidate] = await repository.candidatesOf(digest);
      const context = { digest, trust: [], now: new Date() };
      expect(judgeCandidate(candidate!, by(signer), context).kind).toBe("not-verified");
    },
    60_000,
  );

  test("provenance is an attestation and no signature", async () => {
    const signer = newSigner();
    const key = await importKey(signer, "attest");
    const repository = new TestRepository(registry.host, "signs/attested");
    const digest = await repository.pushImage("attested");
    writeFileSync(join(folder, "provenance.json"), JSON.stringify(provenance));
    const subject = ["--predicate", "provenance.json", repository.referenceTo(digest)];
    await must(["attest", "--key", key, "--type", "slsaprovenance1", ...offline, ...subject]);
    const [candidate] = await repository.candidatesOf(digest);
    const context = { digest, trust: [], now: new Date() };
    const attested = (wanted: WantedAttestation): string =>
      judgeCandidate(candidate!, by(signer, { attestation: wanted }), context).kind;
    const built = { builder: "https://builder.example", buildType: "https://builder.example/t" };
    expect(attested({ type: "slsa-provenance", provenance: built })).toBe("verified");
    expect(attested({ type: "slsa-provenance", provenance: { builder: "https://b" } })).toBe(
      "not-verified",
    );
    expect(attested({ type: "spdx" })).toBe("not-verified");
    expect(judgeCandidate(candidate!, by(signer), context).kind).toBe("not-verified");
  }, 60_000);
}

const provenance = {
  buildDefinition: {
    buildType: "https://builder.example/t",
    externalParameters: {},
    internalParameters: {},
    resolvedDependencies: [],
  },
  runDetails: { builder: { id: "https://builder.example" }, metadata: {} },
};

function by(signer: TestSigner, demands: Partial<Demands> = {}): Requirement {
  const keys = readKeys(pemOf(signer.publicKey), "cosign.pub");
  return { kind: "key", keys, log: "optional", format: "either", annotations: {}, ...demands };
}

/** The candidate with one character of its content changed, still JSON and still base64. */
function tampered(candidate: Candidate): Candidate {
  const text = Buffer.from(candidate.bytes).toString();
  const changed =
    candidate.form === "bundle"
      ? text.replace(/("payload":\s*"[^"]{40})(.)/, (_, before: string, one: string) =>
          before.concat(one === "A" ? "B" : "A"),
        )
      : text.replace('"docker-reference":"', '"docker-reference":"x');
  expect(changed).not.toBe(text);
  return { ...candidate, bytes: Buffer.from(changed) };
}
