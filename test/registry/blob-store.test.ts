import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { alpineFiles, pushImage, storeIn } from "../trivy/material/images.ts";
import { layerType, layoutRoom, pushFilled, pushOdd } from "./layout-room.ts";
import { errorOf, imageAt, startRegistry, until } from "./opening.ts";
import { type SwitchableRegistry } from "./switchable-registry.ts";

const room = layoutRoom();

const base = { files: alpineFiles({ openssl: "3.1.3-r0" }) };
const own = (name: string) => ({ files: [{ path: `app/${name}`, content: name }] });

/** Leaves the requests for the layer of an image without an answer. */
function isLayerOf({ layer }: { layer: string }) {
  return ({ url }: { url: string }): boolean => url.endsWith(`/blobs/${layer}`);
}

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
  const stuck = await pushFilled(slow, { bytes: 10_000, fill: "1" });
  slow.switches.push(isLayerOf(stuck));
  const blobs = room.storeOf({ fetches: 1 });
  const never = room.layoutOf(slow, stuck.digest, { name: "never", blobs });
  never.catch(() => undefined);
  const other = await pushFilled(good, { bytes: 10_000, fill: "2" });
  await room.layoutOf(good, other.digest, { name: "soon", blobs });
  await slow.stop();
  await expect(never).rejects.toThrow();
});

test("who fetches a layer that is not in his repository does not spoil it for who has it", async () => {
  const registry = await startRegistry();
  const image = await pushFilled(registry, { bytes: 10_000, fill: "1" }, "acme/none");
  await pushFilled(registry, { bytes: 10_000, fill: "1" });
  const answers: (() => void)[] = [];
  registry.switches.push(({ url }, response) => {
    if (!url.startsWith(`/v2/acme/none/blobs/${image.layer}`)) return false;
    answers.push(() => response.writeHead(404).end());
    return true;
  });
  const blobs = room.storeOf();
  const without = room.layoutOf(registry, image.digest, {
    name: "without",
    blobs,
    repository: "acme/none",
  });
  const failed = errorOf(without);
  await until(() => answers.length === 1);
  const having = room.layoutOf(registry, image.digest, { name: "having", blobs });
  await until(() => registry.log.some((line) => line.includes("/acme/web/manifests/")));
  for (const answer of answers) answer();
  expect((await failed).message).toMatch(/^a layer is missing/);
  await (await having).release();
});

test("what one registry sends slowly is fetched from another one's own", async () => {
  const [slow, good] = [await startRegistry(), await startRegistry()];
  const image = await pushFilled(slow, { bytes: 10_000, fill: "1" });
  await pushFilled(good, { bytes: 10_000, fill: "1" });
  slow.switches.push(isLayerOf(image));
  const blobs = room.storeOf();
  const never = errorOf(room.layoutOf(slow, image.digest, { name: "never", blobs }));
  await until(() => slow.log.some((line) => line.includes(image.layer)));
  await (await room.layoutOf(good, image.digest, { name: "soon", blobs })).release();
  // Once it is there, nobody needs to fetch it again.
  const third = await startRegistry();
  await pushFilled(third, { bytes: 10_000, fill: "1" });
  await (await room.layoutOf(third, image.digest, { name: "third", blobs })).release();
  expect(layerRequests(third, image.layer)).toBe(0);
  await slow.stop();
  await never;
});

test("the first layer that fails ends the others of its image", async () => {
  const registry = await startRegistry();
  const missing = { mediaType: layerType, digest: `sha256:${"a".repeat(64)}`, size: 9 };
  const endless = { mediaType: layerType, digest: `sha256:${"b".repeat(64)}`, size: 9 };
  let isClosed = false;
  registry.switches.push(({ url }, response) => {
    if (!url.endsWith(endless.digest)) return false;
    response.on("close", () => {
      isClosed = true;
    });
    return true;
  });
  const digest = await pushOdd(registry, {
    diffIds: ["sha256:1", "sha256:2"],
    layers: [missing, endless],
  });
  const error = await errorOf(room.layoutOf(registry, digest));
  expect(error.message).toMatch(/^a layer is missing/);
  await until(() => isClosed);
  expect(existsSync(room.path("layout"))).toBe(false);
});
