import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { silent } from "../../src/progress.ts";
import { defaultLimits } from "../../src/registry/limits.ts";
import { identifyDatabase } from "../../src/trivy/identify-database.ts";
import { startRegistry } from "../registry/opening.ts";
import { realTool } from "../tools/real-tools.ts";
import {
  databaseLayer,
  javaDatabaseLayerType,
  metadataOf,
  pushDatabase,
} from "./material/database.ts";
import { answerWith, at, blobRequests, databaseRoom, longAgo } from "./material/database-room.ts";
import { storeIn } from "./material/images.ts";
import { writeJavaDatabase } from "./material/java-database.ts";

const tool = realTool("trivy-database");
const testWith = tool === undefined ? test.skip : test;
const room = databaseRoom(tool ?? "");

testWith(
  "the database gets to where Trivy looks for it, and its state into the report",
  async () => {
    const registry = await room.registryWith();
    const { digest } = await room.push(registry, room.layerOf());
    const database = await room.obtain({ repositories: [at(registry)] });
    expect(database.folder).toBe(room.path("cache"));
    expect(database.identity).toEqual({
      repository: at(registry, ":2"),
      digest,
      updatedAt: "2026-11-20T12:00:00.123Z",
    });
    expect(readdirSync(room.path("cache"))).toEqual(["db"]);
    expect(readdirSync(room.path("cache/db")).sort()).toEqual(["metadata.json", "trivy.db"]);
    expect(readFileSync(room.path("cache/db/trivy.db"))).toEqual(
      readFileSync(room.path("source/trivy.db")),
    );
    expect(JSON.parse(readFileSync(room.path("cache/db/metadata.json"), "utf8"))).toEqual({
      Version: 2,
      UpdatedAt: "2026-11-20T12:00:00.123Z",
      NextUpdate: "2026-11-21T12:00:00.123Z",
      DownloadedAt: "2026-11-20T12:00:00.123Z",
    });
  },
);

testWith("a layer that is kept is not fetched again", async () => {
  const registry = await room.registryWith();
  const first = await room.obtain({ repositories: [at(registry)] });
  expect(blobRequests(registry)).toBe(1);
  const second = await room.obtain({ repositories: [at(registry)], folder: room.path("other") });
  expect(second.identity).toEqual(first.identity);
  expect(blobRequests(registry)).toBe(1);
  expect(existsSync(room.path("other/db/trivy.db"))).toBe(true);
});

testWith("a kept layer that was changed is fetched anew, and kept again", async () => {
  const registry = await room.registryWith();
  await room.obtain({ repositories: [at(registry)] });
  const [name = ""] = readdirSync(room.path("kept"));
  const kept = room.path("kept", name);
  const good = readFileSync(kept);
  for (const bad of [room.layerOf(longAgo), good.subarray(1), Buffer.concat([good, good])]) {
    writeFileSync(kept, bad);
    const before = blobRequests(registry);
    const { identity } = await room.obtain({ repositories: [at(registry)] });
    expect(identity.updatedAt).toBe("2026-11-20T12:00:00.123Z");
    expect(blobRequests(registry)).toBe(before + 1);
    expect(readFileSync(kept).equals(good)).toBe(true);
  }
});

testWith("what is kept does not freeze an old database", async () => {
  const registry = await room.registryWith();
  await room.obtain({ repositories: [at(registry)] });
  const newer = "2026-11-21T06:00:00Z";
  await room.push(registry, room.layerOf(newer));
  const { identity } = await room.obtain({ repositories: [at(registry)] });
  expect(identity.updatedAt).toBe("2026-11-21T06:00:00.000Z");
});

testWith.each([429, 503, 404, 401, 403, 500])(
  "a repository that answers %i is followed by the next",
  async (status) => {
    const [first, second] = [await room.registryWith(), await room.registryWith()];
    answerWith(first, status);
    const said: string[] = [];
    const progress = { ...silent, say: (line: string) => void said.push(line) };
    const repositories = [at(first), at(second)];
    const { identity } = await room.obtain({ repositories, progress });
    expect(identity.repository).toBe(at(second, ":2"));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`no vulnerability database from ${at(first, ":2")}: `);
    expect(said[0]).toContain(`answered ${status}`);
  },
);

