import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { loadPolicy } from "../../../src/policy/load.ts";
import { policyContext } from "../../../src/checks/policy-context.ts";
import { startRealRegistry, type RealRegistry } from "../../registry/real-registry.ts";
import { realTool } from "../../tools/real-tools.ts";
import { TestRepository } from "./cosign/registry.ts";
import { signedSimply } from "./material/candidates.ts";
import { issuer, newInstance, workflow, type Instance } from "./material/instance.ts";
import { keylessBundle } from "./material/keyless.ts";
import { newSigner, pemOf } from "./material/signer.ts";
import { simplePayload, statement } from "./material/statements.ts";

const crane = realTool("crane");
if (crane !== undefined) suite(crane);

function suite(cranePath: string): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "portcullis-command-")));
  const signer = newSigner();
  let registry: RealRegistry;
  let repository: TestRepository;
  let instance: Instance;

  beforeAll(async () => {
    registry = await startRealRegistry("crane", cranePath);
    repository = new TestRepository(registry.host, "acme/web");
    instance = await newInstance();
    mkdirSync(join(folder, ".git"));
    mkdirSync(join(folder, ".github"));
    writeFileSync(join(folder, "root.json"), JSON.stringify(instance.trustedRoot));
    writeFileSync(join(folder, "cosign.pub"), pemOf(signer.publicKey));
  });

  afterAll(() => {
    registry.stop();
    rmSync(folder, { recursive: true });
  });

  async function keylessImage(label: string): Promise<string> {
    const digest = await repository.pushImage(label);
    const provenance = { digest, predicateType: "https://slsa.dev/provenance/v1", predicate: {} };
    await repository.attach(digest, [
      await keylessBundle(instance, statement({ digest })),
      await keylessBundle(instance, statement(provenance)),
    ]);
    return repository.referenceTo(digest);
  }

  test("what init prints is a policy by which the image is verified", async () => {
    const reference = await keylessImage("printed");
    const printed = await run("init", "--signatures", reference);
    expect(printed.status).toBe(0);
    expect(printed.out).toContain(`identity: ${workflow}`);
    expect(printed.out).toContain(`issuer: ${issuer}`);
    expect(printed.out).toContain("type: https://slsa.dev/provenance/v1");
    writePolicy(`version: 1\n${printed.out}  trusted-root: root.json\n`);
    expect(loadPolicy(folder, undefined, folder, policyContext).signatures?.images).toHaveLength(1);
    const checked = await run("check", "--checks", "signatures", "--image", reference);
    expect(checked.out).toContain("PASS");
    expect(checked.out).toContain(`signed by ${workflow}`);
    expect(checked.status).toBe(0);
  });

  test("init names the key's place for a signature by key, and skips what is not signed", async () => {
    const digest = await repository.pushImage("by key");
    await repository.attach(digest, [signedSimply(simplePayload(digest), signer)]);
    const bare = repository.referenceTo(await repository.pushImage("bare"));
    const { out, status } = await run("init", "--signatures", repository.referenceTo(digest), bare);
    expect(status).toBe(0);
    expect(out).toContain("key: cosign.pub");
    expect(out).toContain("skip: true");
    writePolicy(`version: 1\n${out}`);
    expect(loadPolicy(folder, undefined, folder, policyContext).signatures?.images).toHaveLength(2);
  });

  test("init without an image is a mistake of usage, and so is one that is not there", async () => {
    expect((await run("init", "--signatures")).status).toBe(2);
    const missing = await run("init", "--signatures", `${registry.host}/acme/none:1`);
    expect(missing).toMatchObject({ status: 2, out: "" });
    expect(missing.error).toContain("404");
  });

  test("the command runs the check where the policy asks for it, and in every format", async () => {
    const reference = await keylessImage("formats");
    writeFileSync(
      join(folder, "pod.yaml"),
      `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: a, image: "${reference}" }] }\n`,
    );
    writePolicy(
      `version: 1\nfail-on: none\nsignatures: { images: [{ match: "${registry.host}/**", key: cosign.pub }] }\n`,
    );
    const text = await run("check", "--checks", "registries,signatures");
    expect(text.out).toContain("signatures/not-verified");
    const sarif = await run("check", "--checks", "signatures", "--format", "sarif");
    const [result] = JSON.parse(sarif.out).runs[0].results;
    expect(result.ruleId).toBe("signatures/not-verified");
    expect(result.locations[0].physicalLocation.region.startLine).toBe(4);
    const offline = await run("check", "--checks", "signatures", "--offline");
    expect(offline.status).toBe(2);
    expect(offline.out).toContain("NO VERDICT");
  });

  function writePolicy(text: string): void {
    writeFileSync(join(folder, ".github/portcullis.yml"), text);
  }

  function run(...words: string[]): Promise<{ status: number; out: string; error: string }> {
    const cli = join(import.meta.dirname, "../../../src/cli.ts");
    return new Promise((resolve) => {
      const options = { cwd: folder, env: { HOME: folder } };
      execFile(process.execPath, [cli, ...words], options, (error, out, stderr) => {
        const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ status, out, error: stderr });
      });
    });
  }
}
