import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { TestRepository } from "../checks/signatures/cosign/registry.ts";
import { signedSimply } from "../checks/signatures/material/candidates.ts";
import { newSigner, pemOf } from "../checks/signatures/material/signer.ts";
import { simplePayload } from "../checks/signatures/material/statements.ts";
import { startRealRegistry, type RealRegistry } from "../registry/real-registry.ts";
import { realTool } from "../tools/real-tools.ts";
import { podWith } from "./manifests.ts";
import { pullRequest } from "./pull-request.ts";
import { cleanUp, reportOf, runStep } from "./runner.ts";

const crane = realTool("crane");
if (crane !== undefined) suite(crane);

function suite(cranePath: string): void {
  const [trusted, stranger] = [newSigner(), newSigner()];
  let registry: RealRegistry;
  let image: string;

  beforeAll(async () => {
    registry = await startRealRegistry("crane", cranePath);
    const repository = new TestRepository(registry.host, "acme/web");
    const digest = await repository.pushImage("signed by a stranger");
    await repository.attach(digest, [signedSimply(simplePayload(digest), stranger)]);
    image = repository.referenceTo(digest);
  });

  afterAll(() => {
    registry.stop();
    cleanUp();
  });

  const policy = (): string =>
    `version: 1\nsignatures: { images: [{ match: "${registry.host}/**", key: cosign.pub }] }\n`;

  test("a change cannot bring the key that its image is signed with", () => {
    const change = pullRequest(
      { ".github/portcullis.yml": policy(), "cosign.pub": pemOf(trusted.publicKey) },
      { "cosign.pub": pemOf(stranger.publicKey), "deploy/web.yaml": podWith(image) },
    );
    const inputs = { checks: "signatures", "fail-on": "high" };
    const result = runStep({ ...change, event: "pull_request", inputs });
    expect(reportOf(result).findings.map(({ rule }) => rule)).toEqual(["signatures/not-verified"]);
    expect(result.outputs["verdict"]).toBe("fail");
    expect(reportOf(result).notices.join("\n")).toContain("This change edits cosign.pub");
  });

  test("the base's key counts for a change that leaves it alone", () => {
    const change = pullRequest(
      { ".github/portcullis.yml": policy(), "cosign.pub": pemOf(stranger.publicKey) },
      { "deploy/web.yaml": podWith(image) },
    );
    const result = runStep({ ...change, event: "pull_request", inputs: { checks: "signatures" } });
    expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
    expect(result.summary).toContain("1 verified image");
  });
}
