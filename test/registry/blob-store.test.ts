import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { alpineFiles, pushImage, storeIn } from "../trivy/material/images.ts";
import { layerType, layoutRoom, pushOdd } from "./layout-room.ts";
import { errorOf, imageAt, startRegistry, until } from "./opening.ts";
import { type SwitchableRegistry } from "./switchable-registry.ts";

const room = layoutRoom();

const base = { files: alpineFiles({ openssl: "3.1.3-r0" }) };
const own = (name: string) => ({ files: [{ path: `app/${name}`, content: name }] });

function layerRequests(registry: SwitchableRegistry, digest: string): number {
  return registry.log.filter((line) => line.endsWith(`/blobs/${digest}`)).length;
}

test("a layer that several images want at the same time is fetched once", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const images = await Promise.all(
    ["a", "b", "c"].map((name) =>
      pushImage(store, "acme/web", name, { layers: [base, own(name)] }),
    ),
  );
  const blobs = room.storeOf();
  const layouts = await Promise.all(
    images.map(({ digest }, index) => room.layoutOf(registry, digest, { name: `${index}`, blobs })),
  );
  const manifest = await imageAt(registry, "acme/web")
    .repository()
    .manifest(images[0]?.digest ?? "");
  const shared = manifest.kind === "image" ? (manifest.layers[0]?.digest ?? "") : "";
  expect(layerRequests(registry, shared)).toBe(1);
  expect(room.storedFiles()).toHaveLength(4);
  const inodes = layouts.map(
    (each) => statSync(join(each.folder, "blobs", shared.replace(":", "/"))).ino,
  );
  expect(new Set(inodes).size).toBe(1);
});

test("what nobody needs any more is removed, so that many images fit on a small disk", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const blobs = room.storeOf({ unheldBytes: 0, totalBytes: 20_000 });
  for (let index = 0; index < 10; index++) {
    const files = [{ path: "app/data", content: Buffer.alloc(15_000, `${index}`) }];
    const recipe = { layers: [{ files, compression: "none" as const }] };
    const { digest } = await pushImage(store, "acme/web", undefined, recipe);
    const layout = await room.layoutOf(registry, digest, { name: `${index}`, blobs });
    await layout.release();
    await until(() => room.storedFiles().length === 0);
  }
});

test("what was let go of is still there for the next image, until its room is needed", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const image = await pushImage(store, "acme/web", "a", { layers: [base] });
  const blobs = room.storeOf();
  await (await room.layoutOf(registry, image.digest, { name: "1", blobs })).release();
  const again = await room.layoutOf(registry, image.digest, { name: "2", blobs });
  expect(registry.log.filter((line) => line.includes("/blobs/"))).toHaveLength(3);
  expect(room.storedFiles()).toHaveLength(1);
  await again.release();
});

test("images that do not fit on the disk together are an error, and leave room for others", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const recipe = (fill: string) => ({
    layers: [
      { files: [{ path: "x", content: Buffer.alloc(15_000, fill) }], compression: "none" as const },
    ],
  });
  const [one, two] = [
    await pushImage(store, "acme/web", "1", recipe("1")),
    await pushImage(store, "acme/web", "2", recipe("2")),
  ];
  const blobs = room.storeOf({ totalBytes: 20_000 });
  const first = await room.layoutOf(registry, one.digest, { name: "1", blobs });
  const error = await errorOf(room.layoutOf(registry, two.digest, { name: "2", blobs }));
  expect(error.code).toBe("too-large");
  expect(error.message).toContain("more than the 20000 bytes that may be on the disk at once");
  expect(existsSync(room.path("2"))).toBe(false);
  await first.release();
  await (await room.layoutOf(registry, two.digest, { name: "3", blobs })).release();
});

test("who tells a wrong size does not spoil a layer for others", async () => {
  const registry = await startRegistry();
  const { digest, size } = registry.putBlob("a layer");
  const good = await pushOdd(registry, {});
  const bad = await pushOdd(registry, {
    layers: [{ mediaType: layerType, digest, size: size + 1 }],
  });
  const blobs = room.storeOf();
  const outcomes = await Promise.allSettled([
    room.layoutOf(registry, bad, { name: "bad", blobs }),
    room.layoutOf(registry, good, { name: "good", blobs }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});

test("a registry that sends nothing holds up no other", async () => {
  const [slow, good] = [await startRegistry(), await startRegistry()];
  const layer = { annotations: {}, artifactType: undefined, platform: undefined };
  const stuck = slow.putBlob("a layer that never comes");
  slow.switches.push(({ url }) => url.includes("/blobs/"));
  const blobs = room.storeOf({ fetches: 1 });
  const never = blobs.place(
    imageAt(slow, "acme/web").repository(),
    { ...layer, ...stuck },
    room.path("never"),
  );
  never.catch(() => undefined);
  const path = room.path("soon");
  await blobs.place(
    imageAt(good, "acme/web").repository(),
    { ...layer, ...good.putBlob("another") },
    path,
  );
  expect(existsSync(path)).toBe(true);
  await slow.stop();
  await expect(never).rejects.toThrow();
});
