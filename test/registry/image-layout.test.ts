import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  alpineFiles,
  pushImage,
  pushIndex,
  storeIn,
  vulnerableAlpine,
} from "../trivy/material/images.ts";
import { layerType, layoutRoom, pushOdd } from "./layout-room.ts";
import { errorOf, imageAt, startRegistry, until } from "./opening.ts";
import { digestOf } from "./switchable-registry.ts";

const room = layoutRoom();

const base = { files: alpineFiles({ openssl: "3.1.3-r0" }) };
const own = (name: string) => ({ files: [{ path: `app/${name}`, content: name }] });

test("a layout holds one image, whole and by its digests", async () => {
  const registry = await startRegistry();
  const { digest, mediaType, size } = await pushImage(
    storeIn(registry),
    "acme/web",
    "1",
    vulnerableAlpine,
  );
  const layout = await room.layoutOf(registry, digest);
  expect(layout).toMatchObject({ digest, folder: room.path("layout") });
  const read = (path: string): unknown =>
    JSON.parse(readFileSync(join(layout.folder, path), "utf8"));
  expect(read("oci-layout")).toEqual({ imageLayoutVersion: "1.0.0" });
  expect(read("index.json")).toMatchObject({
    schemaVersion: 2,
    manifests: [{ mediaType, digest, size }],
  });
  const blobs = readdirSync(join(layout.folder, "blobs/sha256"));
  expect(blobs).toHaveLength(3);
  for (const name of blobs) {
    expect(digestOf(readFileSync(join(layout.folder, "blobs/sha256", name)))).toBe(
      `sha256:${name}`,
    );
  }
  await layout.release();
  expect(existsSync(layout.folder)).toBe(false);
});

test("an image that is too large is not fetched", async () => {
  const registry = await startRegistry();
  const layer = { mediaType: layerType, digest: `sha256:${"a".repeat(64)}`, size: 2 ** 50 };
  const error = await errorOf(
    room.layoutOf(registry, await pushOdd(registry, { layers: [layer] })),
  );
  expect(error.code).toBe("too-large");
  expect(error.message).toMatch(
    /its layers have 1125899906842624 bytes, and 17179869184 are allowed/,
  );
  expect(registry.log.some((line) => line.includes("/blobs/"))).toBe(false);
});

test("a layer that the config does not list is not passed over", async () => {
  const registry = await startRegistry();
  for (const diffIds of [[], ["sha256:1", "sha256:2"], null, "a"]) {
    const error = await errorOf(room.layoutOf(registry, await pushOdd(registry, { diffIds })));
    expect(error.code).toBe("bad-response");
    expect(error.message).toMatch(
      /contradicts itself: its config lists [02] layers, and its manifest 1/,
    );
  }
  expect(room.storedFiles()).toEqual([]);
});

test("a layer does not hide behind the name of another", async () => {
  const registry = await startRegistry();
  const layer = (content: string) => ({ ...registry.putBlob(content), mediaType: layerType });
  const pushTwo = (one: string, two: string, names: readonly string[]) =>
    pushOdd(registry, { diffIds: names, layers: [layer(one), layer(two)] });
  const [benign, evil] = ["benign".repeat(20), "evil".repeat(20)];
  const hidden = await pushTwo(benign, evil, ["sha256:1", "sha256:1"]);
  const error = await errorOf(room.layoutOf(registry, hidden));
  expect(error.code).toBe("bad-response");
  expect(error.message).toMatch(/contradicts itself: its config has one name for the layers/);
  const fine = [
    await pushTwo(benign, evil, ["sha256:1", "sha256:2"]),
    await pushTwo(benign, benign, ["sha256:1", "sha256:1"]),
    await pushTwo("empty", "empty too", ["sha256:1", "sha256:1"]),
  ];
  for (const digest of fine) await (await room.layoutOf(registry, digest)).release();
});

