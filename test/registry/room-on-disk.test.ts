import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import type { FreeBytes } from "../../src/registry/blob-store.ts";
import { RegistryError } from "../../src/registry/error.ts";
import type { ImageLayout } from "../../src/registry/image-layout.ts";
import { layerType, layoutRoom, pushFilled, pushOdd } from "./layout-room.ts";
import { errorOf, startRegistry, until } from "./opening.ts";
import { digestOf, type SwitchableRegistry } from "./switchable-registry.ts";

const room = layoutRoom();

const gib = 2 ** 30;
/** Of one layer, which is a little larger as an archive. */
const bytes = 15_000;
const roomForOne = 20_000;
const quick = { graceMs: 300, bytesPerSecond: 64 << 10, mostMs: 10_000 };

/** An image that says of itself that it is as large as one may be; nothing of it ever comes. */
async function pushBoaster(registry: SwitchableRegistry, name: string, size = 16 * gib) {
  const digest = digestOf(Buffer.from(name));
  registry.switches.push(({ url }) => url.endsWith(`/blobs/${digest}`));
  return pushOdd(registry, { layers: [{ mediaType: layerType, digest, size }] });
}

/** A disk of our own: what lies in the store's folder is taken from it. */
function diskOf(capacity: number): FreeBytes {
  return (folder) => {
    const used = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    return Promise.resolve(capacity - used.reduce((sum, size) => sum + size, 0));
  };
}

/** Lets everything go on that can, so that what has not happened by then waits. */
async function isStillWaiting(work: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  work.then(end, end);
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  return !isOver;
}

test("an image that finds no room waits until another lets go of its own", async () => {
  const registry = await startRegistry();
  const one = await pushFilled(registry, { bytes, fill: "1" });
  const two = await pushFilled(registry, { bytes, fill: "2" });
  const blobs = room.storeOf({ totalBytes: roomForOne });
  const first = await room.layoutOf(registry, one.digest, { name: "1", blobs });
  const second = room.layoutOf(registry, two.digest, { name: "2", blobs });
  await until(() => registry.log.filter((line) => line.includes("/manifests/")).length >= 3);
  expect(await isStillWaiting(second)).toBe(true);
  expect(registry.log.some((line) => line.includes(two.layer))).toBe(false);
  await first.release();
  await (await second).release();
});

test("an image that would not fit alone is too large, and waits for nobody", async () => {
  const registry = await startRegistry();
  const one = await pushFilled(registry, { bytes, fill: "1" });
  const large = await pushFilled(registry, { bytes: 2 * bytes, fill: "2" });
  const blobs = room.storeOf({ totalBytes: roomForOne });
  const first = await room.layoutOf(registry, one.digest, { name: "1", blobs });
  const error = await errorOf(room.layoutOf(registry, large.digest, { name: "2", blobs }));
  expect(error.code).toBe("too-large");
  expect(error.message).toContain(`acme/web@${large.digest} have ${large.size} bytes, more than`);
  expect(existsSync(room.path("2"))).toBe(false);
  await first.release();
});

test("a layer that images share needs its room once", async () => {
  const registry = await startRegistry();
  const images = await Promise.all(
    ["1", "2"].map((fill) => pushFilled(registry, { bytes, fill, shared: "base" })),
  );
  const blobs = room.storeOf({ totalBytes: 3 * 17_000 });
  const layouts: ImageLayout[] = [];
  for (const { digest } of images) {
    layouts.push(await room.layoutOf(registry, digest, { name: `${layouts.length}`, blobs }));
  }
  expect(room.storedFiles()).toHaveLength(3);
});

test("nobody is passed, so that a large image gets its turn among many small ones", async () => {
  const registry = await startRegistry();
  const small = await Promise.all(
    ["1", "2", "3"].map((fill) => pushFilled(registry, { bytes, fill })),
  );
  const large = await pushFilled(registry, { bytes: 2 * bytes, fill: "4" });
  const blobs = room.storeOf({ totalBytes: 2 * 17_000 });
  const order: string[] = [];
  const layout = async (name: string, digest: string): Promise<ImageLayout> => {
    const made = await room.layoutOf(registry, digest, { name, blobs });
    order.push(name);
    return made;
  };
  const first = await layout("first", small[0]?.digest ?? "");
  const waitsLong = layout("large", large.digest);
  expect(await isStillWaiting(waitsLong)).toBe(true);
  await until(() => registry.log.some((line) => line.includes(large.digest)));
  const later = small.slice(1).map(({ digest }, index) => layout(`later ${index}`, digest));
  await first.release();
  await (await waitsLong).release();
  for (const each of later) await (await each).release();
  expect(order.slice(0, 2)).toEqual(["first", "large"]);
});

test("images that hold some of what the others need never wait for each other", async () => {
  const registry = await startRegistry();
  const images = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      pushFilled(registry, { bytes, fill: `own ${index}`, shared: `base ${index % 5}` }),
    ),
  );
  const blobs = room.storeOf({ totalBytes: 3 * 17_000, unheldBytes: 17_000 });
  await Promise.all(
    images.map(async ({ digest }, index) => {
      const layout = await room.layoutOf(registry, digest, { name: `${index}`, blobs });
      await layout.release();
    }),
  );
  await until(() => room.storedFiles().length <= 1);
});

