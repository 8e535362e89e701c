import type { ServerResponse } from "node:http";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "@jest/globals";
import {
  loadIntelligence,
  type IntelligenceOptions,
} from "../../../../src/checks/vulnerabilities/feeds/load-intelligence.ts";
import { startOf } from "../../../../src/model/location.ts";
import type { FeedSource } from "../../../../src/policy/vulnerabilities.ts";
import {
  serve,
  stopServersAfterEach,
  type LoopbackServer,
} from "../../../network/loopback-server.ts";
import { asJson, epssAnswer, epssCsv, kevCatalog } from "./samples.ts";

stopServersAfterEach();
const root = mkdtempSync(join(tmpdir(), "feeds-"));
afterAll(() => rmSync(root, { recursive: true }));

const off: FeedSource = { kind: "off" };
const published: FeedSource = { kind: "published" };
const ids = ["CVE-2023-5363", "CVE-2021-44228", "CVE-2099-0001"];

function file(path: string, content: Buffer | string): FeedSource {
  writeFileSync(join(root, path), content);
  return { kind: "file", file: { path, location: startOf("policy.yml") } };
}

function load(options: Partial<IntelligenceOptions>) {
  return loadIntelligence({
    epss: off,
    kev: off,
    ids,
    root,
    offline: false,
    surroundings: {},
    ...options,
  });
}

/** The lists as their makers publish them, at addresses of this server. */
function publishedBy({ url, host }: LoopbackServer): Pick<IntelligenceOptions, "published"> {
  return {
    published: {
      epss: { api: new URL(`${url}/data/v1/epss`), daily: new URL(`${url}/scores.csv.gz`) },
      kev: new URL(`${url}/kev.json`),
      namedHosts: [host],
    },
  };
}

/** Serves each path's content; the API answers what it is asked. */
async function publisher(
  contents: Readonly<Record<string, Buffer | ((response: ServerResponse) => void)>> = {},
): Promise<LoopbackServer> {
  return serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
    const content = contents[pathname];
    if (typeof content === "function") return content(response);
    if (content !== undefined) return void response.end(content);
    if (pathname !== "/data/v1/epss") return void response.writeHead(404).end();
    response.end(asJson(epssAnswer((searchParams.get("cve") ?? "").split(","))));
  });
}

const whole = { "/kev.json": asJson(kevCatalog()), "/scores.csv.gz": gzipSync(epssCsv()) };

test("the published lists: what is known, what is not, and which state was used", async () => {
  const server = await publisher(whole);
  const known = await load({ epss: published, kev: published, ...publishedBy(server) });
  expect(known.obstacles).toEqual({});
  expect(known.epss("CVE-2023-5363")).toEqual({ probability: 0.001, percentile: 0.73114 });
  expect(known.kev("CVE-2021-44228")).toMatchObject({ listed: true, ransomware: true });
  expect(known.kev("CVE-2023-5363")).toEqual({ listed: false });
  expect(known.epssFeed?.date).toBe("2026-05-18");
  expect(known.kevFeed).toMatchObject({ version: "2026.05.18" });
  // Nobody asked about these, so nobody knows.
  for (const id of ["CVE-2000-0001", "GHSA-jfh8-c2jp-5v3q"]) {
    expect([known.epss(id), known.kev(id)]).toEqual([null, null]);
  }
});

test("a CVE that the list does not have is unknown, and never zero", async () => {
  const known = await load({ epss: file("epss.csv", epssCsv()) });
  expect(known.epss("CVE-2099-0001")).toBeNull();
  expect(known.epssFeed).not.toBeNull();
});

test("the API is asked in the same questions whatever the order of the findings", async () => {
  const many = Array.from({ length: 120 }, (_, n) => `CVE-2024-${1000 + n}`);
  const server = await publisher(whole);
  const options = { epss: published, ...publishedBy(server) };
  const known = await load({ ...options, ids: many });
  const first = server.asked.splice(0);
  await load({ ...options, ids: [...many.toReversed(), ...many, "GHSA-jfh8-c2jp-5v3q"] });
  expect(server.asked).toEqual(first);
  expect(first).toHaveLength(3);
  for (const target of first) expect(target.length).toBeLessThan(2000);
  expect(many.every((id) => known.epss(id) !== null)).toBe(true);
});

