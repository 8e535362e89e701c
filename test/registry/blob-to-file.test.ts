import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { DiskError } from "../../src/disk-error.ts";
import { descriptorIn, type Descriptor } from "../../src/registry/descriptor.ts";
import type { Limits } from "../../src/registry/limits.ts";
import {
  cleanUpAfterEach,
  codeOf,
  credentialsFor,
  errorOf,
  imageAt,
  startRegistry,
  until,
} from "./opening.ts";
import type { SwitchableRegistry } from "./switchable-registry.ts";

cleanUpAfterEach();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-blobs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = Buffer.alloc(3_000_000, "a layer of some size ");

function descriptor(value: object): Descriptor {
  const found = descriptorIn(value);
  if (found === undefined) throw new Error("it is no descriptor");
  return found;
}

function repositoryAt(registry: SwitchableRegistry, limits: Partial<Limits> = {}) {
  return imageAt(registry, "acme/web", { limits }).repository();
}

/** Answers requests for blobs in another way, as often as told. */
function switchBlobs(
  registry: SwitchableRegistry,
  answer: (response: ServerResponse) => void,
  times = Infinity,
): void {
  let count = 0;
  registry.switches.push(({ url }, response) => {
    if (!url.includes("/blobs/") || ++count > times) return false;
    answer(response);
    return true;
  });
}

async function save(
  registry: SwitchableRegistry,
  {
    limit = 2 ** 30,
    size = bytes.length,
    ...limits
  }: { limit?: number; size?: number } & Partial<Limits> = {},
): Promise<void> {
  const blob = descriptor({ ...registry.putBlob(bytes), size });
  await repositoryAt(registry, limits).blobToFile(blob, join(folder, "layer"), limit);
}

function blobRequests(registry: SwitchableRegistry): number {
  return registry.log.filter((line) => line.includes("/blobs/")).length;
}

test("a blob gets to the disk, and nothing beside it", async () => {
  const registry = await startRegistry();
  await save(registry);
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(["layer"]);
});

test("other bytes are a mismatch, and leave no file", async () => {
  const registry = await startRegistry();
  const other = Buffer.from(bytes);
  other[1_000_000] = 0;
  switchBlobs(registry, (response) => response.writeHead(200).end(other));
  expect(await codeOf(save(registry))).toBe("digest-mismatch");
  expect(readdirSync(folder)).toEqual([]);
});

test("a blob that ends early is a mismatch where the server calls it whole", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => response.writeHead(200).end(bytes.subarray(0, 1_000_000)));
  expect(await codeOf(save(registry))).toBe("digest-mismatch");
  expect(readdirSync(folder)).toEqual([]);
});

test("a blob that is cut off is asked for again from its start", async () => {
  const registry = await startRegistry();
  const cutOff = (response: ServerResponse): void => {
    response.writeHead(200, { "content-length": bytes.length });
    response.write(bytes.subarray(0, 1_000_000), () => response.destroy());
  };
  switchBlobs(registry, cutOff, 2);
  await save(registry);
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
  expect(blobRequests(registry)).toBe(3);
  expect(readdirSync(folder)).toEqual(["layer"]);
});

test("a blob that is cut off every time is unavailable", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => {
    response.writeHead(200, { "content-length": bytes.length });
    response.write(bytes.subarray(0, 1_000_000), () => response.destroy());
  });
  expect(await codeOf(save(registry))).toBe("unavailable");
  expect(readdirSync(folder)).toEqual([]);
});

test("a registry that is busy is asked again", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => response.writeHead(503).end("busy"), 2);
  await save(registry);
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
});

test("a refusal is the registry's, and what it says is not kept", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => response.writeHead(403).end(bytes));
  expect(await codeOf(save(registry))).toBe("forbidden");
  expect(readdirSync(folder)).toEqual([]);
});

test("more bytes than said are too many", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => {
    response.write(bytes);
    response.end("and more");
  });
  expect(await codeOf(save(registry))).toBe("too-large");
  expect(readdirSync(folder)).toEqual([]);
});

test("a blob that is said to be too large is not asked for", async () => {
  const registry = await startRegistry();
  const error = await errorOf(save(registry, { size: Number.MAX_SAFE_INTEGER }));
  expect(error.code).toBe("too-large");
  expect(error.message).toContain("9007199254740991 bytes, and 1073741824 are allowed");
  expect(blobRequests(registry)).toBe(0);
});

test("a server that stays silent is given up", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => {
    response.writeHead(200, { "content-length": bytes.length });
    response.write(bytes.subarray(0, 1_000));
  });
  const error = await errorOf(save(registry, { idleMs: 50 }));
  expect(error.code).toBe("timed-out");
  expect(error.message).toBe(`${registry.host()} sent nothing for 0.05 seconds`);
  expect(readdirSync(folder)).toEqual([]);
});

test("a server that falls silent once is forgiven", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => response.writeHead(200).write("some"), 1);
  await save(registry, { idleMs: 1_000 });
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
});

test("a slow blob may take longer than an exchange, as long as something comes", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => void trickle(response));
  await save(registry, { exchangeMs: 100, idleMs: 10_000 });
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
});

async function trickle(response: ServerResponse): Promise<void> {
  const piece = bytes.length / 20;
  for (let start = 0; start < bytes.length; start += piece) {
    response.write(bytes.subarray(start, start + piece));
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
  response.end();
}

test("there is an end to what trickles", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => void trickle(response));
  expect(await codeOf(save(registry, { idleMs: 10_000, transferMs: 50 }))).toBe("timed-out");
});