test("who is called off waits no longer, and the next gets the turn", async () => {
  const registry = await startRegistry();
  const small = await Promise.all(["1", "2"].map((fill) => pushFilled(registry, { bytes, fill })));
  const large = await pushFilled(registry, { bytes: 2 * bytes, fill: "3" });
  const blobs = room.storeOf({ totalBytes: 2 * 17_000 });
  await room.layoutOf(registry, small[0]?.digest ?? "", { name: "1", blobs });
  const controller = new AbortController();
  const waiting = room.layoutOf(registry, large.digest, {
    name: "large",
    blobs,
    signal: controller.signal,
  });
  await until(() => registry.log.some((line) => line.includes(large.digest)));
  expect(await isStillWaiting(waiting)).toBe(true);
  const next = room.layoutOf(registry, small[1]?.digest ?? "", { name: "2", blobs });
  expect(await isStillWaiting(next)).toBe(true);
  controller.abort();
  expect((await errorOf(waiting)).message).toContain("was called off before its layers were there");
  await (await next).release();
});

test("who is called off while its layers come fetches no more of them", async () => {
  const registry = await startRegistry();
  const boaster = await pushBoaster(registry, "1");
  const controller = new AbortController();
  const { signal } = controller;
  const ending = errorOf(room.layoutOf(registry, boaster, { name: "1", signal }));
  await until(() => registry.log.some((line) => line.includes(digestOf(Buffer.from("1")))));
  controller.abort();
  expect((await ending).code).toBe("timed-out");
  await until(() => room.storedFiles().length === 0);
});

test("images that boast of their size hold up the others and do not make them fail", async () => {
  const registry = await startRegistry();
  const hostile = await Promise.all(
    ["1", "2", "3", "4"].map((name) => pushBoaster(registry, name)),
  );
  // A disk that has room for all of them.
  const blobs = room.storeOf({ pace: quick }, () => Promise.resolve(2 ** 50));
  const failing = hostile.map((digest, index) =>
    errorOf(room.layoutOf(registry, digest, { name: `hostile ${index}`, blobs })),
  );
  await until(() => registry.log.filter((line) => line.includes("/blobs/")).length >= 8);
  const good = await pushFilled(registry, { bytes, fill: "5" });
  const layout = await room.layoutOf(registry, good.digest, { name: "good", blobs });
  for (const [index, error] of (await Promise.all(failing)).entries()) {
    expect(error.code).toBe("timed-out");
    expect(error.message).toContain(
      `acme/web@${hostile[index] ?? ""} come too slowly: only 0 bytes`,
    );
  }
  await layout.release();
});

test("an image that is larger than the disk says so, and leaves the others as they are", async () => {
  const registry = await startRegistry();
  const boaster = await pushBoaster(registry, "1");
  const images = await Promise.all(["2", "3"].map((fill) => pushFilled(registry, { bytes, fill })));
  const limits = { spareBytes: 1_000 };
  const blobs = room.storeOf(limits, diskOf(10 << 20));
  const [first, ...later] = images.map(({ digest }) => digest);
  const held = await room.layoutOf(registry, first ?? "", { name: "2", blobs });
  const failing = errorOf(room.layoutOf(registry, boaster, { name: "1", blobs }));
  await until(() => registry.log.some((line) => line.includes(boaster)));
  const others = later.map((digest) => room.layoutOf(registry, digest, { name: "3", blobs }));
  await held.release();
  const error = await failing;
  expect(error.code).toBe("too-large");
  expect(error.message).toMatch(
    /^the disk has too little room: the layers of \S+ have 16384 MiB, and 10 MiB are free, of which a scan needs 1000 bytes; free some space, or set TMPDIR to/,
  );
  for (const each of others) await (await each).release();
  expect(registry.log.some((line) => line.includes(digestOf(Buffer.from("1"))))).toBe(false);
});

test("on a small disk images are looked at one after the other", async () => {
  const registry = await startRegistry();
  const images = await Promise.all(
    ["1", "2", "3", "4", "5"].map((fill) => pushFilled(registry, { bytes, fill })),
  );
  const capacity = roomForOne + 1_000;
  const disk = diskOf(capacity);
  const blobs = room.storeOf({ spareBytes: 1_000 }, disk);
  await Promise.all(
    images.map(async ({ digest }, index) => {
      const layout = await room.layoutOf(registry, digest, { name: `${index}`, blobs });
      expect(await disk(room.path("blobs"))).toBeGreaterThanOrEqual(1_000);
      await layout.release();
    }),
  );
});

test("what cannot be told of the disk is an error of its own", async () => {
  const registry = await startRegistry();
  const { digest } = await pushFilled(registry, { bytes, fill: "1" });
  const refused: FreeBytes = () =>
    Promise.reject(Object.assign(new Error("x"), { code: "EACCES" }));
  const failing = room.layoutOf(registry, digest, { blobs: room.storeOf({}, refused) });
  await expect(failing).rejects.toThrow(/blobs cannot be written: it may not be written$/);
});