testWith(
  "the reader is told that the first repository gave none, and what it answered",
  async () => {
    const [first, second] = [await room.registryWith(), await room.registryWith()];
    answerWith(first, 429);
    const repositories = [at(first), at(second)];
    const database = await room.obtain({ repositories });
    expect(database.notices()).toEqual([
      expect.stringMatching(
        /^The vulnerability database came from \S+, because \S+ gave none \(\S+ answered 429 to .*\)\.$/,
      ),
    ]);
    expect(database.notices()[0]).toContain(
      `came from ${at(second, ":2")}, because ${at(first, ":2")} gave`,
    );
    const direct = await room.obtain({ repositories: [at(second)] });
    expect(direct.notices()).toEqual([]);
  },
);

testWith("a stale database is told of where nobody says how old it may be", async () => {
  const registry = await room.registryWith(room.layerOf(longAgo));
  const repositories = [at(registry)];
  const stale = await room.obtain({ repositories, maxAgeMs: undefined });
  expect(stale.notices()).toEqual([
    `The vulnerability database from ${at(registry, ":2")} is 51 days old (finished 2026-10-01T12:00:00.000Z, the next one due 2026-10-02T12:00:00.000Z): what became known since is not found. Refresh that copy or name another place in vulnerabilities.db-repository; vulnerabilities.max-db-age (48h, say) refuses a database that is older.`,
  ]);
  // The same is said of one whose state is known without getting it, and of one that is kept.
  const known = room.options({ repositories, maxAgeMs: undefined });
  expect((await identifyDatabase(known))?.notices).toEqual(stale.notices());
  const offline = await room.obtain({ repositories, maxAgeMs: undefined, offline: true });
  expect(offline.notices()).toEqual(stale.notices());
  const allowed = await room.obtain({ repositories, maxAgeMs: 60 * 24 * 3_600_000 });
  expect(allowed.notices()).toEqual([]);
});

testWith("the first repository is told of as well where the kept state counts", async () => {
  const layer = room.layerOf();
  const [first, second] = [await room.registryWith(layer), await room.registryWith(layer)];
  const repositories = [at(first), at(second)];
  await room.obtain({ repositories });
  answerWith(first, 503);
  const state = await identifyDatabase(room.options({ repositories }));
  expect(state?.identity.repository).toBe(at(second, ":2"));
  expect(state?.notices[0]).toMatch(/^The vulnerability database came from .* answered 503/);
});

testWith("a repository that is busy is asked again before the next is", async () => {
  const [first, second] = [await room.registryWith(), await room.registryWith()];
  let refused = 0;
  first.switches.push((_, response) => {
    if (++refused > defaultLimits.attempts - 1) return false;
    response.writeHead(429, { "retry-after": "0" }).end();
    return true;
  });
  const { identity } = await room.obtain({ repositories: [at(first), at(second)] });
  expect(identity.repository).toBe(at(first, ":2"));
  expect(second.log).toEqual([]);
});

testWith("where all fail, the error says what each has answered and what to do", async () => {
  const [first, second] = [await room.registryWith(), await room.registryWith()];
  answerWith(first, 429);
  answerWith(second, 401);
  const message = await room.failure({
    repositories: [at(first), at(second), "nowhere.example/trivy-db"],
  });
  expect(message).toMatch(
    /^None of the repositories gave a vulnerability database to judge by; vulnerabilities\.db-repository can name others\. /,
  );
  expect(message).toContain(`${at(first, ":2")}: ${first.host()} answered 429`);
  expect(message).toContain(`${at(second, ":2")}: ${second.host()} answered 401`);
  expect(message).toContain('(a "docker login" there may help)');
  expect(message).toContain(
    "nowhere.example/trivy-db:2: nowhere.example cannot be reached (ENOTFOUND)",
  );
});