/** A byte now and then, for as long as somebody listens. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { "content-length": bytes.length });
  const timer = setInterval(() => response.write("a"), 5);
  response.on("close", () => clearInterval(timer));
}

const quick = { idleMs: 10_000, transferGraceMs: 150 };

test("a server that drips is given up, though it is never silent", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, drip);
  const error = await errorOf(save(registry, quick));
  expect(error.code).toBe("timed-out");
  expect(error.message).toMatch(
    /^the blob sha256:\w{64} of acme\/web from \S+ comes too slowly: only \d+ bytes came in 0 s, and 0 s and one more for each 64 KiB are allowed, 3600 s at most; try again/,
  );
  expect(blobRequests(registry)).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test("what keeps the pace may take longer than the grace", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) => void trickle(response));
  await save(registry, { ...quick, transferGraceMs: 100, transferBytesPerSecond: 1_000 });
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
});

test("a mirror that drips is followed by the registry itself", async () => {
  const [mirror, registry] = [await startRegistry(), await startRegistry()];
  const blob = registry.putBlob(bytes);
  switchBlobs(mirror, drip);
  const mirrors = new Map([[registry.host(), [mirror.host()]]]);
  const repository = imageAt(registry, "acme/web", {
    policy: { mirrors },
    limits: quick,
  }).repository();
  await repository.blobToFile(descriptor(blob), join(folder, "layer"), 2 ** 30);
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
});

test("who no longer wants a blob ends what comes of it", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, drip);
  const controller = new AbortController();
  let came = 0;
  const saving = repositoryAt(registry).blobToFile(
    descriptor(registry.putBlob(bytes)),
    join(folder, "layer"),
    2 ** 30,
    {
      signal: controller.signal,
      received: (count) => {
        came += count;
        controller.abort();
      },
    },
  );
  expect(await codeOf(saving)).toBe("timed-out");
  expect(came).toBeGreaterThan(0);
  // What was being written when it ended is removed a moment later.
  await until(() => readdirSync(folder).length === 0);
});

test("credentials do not follow a redirect to another host", async () => {
  const registry = await startRegistry();
  const storage = await startRegistry();
  const blob = storage.putBlob(bytes);
  registry.switches.push(({ url, headers }, response) => {
    if (headers.authorization === undefined) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="x"' }).end();
    } else response.writeHead(307, { location: storage.url(url, "storage.test") }).end();
    return true;
  });
  const host = registry.host();
  const credential = { kind: "password", username: "bob", password: "secret" } as const;
  const repository = imageAt(registry, "acme/web", {
    credentials: credentialsFor(host, credential),
    policy: {
      namedHosts: [storage.host("storage.test")],
      insecureHosts: [storage.host("storage.test")],
    },
  }).repository();
  await repository.blobToFile(descriptor(blob), join(folder, "layer"), 2 ** 30);
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
  expect(registry.seen.some(({ headers }) => headers.authorization !== undefined)).toBe(true);
  expect(storage.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

test("a mirror that sends other bytes is followed by the registry itself", async () => {
  const [mirror, registry] = [await startRegistry(), await startRegistry()];
  const blob = registry.putBlob(bytes);
  switchBlobs(mirror, (response) => response.end(Buffer.alloc(bytes.length)));
  const mirrors = new Map([[registry.host(), [mirror.host()]]]);
  const repository = imageAt(registry, "acme/web", { policy: { mirrors } }).repository();
  await repository.blobToFile(descriptor(blob), join(folder, "layer"), 2 ** 30);
  expect(readFileSync(join(folder, "layer")).equals(bytes)).toBe(true);
  expect([blobRequests(mirror), blobRequests(registry)]).toEqual([1, 1]);
  expect(readdirSync(folder)).toEqual(["layer"]);
});

test("a compressed answer is refused", async () => {
  const registry = await startRegistry();
  switchBlobs(registry, (response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(bytes),
  );
  expect(await codeOf(save(registry))).toBe("bad-response");
});

test("what the disk refuses is not the registry's fault", async () => {
  const registry = await startRegistry();
  rmSync(folder, { recursive: true });
  await expect(save(registry)).rejects.toThrow(DiskError);
  expect(blobRequests(registry)).toBe(1);
});

test("a digest that nobody else can compare is refused", async () => {
  const registry = await startRegistry();
  const blob = descriptor({ ...registry.putBlob(bytes), digest: `sha512:${"a".repeat(128)}` });
  const saved = repositoryAt(registry).blobToFile(blob, join(folder, "layer"), 2 ** 30);
  expect(await codeOf(saved)).toBe("unsupported");
});

test("the deadline of an image does not hold for what is asked without hurry", async () => {
  const registry = await startRegistry();
  const digest = registry.putImage("acme/web", "1");
  const image = imageAt(registry, "acme/web:1", { limits: { imageMs: 300 } });
  let release = (): void => undefined;
  registry.switches.push(
    ({ url }) =>
      url.endsWith("/manifests/none") &&
      new Promise<boolean>((resolve) => {
        release = () => resolve(false);
      }),
  );
  expect(await codeOf(image.repository().manifest("none"))).toBe("timed-out");
  expect(await codeOf(image.repository().manifest(digest))).toBe("timed-out");
  expect((await image.repository().unhurried().manifest(digest)).digest).toBe(digest);
  release();
});