test("an image of many layers that drip is given up as a whole, and the others are there", async () => {
  const registry = await startRegistry();
  const names = Array.from({ length: 40 }, (_, index) => `layer ${index}`);
  const layers = names.map((name) => ({
    mediaType: layerType,
    digest: digestOf(Buffer.from(name)),
    size: 1_000_000,
  }));
  const digests = new Set(layers.map(({ digest }) => digest));
  registry.switches.push(({ url }, response) => {
    if (!digests.has(url.slice(url.lastIndexOf("/") + 1))) return false;
    response.writeHead(200);
    const timer = setInterval(() => response.write("a"), 5);
    response.on("close", () => clearInterval(timer));
    return true;
  });
  const dripping = await pushOdd(registry, { diffIds: names, layers });
  const good = await pushFilled(registry, { bytes, fill: "1" });
  const blobs = room.storeOf({ pace: quick });
  const failing = errorOf(room.layoutOf(registry, dripping, { name: "dripping", blobs }));
  await until(() => registry.log.some((line) => line.includes("/blobs/")));
  const layout = await room.layoutOf(registry, good.digest, { name: "good", blobs });
  const error = await failing;
  expect(error.code).toBe("timed-out");
  expect(error.message).toMatch(
    new RegExp(
      `^the layers of \\S+/acme/web@${dripping} come too slowly: only \\d+ (?:bytes|KiB) came in 0 s`,
    ),
  );
  await layout.release();
  await until(() => room.storedFiles().length <= 1);
});

test("while its layers wait for their turn, the time of an image stands still", async () => {
  const registry = await startRegistry();
  const slow = await pushFilled(registry, { bytes, fill: "1" });
  const next = await pushFilled(registry, { bytes, fill: "2" });
  const answers: ((isOurs: boolean) => void)[] = [];
  registry.switches.push(({ url }) => {
    if (!url.endsWith(slow.layer)) return false;
    return new Promise<boolean>((resolve) => {
      answers.push(resolve);
    });
  });
  const patient = { ...quick, graceMs: 60_000 };
  const blobs = room.storeOf({ fetches: 1, pace: patient });
  const first = room.layoutOf(registry, slow.digest, { name: "1", blobs });
  await until(() => answers.length === 1);
  const second = room.layoutOf(registry, next.digest, { name: "2", blobs });
  await until(() => registry.log.filter((line) => line.includes(next.digest)).length > 0);
  expect(await isStillWaiting(second)).toBe(true);
  expect(registry.log.some((line) => line.includes(next.layer))).toBe(false);
  for (const answer of answers) answer(false);
  for (const each of [first, second]) await (await each).release();
});

test("whatever becomes of some images, all end, the sound ones are there, and their room is given back", async () => {
  const registry = await startRegistry();
  const fates = ["sound", "missing", "silent", "dripping", "called off", "lying"] as const;
  const images = await Promise.all(
    Array.from({ length: 36 }, async (_, index) => ({
      fate: fates[index % fates.length] ?? "sound",
      // Each layer below is shared by images of every fate.
      ...(await pushFilled(registry, {
        bytes,
        fill: `own ${index}`,
        shared: `base ${Math.floor(index / 6) % 3}`,
      })),
    })),
  );
  const fateOf = new Map(images.map(({ layer, fate }) => [layer, fate]));
  registry.switches.push(({ url }, response) => {
    const fate = fateOf.get(url.slice(url.lastIndexOf("/") + 1));
    if (fate === undefined || fate === "sound") return false;
    if (fate === "missing") response.writeHead(404).end();
    else if (fate === "lying") response.writeHead(200).end("other bytes");
    else if (fate === "dripping") {
      const timer = setInterval(() => response.write("a"), 5);
      response.on("close", () => clearInterval(timer));
    }
    return true;
  });
  const capacity = 5 * 17_000;
  const disk = diskOf(capacity);
  const limits = { totalBytes: capacity, unheldBytes: 17_000, spareBytes: 0, pace: quick };
  const blobs = room.storeOf(limits, disk);
  const outcomes = await Promise.all(
    images.map(async ({ digest, fate, layer }, index) => {
      const controller = new AbortController();
      const work = room.layoutOf(registry, digest, {
        name: `${index}`,
        blobs,
        signal: controller.signal,
      });
      if (fate === "called off") {
        const asked = (): boolean => registry.log.some((line) => line.endsWith(layer));
        void until(asked).then(
          () => controller.abort(),
          () => controller.abort(),
        );
      }
      const outcome = await work.then(
        async (layout) => {
          await layout.release();
          return "sound";
        },
        (error: unknown) => (error instanceof RegistryError ? error.code : error),
      );
      return [fate, outcome];
    }),
  );
  const ends = new Set(outcomes.map((each) => each.join(": ")));
  expect([...ends].sort()).toEqual([
    "called off: timed-out",
    "dripping: timed-out",
    "lying: digest-mismatch",
    "missing: bad-response",
    "silent: timed-out",
    "sound: sound",
  ]);
  await until(() => room.storedFiles().length <= 1);
  expect(readdirSync(room.path())).toEqual(["blobs"]);
}, 30_000);
