import { expect, test } from "@jest/globals";
import { planScans, type PlanOptions } from "../../../src/checks/vulnerabilities/scan-targets.ts";
import type { ImageToScan } from "../../../src/checks/vulnerabilities/scanning.ts";
import { Resolutions } from "../../../src/registry/resolutions.ts";
import { platformNotices } from "../../../src/checks/vulnerabilities/platform-notices.ts";
import { cleanUpAfterEach, open, referenceTo, startRegistry } from "../../registry/opening.ts";
import { ociIndex, type SwitchableRegistry } from "../../registry/switchable-registry.ts";
import { pushImage, pushIndex, soundAlpine, storeIn } from "../../trivy/material/images.ts";

cleanUpAfterEach();

function planFor(
  registry: SwitchableRegistry,
  names: readonly string[],
  options: Partial<PlanOptions> = {},
) {
  const images = names.map((name): ImageToScan => {
    const reference = `${registry.host()}/${name}`;
    return { reference, image: referenceTo(reference) };
  });
  return planScans(images, {
    registries: open({ policy: { namedHosts: [registry.host()] } }),
    resolutions: new Resolutions(),
    offline: false,
    platforms: undefined,
    results: undefined,
    ...options,
  });
}

/** An index whose entries name no platform, so that each has to be asked for. */
async function pushCurious(registry: SwitchableRegistry, repository: string): Promise<void> {
  const manifests = [];
  for (let index = 0; index < 100; index++) {
    const config = { Env: [`N=${index}`] };
    const image = await pushImage(storeIn(registry), repository, undefined, {
      ...soundAlpine,
      config,
    });
    manifests.push({ mediaType: image.mediaType, digest: image.digest, size: image.size });
  }
  registry.putManifest(repository, "1", { schemaVersion: 2, mediaType: ociIndex, manifests });
}

test("a registry that answers each of many questions late is given up, and the others are planned", async () => {
  const registry = await startRegistry();
  await pushCurious(registry, "slow");
  const good = await pushImage(storeIn(registry), "good", "1", soundAlpine);
  let asked = 0;
  registry.switches.push(async ({ url }) => {
    if (!url.startsWith("/v2/slow/") || url.endsWith("/manifests/1")) return false;
    asked++;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    return false;
  });
  const { images, targets } = await planFor(registry, ["slow:1", "good:1"], { platformsMs: 500 });
  expect(images.get(`${registry.host()}/slow:1`)).toMatchObject({
    kind: "undecided",
    reason: expect.stringMatching(
      /did not tell within 0.5 s which platforms \S+\/slow@sha256:\w{64} is for; try again/,
    ) as unknown,
  });
  expect([...targets.values()].map(({ digest }) => digest)).toEqual([good.digest]);
  const before = asked;
  await planFor(registry, ["good:1"]);
  expect(asked).toBe(before);
});

test("many questions about one image are asked where the answers come", async () => {
  const registry = await startRegistry();
  await pushCurious(registry, "curious");
  const { images } = await planFor(registry, ["curious:1"]);
  const planned = images.get(`${registry.host()}/curious:1`);
  expect(planned).toMatchObject({ kind: "planned" });
});

test("a wanted platform that an image lacks is told, once for all images; one without any is undecided", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const s390x = { ...soundAlpine, platform: { architecture: "s390x" } };
  await pushIndex(store, "both", "1", [soundAlpine, s390x]);
  for (const name of ["api", "web"]) await pushImage(store, name, "1", soundAlpine);
  await pushImage(store, "arm", "1", { ...soundAlpine, platform: { architecture: "arm64" } });
  const host = registry.host();
  const names = ["web:1", "both:1", "arm:1", "api:1"];
  const plan = await planFor(registry, names, { platforms: ["linux/amd64", "linux/s390x"] });
  expect(names.map((name) => plan.images.get(`${host}/${name}`)?.kind)).toEqual([
    "planned",
    "planned",
    "undecided",
    "planned",
  ]);
  expect(platformNotices(plan)).toEqual([
    `linux/s390x: 2 images have no such platform, and nothing was looked at for it: ${host}/api:1 and ${host}/web:1.`,
  ]);
  for (const platforms of [undefined, ["linux/amd64"]]) {
    expect(platformNotices(await planFor(registry, names, { platforms }))).toEqual([]);
  }
});