test("layers of a type that cannot be looked into are refused, before anything is fetched", async () => {
  const registry = await startRegistry();
  const digest = `sha256:${"a".repeat(64)}`;
  for (const mediaType of [`${layerType}+encrypted`, "application/wasm", "text/plain"]) {
    const odd = await pushOdd(registry, { layers: [{ mediaType, digest, size: 9 }] });
    await expect(room.layoutOf(registry, odd)).rejects.toThrow(
      `a layer of the type "${mediaType}", which cannot`,
    );
  }
});

test("a layer that is kept elsewhere is asked for in the repository alone", async () => {
  const registry = await startRegistry();
  const elsewhere = await startRegistry();
  const { digest, size } = elsewhere.putBlob("a foreign layer");
  const mediaType = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
  const layer = { mediaType, digest, size, urls: [elsewhere.url(`/v2/x/blobs/${digest}`)] };
  const odd = await pushOdd(registry, { layers: [layer] });
  const error = await errorOf(room.layoutOf(registry, odd));
  expect(error.code).toBe("bad-response");
  expect(error.message).toMatch(
    /^a layer is missing: .*; it is kept elsewhere, where it is not fetched from$/,
  );
  expect(elsewhere.seen).toEqual([]);
  registry.putBlob("a foreign layer");
  const layout = await room.layoutOf(registry, odd);
  expect(existsSync(join(layout.folder, "blobs", digest.replace(":", "/")))).toBe(true);
});

test("a missing layer does not look like a missing image", async () => {
  const registry = await startRegistry();
  const layer = { mediaType: layerType, digest: `sha256:${"a".repeat(64)}`, size: 9 };
  const error = await errorOf(
    room.layoutOf(registry, await pushOdd(registry, { layers: [layer] })),
  );
  expect(error.code).toBe("bad-response");
  expect(error.message).toMatch(/^a layer is missing: .* answered 404/);
  expect(readdirSync(room.path()).filter((name) => name !== "blobs")).toEqual([]);
});

test("a layer of other bytes leaves no layout", async () => {
  const registry = await startRegistry();
  const { digest } = await pushImage(storeIn(registry), "acme/web", "1", {
    layers: [base, own("x")],
  });
  const manifest = await imageAt(registry, "acme/web").repository().manifest(digest);
  const last = manifest.kind === "image" ? manifest.layers.at(-1) : undefined;
  registry.switches.push(({ url }, response) => {
    if (!url.endsWith(last?.digest ?? "none")) return false;
    response.writeHead(200).end(Buffer.alloc(last?.size ?? 0));
    return true;
  });
  const blobs = room.storeOf({ unheldBytes: 0 });
  expect((await errorOf(room.layoutOf(registry, digest, { blobs }))).code).toBe("digest-mismatch");
  expect(existsSync(room.path("layout"))).toBe(false);
  await until(() => room.storedFiles().length === 0);
});

test("an index, a chart and an image without layers are no layouts", async () => {
  const registry = await startRegistry();
  const { digest } = await pushIndex(storeIn(registry), "acme/web", "1", [vulnerableAlpine]);
  await expect(room.layoutOf(registry, digest)).rejects.toThrow(
    /is an index where an image was expected/,
  );
  await expect(room.layoutOf(registry, await pushOdd(registry, { layers: [] }))).rejects.toThrow(
    /is not a container image: it has no layers/,
  );
  await expect(room.layoutOf(registry, registry.putImage("acme/web"))).rejects.toThrow(
    /is not a container image: its config has the type "application\/octet-stream"/,
  );
});

test("a digest that Trivy cannot read is refused", async () => {
  const registry = await startRegistry();
  const layer = { mediaType: layerType, digest: `sha512:${"a".repeat(128)}`, size: 9 };
  await expect(
    room.layoutOf(registry, await pushOdd(registry, { layers: [layer] })),
  ).rejects.toThrow(/is not named by SHA-256, or one of its parts is not/);
});
