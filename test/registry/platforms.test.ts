import { expect, test } from "@jest/globals";
import { platformsOf, type ImagePlatform } from "../../src/registry/platforms.ts";
import {
  lackingPlatforms,
  platformName,
  platformNamed,
  selectPlatforms,
} from "../../src/registry/platform-matching.ts";
import {
  alpineFiles,
  pushImage,
  pushIndex,
  storeIn,
  type ImageRecipe,
} from "../trivy/material/images.ts";
import { cleanUpAfterEach, codeOf, errorOf, imageAt, startRegistry } from "./opening.ts";
import { imageManifest, ociIndex, type SwitchableRegistry } from "./switchable-registry.ts";

cleanUpAfterEach();

const layers = [{ files: alpineFiles({ openssl: "3.1.3-r0" }) }];
const amd64: ImageRecipe = { layers };
const arm64: ImageRecipe = { layers, platform: { architecture: "arm64", variant: "v8" } };
const armV6: ImageRecipe = { layers, platform: { architecture: "arm", variant: "v6" } };
const armV7: ImageRecipe = { layers, platform: { architecture: "arm", variant: "v7" } };

function windows(build: string): ImageRecipe {
  return { layers, platform: { os: "windows", "os.version": build } };
}

function platformsAt(registry: SwitchableRegistry, digest: string) {
  return platformsOf(imageAt(registry, "acme/web").repository(), digest);
}

async function namesOf(
  recipes: readonly ImageRecipe[],
  others: readonly object[] = [],
): Promise<string[]> {
  const registry = await startRegistry();
  const { digest } = await pushIndex(storeIn(registry), "acme/web", "1", recipes, others);
  return (await platformsAt(registry, digest)).map(({ name }) => name);
}

test("the platforms of an index are named as containerd names them, in order", async () => {
  expect(
    await namesOf([arm64, amd64, armV7, windows("10.0.20348.2113"), windows("10.0.17763.5329")]),
  ).toEqual([
    "linux/amd64",
    "linux/arm/v7",
    "linux/arm64",
    "windows(10.0.17763.5329)/amd64",
    "windows(10.0.20348.2113)/amd64",
  ]);
});

test("each platform has the digest of its own manifest", async () => {
  const registry = await startRegistry();
  const { digest, images } = await pushIndex(storeIn(registry), "acme/web", "1", [arm64, amd64]);
  const found = await platformsAt(registry, digest);
  expect(found.map((each) => each.digest)).toEqual([images[1]?.digest, images[0]?.digest]);
});

test("an image without an index has the platform of its config", async () => {
  const registry = await startRegistry();
  const { digest } = await pushImage(storeIn(registry), "acme/web", "1", armV7);
  expect(await platformsAt(registry, digest)).toMatchObject([{ name: "linux/arm/v7", digest }]);
});

const unknown = { os: "unknown", architecture: "unknown" };
const attestation = { "vnd.docker.reference.type": "attestation-manifest" };
const nowhere = {
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  digest: `sha256:${"a".repeat(64)}`,
  size: 9,
};

test("what buildkit stores for no platform is left out", async () => {
  const entry = { ...nowhere, platform: unknown, annotations: attestation };
  expect(await namesOf([amd64], [entry])).toEqual(["linux/amd64"]);
});

test("an image does not hide behind the annotation of an attestation", async () => {
  const platform = { os: "linux", architecture: "arm64" };
  const entry = { ...nowhere, platform, annotations: attestation };
  expect(await namesOf([amd64], [entry])).toEqual(["linux/amd64", "linux/arm64"]);
});

test("an entry that names no platform has that of its config", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const image = await pushImage(store, "acme/web", undefined, armV6);
  const empty = await store.putBlob("acme/web", "{}");
  const artifact = await store.putManifest("acme/web", undefined, imageManifest(empty, [empty]));
  const proof = await pushImage(store, "acme/web", undefined, { layers, platform: unknown });
  const others = [image, proof, { ...nowhere, digest: artifact }];
  const { digest } = await pushIndex(store, "acme/web", "1", [amd64], others);
  const found = await platformsAt(registry, digest);
  expect(found.map(({ name }) => name)).toEqual(["linux/amd64", "linux/arm/v6"]);
});