testWith(
  "Trivy's own repositories are asked where the policy names none, through its mirrors",
  async () => {
    const registry = await startRegistry();
    await pushDatabase(storeIn(registry), {
      repository: "hub/aquasecurity/trivy-db",
      tag: "2",
      layers: [room.layerOf()],
    });
    const mirrors = new Map([["ghcr.io", [`${registry.host()}/hub`]]]);
    const registries = { mirrors, insecureHosts: [], tokenHosts: [], authorities: [] };
    const { identity } = await room.obtain({ registries });
    expect(identity.repository).toBe("ghcr.io/aquasecurity/trivy-db:2");
    const message = await room.failure({});
    expect(message.match(/\S+trivy-db:2/g)).toEqual([
      "mirror.gcr.io/aquasec/trivy-db:2",
      "ghcr.io/aquasecurity/trivy-db:2",
      "public.ecr.aws/aquasecurity/trivy-db:2",
    ]);
  },
);

testWith("a digest in the policy pins the state", async () => {
  const registry = await room.registryWith();
  const { digest } = await room.push(registry, room.layerOf("2026-11-20T00:00:00Z"), "old");
  const { identity } = await room.obtain({ repositories: [at(registry, `@${digest}`)] });
  expect(identity).toEqual({
    repository: at(registry, `@${digest}`),
    digest,
    updatedAt: "2026-11-20T00:00:00.000Z",
  });
  const missing = at(registry, `@sha256:${"a".repeat(64)}`);
  expect(await room.failure({ repositories: [missing] })).toMatch(
    /^The repository gave no vulnerability database .*does not have/,
  );
});

testWith("what is not a repository is a mistake in the policy", async () => {
  expect(await room.failure({ repositories: ["ghcr.io/UPPER/trivy-db"] })).toMatch(
    /^vulnerabilities\.db-repository: "ghcr\.io\/UPPER\/trivy-db" names no repository: .*; valid is something like mirror\.gcr\.io\/aquasec\/trivy-db:2$/,
  );
});

testWith("a disk that refuses ends the search, since no other repository would help", async () => {
  const [first, second] = [await room.registryWith(), await room.registryWith()];
  const folder = room.path("file");
  writeFileSync(folder, "a file where a folder should be");
  expect(await room.failure({ repositories: [at(first), at(second)], folder })).toMatch(
    /file cannot be written: EEXIST/,
  );
  expect(second.log).toEqual([]);
});

testWith("who stops the run stops the search", async () => {
  const [first, second] = [await room.registryWith(), await room.registryWith()];
  const controller = new AbortController();
  first.switches.push(() => {
    controller.abort();
    return new Promise(() => undefined);
  });
  const repositories = [at(first), at(second)];
  expect(await room.failure({ repositories, signal: controller.signal })).toBe(
    "getting the database was given up",
  );
  expect(second.log).toEqual([]);
});

testWith(
  "the database of Java archives is gotten once, and only when it is asked for",
  async () => {
    const registry = await room.registryWith();
    const javaSource = room.path("java");
    writeJavaDatabase(javaSource, metadataOf(longAgo, { Version: 1 }));
    const layers = [databaseLayer(javaSource, ["trivy-java.db", "metadata.json"])];
    const { digest } = await pushDatabase(storeIn(registry), {
      repository: "acme/trivy-java-db",
      tag: "1",
      layers,
      layerType: javaDatabaseLayerType,
    });
    const javaRepositories = [`${registry.host()}/acme/trivy-java-db`];
    const database = await room.obtain({ repositories: [at(registry)], javaRepositories });
    expect(registry.log.some((line) => line.includes("java"))).toBe(false);
    const [one, two] = await Promise.all([database.withJava(), database.withJava()]);
    expect(one).toEqual({
      repository: `${registry.host()}/acme/trivy-java-db:1`,
      digest,
      updatedAt: "2026-10-01T12:00:00.000Z",
    });
    expect(two).toBe(one);
    expect(registry.log.filter((line) => /GET .*trivy-java-db\/blobs/.test(line))).toHaveLength(1);
    expect(readdirSync(room.path("cache/java-db")).sort()).toEqual([
      "metadata.json",
      "trivy-java.db",
    ]);
  },
);

testWith("a database of Java archives that cannot be had is an error of its own", async () => {
  const registry = await room.registryWith();
  const javaRepositories = [`${registry.host()}/acme/trivy-java-db`];
  const database = await room.obtain({ repositories: [at(registry)], javaRepositories });
  await expect(database.withJava()).rejects.toThrow(
    /^The repository gave no database of Java archives to judge by; vulnerabilities\.java-db-repository can name others\. .*404/,
  );
});