test("for many CVEs the daily list is fetched, and no name is told to anybody", async () => {
  const many = Array.from({ length: 201 }, (_, n) => `CVE-2024-${1000 + n}`);
  const server = await publisher(whole);
  const known = await load({
    epss: published,
    ids: [...many, "CVE-2023-5363"],
    ...publishedBy(server),
  });
  expect(server.asked).toEqual(["GET /scores.csv.gz"]);
  expect(known.epss("CVE-2023-5363")?.probability).toBe(0.00412);
  expect(known.epssFeed?.version).toBe("v2025.03.14");
});

const broken: Readonly<Record<string, Buffer | ((response: ServerResponse) => void)>> = {
  "an error of the server": (response) => response.writeHead(500).end(),
  "an outage without entries": asJson(epssAnswer([])),
  "a page of several": asJson(epssAnswer(["CVE-2021-44228"], { total: 9 })),
  "an answer about something else": asJson(epssAnswer(["CVE-2000-0001"])),
  "a page for people": Buffer.from("<html>Please sign in</html>"),
};

test.each(Object.keys(broken))("where the API gives %s the daily list is fetched", async (name) => {
  const server = await publisher({ ...whole, "/data/v1/epss": broken[name] ?? Buffer.alloc(0) });
  const known = await load({ epss: published, ...publishedBy(server) });
  expect(known.epss("CVE-2023-5363")?.probability).toBe(0.00412);
  expect(known.obstacles).toEqual({});
});

test("where both fail nothing is known, and both reasons are told", async () => {
  const server = await publisher({ "/data/v1/epss": (response) => response.writeHead(500).end() });
  const known = await load({ epss: published, kev: published, ...publishedBy(server) });
  expect(known.obstacles.epss).toMatch(/answered 500; .*scores\.csv\.gz: .*answered 404/);
  expect(known.obstacles.kev).toMatch(/kev\.json: .*answered 404/);
  expect([known.epss("CVE-2023-5363"), known.kev("CVE-2021-44228")]).toEqual([null, null]);
  expect([known.epssFeed, known.kevFeed]).toEqual([null, null]);
});

test("scores that change between two questions are not mixed", async () => {
  let day = 17;
  const server = await serve((request, response) => {
    const asked = new URL(request.url ?? "", "http://x").searchParams.get("cve")?.split(",") ?? [];
    const date = `2026-05-${++day}`;
    const answer = epssAnswer(asked) as { data: object[] };
    response.end(asJson({ ...answer, data: answer.data.map((entry) => ({ ...entry, date })) }));
  });
  const many = Array.from({ length: 60 }, (_, n) => `CVE-2024-${1000 + n}`);
  const known = await load({ epss: published, ids: many, ...publishedBy(server) });
  expect(known.epss("CVE-2024-1000")).toBeNull();
  expect(known.obstacles.epss).toContain("the scores changed while they were read");
});

/** An address of the policy's own, on a server that answers like this. */
async function ownAddress(
  content: Buffer | ((response: ServerResponse) => void),
): Promise<FeedSource> {
  const server = await publisher({ "/list": content });
  return { kind: "url", url: `${server.url}/list?token=secret` };
}

test.each<readonly [string, Buffer]>([
  ["CSV", Buffer.from(epssCsv())],
  ["packed CSV", gzipSync(epssCsv())],
  ["an answer of the API", asJson(epssAnswer(["CVE-2021-44228", "CVE-2023-5363"]))],
  ["a packed answer", gzipSync(asJson(epssAnswer(["CVE-2023-5363"])))],
])("an address of the policy's own with %s", async (_, content) => {
  const known = await load({ epss: await ownAddress(content) });
  expect(known.obstacles).toEqual({});
  expect(known.epss("CVE-2023-5363")).not.toBeNull();
  expect(known.epssFeed?.source).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/list$/);
});

test("a passing failure and a redirect are got over", async () => {
  let attempts = 0;
  const server = await publisher({
    "/list": (response) => {
      if (++attempts === 1) return void response.writeHead(503).end();
      response.writeHead(302, { location: "/moved" }).end();
    },
    "/moved": asJson(kevCatalog()),
  });
  const known = await load({ kev: { kind: "url", url: `${server.url}/list` } });
  expect(known.obstacles).toEqual({});
  expect(known.kev("CVE-2021-44228")).toMatchObject({ listed: true });
});