test("an index in an index is looked into, so far", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const nested = async (depth: number): Promise<string> => {
    let { digest } = await pushIndex(store, "acme/web", undefined, [arm64]);
    for (let level = 1; level < depth; level++) {
      const entry = { mediaType: ociIndex, digest, size: 9 };
      ({ digest } = await pushIndex(store, "acme/web", undefined, [], [entry]));
    }
    return digest;
  };
  expect(await platformsAt(registry, await nested(3))).toMatchObject([{ name: "linux/arm64" }]);
  expect(await codeOf(platformsAt(registry, await nested(4)))).toBe("too-large");
});

test("an index of too many entries is refused", async () => {
  const entries = Array.from({ length: 501 }, () => ({ ...nowhere, platform: unknown }));
  await expect(namesOf([], entries)).rejects.toThrow(/is too large: 500 entries/);
});

test("indexes in an index have no more entries together", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const bare = (count: number) =>
    Array.from({ length: count }, () => ({ ...nowhere, platform: unknown }));
  const nested = async (count: number): Promise<string> => {
    const { digest: inner } = await pushIndex(store, "acme/web", undefined, [arm64], bare(count));
    const entry = { mediaType: ociIndex, digest: inner, size: 9 };
    return (await pushIndex(store, "acme/web", undefined, [], [entry, entry])).digest;
  };
  expect(await platformsAt(registry, await nested(248))).toMatchObject([{ name: "linux/arm64" }]);
  expect(await codeOf(platformsAt(registry, await nested(249)))).toBe("too-large");
});

test("what is no container image is called so", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const config = {
    ...(await store.putBlob("acme/web", "{}")),
    mediaType: "application/vnd.cncf.helm.config.v1+json",
  };
  const chart = await store.putManifest("acme/web", "chart", imageManifest(config, [config]));
  const error = await errorOf(platformsAt(registry, chart));
  expect(error.code).toBe("unsupported");
  expect(error.message).toBe(
    `${registry.host()}/acme/web@${chart} is not a container image: its config has the type "application/vnd.cncf.helm.config.v1+json"`,
  );
  const { digest: bare } = await pushImage(store, "acme/web", "bare", { layers: [] });
  await expect(platformsAt(registry, bare)).rejects.toThrow(
    /is not a container image: it has no layers/,
  );
  const { digest: empty } = await pushIndex(
    store,
    "acme/web",
    "empty",
    [],
    [{ ...nowhere, platform: unknown }],
  );
  await expect(platformsAt(registry, empty)).rejects.toThrow(
    /none of the 1 entries of its index is for a platform/,
  );
});

test("a config without a platform, or that is no JSON, makes no image", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  for (const text of [
    "{}",
    "no JSON",
    '{"os":"linux"}',
    '{"os":7,"architecture":"amd64"}',
    "null",
  ]) {
    const config = {
      ...(await store.putBlob("acme/web", text)),
      mediaType: "application/vnd.oci.image.config.v1+json",
    };
    const digest = await store.putManifest("acme/web", "1", imageManifest(config, [config]));
    await expect(platformsAt(registry, digest)).rejects.toThrow(/its config names no platform/);
  }
});

/** Containerd takes an entry that names a platform before any that does not, and the first of those. */
test("what containerd would prefer to a better image is selected as well", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const i386: ImageRecipe = { layers, platform: { architecture: "386" } };
  const image = await pushImage(store, "acme/web", undefined, amd64);
  const nested = await pushIndex(store, "acme/web", undefined, [amd64]);
  const inner = { mediaType: ociIndex, digest: nested.digest, size: 9 };
  for (const others of [[image], [inner], [inner, image]]) {
    const { digest } = await pushIndex(store, "acme/web", "1", [i386], others);
    const there = await platformsAt(registry, digest);
    const selected = selectPlatforms(there, ["linux/amd64"], "acme/web:1");
    expect(selected.map(({ name }) => name)).toEqual(["linux/386", "linux/amd64"]);
    expect(selectPlatforms(there, undefined, "acme/web:1")).toEqual(selected);
  }
  const { digest } = await pushIndex(store, "acme/web", "1", [i386, amd64]);
  const usual = selectPlatforms(await platformsAt(registry, digest), ["linux/amd64"], "acme/web:1");
  expect(usual.map(({ name }) => name)).toEqual(["linux/amd64"]);
});

