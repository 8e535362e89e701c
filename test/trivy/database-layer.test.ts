import { rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { credentialsFor, startRegistry } from "../registry/opening.ts";
import { ociIndex } from "../registry/switchable-registry.ts";
import { realTool } from "../tools/real-tools.ts";
import { javaDatabaseLayerType, pushDatabase } from "./material/database.ts";
import {
  at,
  blobRequests,
  databaseRoom,
  demandCredentials,
  longAgo,
} from "./material/database-room.ts";
import { storeIn } from "./material/images.ts";

const tool = realTool("trivy-database");
const testWith = tool === undefined ? test.skip : test;
const room = databaseRoom(tool ?? "");

testWith("credentials open a repository that needs them", async () => {
  const registry = await room.registryWith();
  demandCredentials(registry);
  const credential = { kind: "password", username: "bob", password: "secret" } as const;
  const credentials = credentialsFor(registry.host(), credential);
  await room.obtain({ repositories: [at(registry)], dealings: { credentials } });
  expect(await room.failure({ repositories: [at(registry)] })).toContain("answered 401");
});

testWith("credentials do not follow a layer to another host", async () => {
  const layer = room.layerOf();
  const [registry, storage] = [await room.registryWith(layer), await startRegistry()];
  storage.putBlob(layer);
  demandCredentials(registry);
  registry.switches.push(({ url }, response) => {
    if (!url.includes("/blobs/")) return false;
    response.writeHead(307, { location: storage.url(url) }).end();
    return true;
  });
  const credential = { kind: "password", username: "bob", password: "secret" } as const;
  const registries = { mirrors: new Map(), insecureHosts: [], authorities: [] };
  await room.obtain({
    repositories: [at(registry)],
    registries: { ...registries, tokenHosts: [storage.host()] },
    dealings: { credentials: credentialsFor(registry.host(), credential) },
  });
  expect(storage.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

testWith("a layer of other bytes, cut off, or stalled is not used", async () => {
  const answers: Record<string, (response: ServerResponse) => void> = {
    "sent other bytes": (response) => response.end(gzipSync("other")),
    "cannot be reached (ECONNRESET)": (response) => {
      response.writeHead(200, { "content-length": 1_000 });
      response.write("some", () => response.destroy());
    },
    "sent nothing for 1 seconds": (response) => response.write("some"),
  };
  for (const [why, answer] of Object.entries(answers)) {
    const [first, second] = [await room.registryWith(), await room.registryWith()];
    first.switches.push(({ url }, response) => {
      if (!url.includes("/blobs/")) return false;
      answer(response);
      return true;
    });
    const dealings = { limits: { idleMs: 1_000 } };
    const alone = { repositories: [at(first)], dealings };
    expect(await room.failure(alone)).toContain(why);
    const { identity } = await room.obtain({ repositories: [at(first), at(second)], dealings });
    expect(identity.repository).toBe(at(second, ":2"));
    rmSync(room.path("kept"), { recursive: true });
  }
});

testWith("an artifact of another kind is refused before its layer is fetched", async () => {
  const registry = await startRegistry();
  const store = storeIn(registry);
  const push = (tag: string, layers: readonly Buffer[], layerType?: string) =>
    pushDatabase(store, {
      repository: "acme/trivy-db",
      tag,
      layers,
      ...(layerType === undefined ? {} : { layerType }),
    });
  await push("two", [room.layerOf(), room.layerOf(longAgo)]);
  await push("none", []);
  await push("other", [room.layerOf()], "application/vnd.oci.image.layer.v1.tar+gzip");
  await push("java", [room.layerOf()], javaDatabaseLayerType);
  await store.putManifest("acme/trivy-db", "index", {
    schemaVersion: 2,
    mediaType: ociIndex,
    manifests: [],
  });
  const reasons = {
    two: "it has 2 layers, and a database has one",
    none: "it has 0 layers",
    other:
      'its layer has the type "application/vnd.oci.image.layer.v1.tar+gzip", and not application/vnd.aquasec.trivy.db',
    java: "its layer has the type",
    index: "it is an index and not a database",
  };
  for (const [tag, why] of Object.entries(reasons)) {
    expect(await room.failure({ repositories: [at(registry, `:${tag}`)] })).toContain(why);
  }
  expect(blobRequests(registry)).toBe(0);
});

testWith("a layer that is said to be huge is not fetched", async () => {
  const registry = await startRegistry();
  const mediaType = "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip";
  const layer = { mediaType, digest: `sha256:${"a".repeat(64)}`, size: 2 ** 50 };
  registry.putManifest("acme/trivy-db", "2", {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: registry.putBlob("{}"),
    layers: [layer],
  });
  expect(await room.failure({ repositories: [at(registry)] })).toContain("1125899906842624 bytes");
  expect(blobRequests(registry)).toBe(0);
});
