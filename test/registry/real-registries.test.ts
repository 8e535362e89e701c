import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { realTool } from "../tools/real-tools.ts";
import { cleanUpAfterEach, codeOf, open, referenceTo } from "./opening.ts";
import { pushImage, startRealRegistry, type RealRegistry } from "./real-registry.ts";
import { ociIndex, ociManifest } from "./switchable-registry.ts";

cleanUpAfterEach();

const bundleType = "application/vnd.dev.sigstore.bundle.v0.3+json";

for (const kind of ["crane", "olareg"] as const) {
  const path = realTool(kind);
  if (path !== undefined) describe(`the registry of ${kind}`, () => testsOf(kind, path));
}

function testsOf(kind: "crane" | "olareg", path: string): void {
  let registry: RealRegistry;
  beforeAll(async () => {
    registry = await startRealRegistry(kind, path);
  });
  afterAll(() => registry.stop());

  const imageNamed = (rest: string) =>
    open({ policy: { namedHosts: [registry.host] } }).image(
      referenceTo(`${registry.host}/${rest}`),
    );

  test("an image is resolved by tag and by digest, and its parts are fetched", async () => {
    const digest = await pushImage(registry, "acme/web", "1.0");
    expect((await imageNamed("acme/web:1.0").resolve()).digest).toBe(digest);
    const pinned = imageNamed(`acme/web@${digest}`);
    expect((await pinned.resolve()).pinned).toBe(`${registry.host}/acme/web@${digest}`);
    const manifest = await pinned.repository().manifest(digest);
    if (manifest.kind !== "image") throw new Error("it is an image");
    expect((await pinned.repository().blob(manifest.layers[0]!)).toString()).toBe("layer 1.0");
  });

  test("what is not there is not found", async () => {
    await pushImage(registry, "acme/web", "1.0");
    expect(await codeOf(imageNamed("acme/web:none").resolve())).toBe("not-found");
    expect(await codeOf(imageNamed("acme/none:1").resolve())).toBe("not-found");
    const digest = `sha256:${"a".repeat(64)}`;
    expect(await codeOf(imageNamed(`acme/web@${digest}`).resolve())).toBe("not-found");
    expect(await imageNamed("acme/web").repository().attachments(digest)).toMatchObject({
      referrers: [],
      signatures: undefined,
      attestations: undefined,
      errors: [],
    });
  });

  test("an index is told from an image", async () => {
    const digest = await pushImage(registry, "acme/multi", undefined);
    const platform = { os: "linux", architecture: "arm64", variant: "v8" };
    const manifests = [{ mediaType: ociManifest, digest, size: 1, platform }];
    const index = { schemaVersion: 2, mediaType: ociIndex, manifests };
    const top = await registry.putManifest("acme/multi", "1", index);
    const image = imageNamed("acme/multi:1");
    expect((await image.resolve()).digest).toBe(top);
    const found = await image.repository().manifest(top);
    expect(found).toMatchObject({ kind: "index", manifests: [{ digest, platform }] });
  });

  test("referrers and cosign's tags are found, by the way that this registry has", async () => {
    const digest = await pushImage(registry, "acme/signed", "1.0");
    const tag = digest.replace(":", "-");
    const signatures = await pushImage(registry, "acme/signed", `${tag}.sig`);
    const subject = { mediaType: ociManifest, digest, size: 1 };
    const artifact = { artifactType: bundleType, subject };
    const bundle = await pushImage(registry, "acme/signed", undefined, artifact);
    if (kind === "crane") {
      // What pushing clients do where the registry has no referrers API.
      const manifests = [{ mediaType: ociManifest, digest: bundle, size: 1 }];
      await registry.putManifest("acme/signed", tag, {
        schemaVersion: 2,
        mediaType: ociIndex,
        manifests,
      });
    }
    const image = imageNamed("acme/signed:1.0");
    const found = await image.repository().attachments((await image.resolve()).digest);
    expect(found.errors).toEqual([]);
    expect(found.referrersBy).toBe(kind === "crane" ? "tag" : "api");
    expect(found.referrers.map((each) => each.digest)).toEqual([bundle]);
    expect(found.signatures?.digest).toBe(signatures);
    expect(found.attestations).toBeUndefined();
    const manifest = await image.repository().manifest(bundle);
    expect(manifest).toMatchObject({ artifactType: bundleType, subject: { digest } });
  });
}