/** Kilobytes that unpack to more than is allowed. */
const bomb = gzipSync(Buffer.alloc(80 << 20, "a"));

test.each<readonly [string, Buffer | ((response: ServerResponse) => void), string]>([
  ["of the wrong type", Buffer.from([0x50, 0x4b, 3, 4]), "the list is not JSON"],
  [
    "in gzip that is cut off",
    gzipSync(asJson(kevCatalog())).subarray(0, -20),
    "damaged or cut off",
  ],
  ["in gzip that is damaged", Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), "damaged or cut off"],
  ["in gzip that unpacks without end", bomb, "unpacks to more than"],
  ["that is too large", Buffer.alloc((32 << 20) + 1, " "), "bytes"],
  [
    "that is cut off",
    (response) => {
      response.writeHead(200, { "content-length": "9999" });
      response.write(asJson(kevCatalog()).subarray(0, 100));
      setImmediate(() => response.destroy());
    },
    "/list: ",
  ],
  ["that is not there", (response) => response.writeHead(404).end(), "answered 404"],
  [
    "that leads to a forbidden place",
    (response) => response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    "169.254.169.254",
  ],
])("a list %s leaves everything unknown", async (_, content, expected) => {
  const known = await load({ kev: await ownAddress(content) });
  expect(known.obstacles.kev).toContain(expected);
  expect(known.obstacles.kev).not.toContain("secret");
  expect([known.kev("CVE-2021-44228"), known.kevFeed]).toEqual([null, null]);
});

test("a server of the published lists' that is not public is not contacted", async () => {
  const server = await publisher(whole);
  const { published: lists } = publishedBy(server);
  if (lists === undefined) throw new Error("no lists");
  const known = await load({ kev: published, published: { ...lists, namedHosts: [] } });
  expect(known.obstacles.kev).toContain("loopback");
  expect(server.asked).toEqual([]);
});

test("nothing is contacted where no CVE was found, a list is off, or the run is offline", async () => {
  const server = await publisher(whole);
  const both = { epss: published, kev: published, ...publishedBy(server) };
  for (const found of [[], ["GHSA-jfh8-c2jp-5v3q"]]) {
    const known = await load({ ...both, ids: found });
    expect([known.epssFeed, known.kevFeed, known.obstacles]).toEqual([null, null, {}]);
  }
  expect((await load({})).obstacles).toEqual({});
  const offline = await load({ ...both, offline: true });
  expect(offline.obstacles.epss).toContain("the run is offline; name a file instead");
  expect(offline.obstacles.kev).toContain("the run is offline");
  expect(server.asked).toEqual([]);
});

test("files are read offline, plain and packed", async () => {
  const epss = file("epss.csv.gz", gzipSync(epssCsv()));
  const kev = file("kev.json", asJson(kevCatalog()));
  const known = await load({ epss, kev, offline: true });
  expect(known.obstacles).toEqual({});
  expect(known.epss("CVE-2023-5363")?.probability).toBe(0.00412);
  expect(known.kev("CVE-2021-44228")).toMatchObject({ listed: true });
  expect(known.epssFeed?.source).toBe("epss.csv.gz");
});

test("a file of the trusted ref is shown by the name that the policy has for it", async () => {
  const replaced = file("replaced.json", asJson(kevCatalog()));
  if (replaced.kind !== "file") throw new Error("no file");
  const location = startOf("policy.yml");
  const path = join(root, "replaced.json");
  const known = await load({
    kev: { kind: "file", file: { path, shown: "lists/kev.json", location } },
  });
  expect(known.kevFeed?.source).toBe("lists/kev.json");
});

test.each<readonly [string, string, string]>([
  ["that is missing", "none.json", "none.json cannot be read: there is no such file"],
  ["that is a folder", ".", ". cannot be read: it is not a file"],
])("a file %s leaves everything unknown", async (_, path, expected) => {
  const known = await load({ kev: { kind: "file", file: { path, location: startOf("p") } } });
  expect(known.obstacles.kev).toContain(expected);
  expect(known.kev("CVE-2021-44228")).toBeNull();
});

test("whoever stops the run is not kept waiting", async () => {
  const server = await publisher({ "/kev.json": () => undefined });
  const controller = new AbortController();
  const loading = load({ kev: published, ...publishedBy(server), signal: controller.signal });
  controller.abort();
  expect((await loading).kev("CVE-2021-44228")).toBeNull();
});