function found(...names: string[]): ImagePlatform[] {
  return names.map((name) => {
    const platform = platformNamed(name);
    return { name: platformName(platform), platform, digest: name, among: "index" };
  });
}

test.each([
  ["linux/arm64", ["linux/amd64", "linux/arm64/v8"], ["linux/arm64"]],
  ["linux/arm64/v8", ["linux/arm64"], ["linux/arm64"]],
  ["linux/aarch64", ["linux/arm64"], ["linux/arm64"]],
  ["linux/arm64/v9.1", ["linux/arm64", "linux/arm64/v8.6"], ["linux/arm64/v8.6"]],
  ["linux/arm64/v8.2", ["linux/arm64/v8.3", "linux/arm64"], ["linux/arm64"]],
  ["linux/arm64/v9", ["linux/arm/v8", "linux/arm64/v9.1"], ["linux/arm/v8"]],
  ["linux/arm", ["linux/arm/v6", "linux/arm/v7"], ["linux/arm/v7"]],
  ["linux/arm/7", ["linux/arm/v7"], ["linux/arm/v7"]],
  ["linux/arm/v7", ["linux/arm/v5", "linux/arm/v6"], ["linux/arm/v6"]],
  ["linux/armhf", ["linux/arm/v7"], ["linux/arm/v7"]],
  ["linux/amd64", ["linux/386", "linux/x86_64"], ["linux/amd64"]],
  ["linux/amd64/v3", ["linux/amd64", "linux/amd64/v2", "linux/amd64/v4"], ["linux/amd64/v2"]],
  ["linux/amd64/v1", ["linux/amd64"], ["linux/amd64"]],
  ["LINUX/AMD64", ["linux/amd64"], ["linux/amd64"]],
  [
    "windows/amd64",
    ["windows(10.0.1)/amd64", "windows(10.0.2)/amd64"],
    ["windows(10.0.1)/amd64", "windows(10.0.2)/amd64"],
  ],
  [
    "windows(10.0.2)/amd64",
    ["windows(10.0.1.5)/amd64", "windows(10.0.2.7)/amd64"],
    ["windows(10.0.2.7)/amd64"],
  ],
])("%s among %j is %j", (wanted, there, expected) => {
  const selected = selectPlatforms(found(...there), [wanted], "acme/web:1");
  expect(selected.map(({ name }) => name)).toEqual(expected);
});

test("an image for a better processor is none for a lesser one", () => {
  expect(() => selectPlatforms(found("linux/arm/v7"), ["linux/arm/v6"], "web")).toThrow();
  expect(() => selectPlatforms(found("linux/amd64/v3"), ["linux/amd64"], "web")).toThrow();
  expect(() => selectPlatforms(found("linux/arm64"), ["linux/arm/v7"], "web")).toThrow();
});

test("without a wish all platforms are taken; of several wishes those that are there", () => {
  const all = found("linux/amd64", "linux/arm64", "linux/s390x");
  expect(selectPlatforms(all, undefined, "web")).toEqual(all);
  const selected = selectPlatforms(
    all,
    ["linux/s390x", "linux/riscv64", "linux/amd64", "linux/amd64"],
    "web",
  );
  expect(selected.map(({ name }) => name)).toEqual(["linux/amd64", "linux/s390x"]);
});

test("an image for none of the wanted platforms is an error that says what there is", () => {
  const all = found("linux/amd64", "windows(10.0.1)/amd64");
  expect(() => selectPlatforms(all, ["linux/arm64", "linux/s390x"], "acme/web:1")).toThrow(
    "acme/web:1 is not for linux/arm64, linux/s390x, but for linux/amd64, windows(10.0.1)/amd64",
  );
});

test.each([
  [undefined, []],
  [["linux/amd64", "linux/arm64/v8"], []],
  [
    ["linux/s390x", "linux/amd64", "linux/riscv64", "linux/s390x"],
    ["linux/s390x", "linux/riscv64"],
  ],
  // One that runs there too is no lack.
  [["linux/amd64/v3"], []],
])("of the wanted platforms %j these are lacking: %j", (wanted, lacking) => {
  expect(lackingPlatforms(found("linux/amd64", "linux/arm64"), wanted)).toEqual(lacking);
});
