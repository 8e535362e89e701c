import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { download, downloadToFile, type DownloadOptions } from "../../src/network/download.ts";
import { NetworkError } from "../../src/network/error.ts";
import { createTestAuthority, type TestAuthority } from "../registry/test-authority.ts";
import { serve, stopServersAfterEach, type LoopbackServer } from "./loopback-server.ts";

stopServersAfterEach();

let authority: TestAuthority;
let folder: string;
beforeAll(() => {
  authority = createTestAuthority();
  folder = mkdtempSync(join(tmpdir(), "portcullis-download-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const content = Buffer.from("what was asked for");

function options(
  { host }: Pick<LoopbackServer, "host">,
  others: Partial<DownloadOptions> = {},
): DownloadOptions {
  return {
    limitBytes: 1000,
    timeoutMs: 10_000,
    surroundings: {},
    namedHosts: [host],
    persistence: { attempts: 3, backoffMs: 1, retryAfterMs: 2000 },
    ...others,
  };
}

async function failure(work: Promise<unknown>): Promise<Pick<NetworkError, "code" | "message">> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof NetworkError)) throw new Error(`not a NetworkError: ${String(thrown)}`);
  return { code: thrown.code, message: thrown.message };
}

describe("a download", () => {
  test("brings the bytes, and asks for them plainly", async () => {
    const server = await serve((_, response) => response.end(content));
    const bytes = await download(
      new URL(`${server.url}/list.json?key=1`),
      options(server, { accept: "application/json" }),
    );
    expect(bytes).toEqual(content);
    expect(server.asked).toEqual(["GET /list.json?key=1"]);
    expect(server.requests[0]?.headers).toMatchObject({
      accept: "application/json",
      "accept-encoding": "identity",
      "user-agent": expect.stringMatching(/^portcullis\//),
    });
  });

  test("runs over https, and only to who proves to be the host", async () => {
    const server = await serve((_, response) => response.end(content), authority);
    const url = new URL(server.url);
    const trusted = options(server, { authorities: [authority.certificate] });
    expect(await download(url, trusted)).toEqual(content);
    expect(await failure(download(url, options(server)))).toMatchObject({ code: "unavailable" });
  });

  test.each([429, 502, 503, 504])("is asked for again after %d", async (status) => {
    let count = 0;
    const server = await serve((_, response) => {
      count++;
      if (count === 1) response.writeHead(status, { "retry-after": "0" }).end("no");
      else response.end(content);
    });
    expect(await download(new URL(server.url), options(server))).toEqual(content);
    expect(server.asked).toHaveLength(2);
  });

  test("that is cut off is asked for again, and nothing of the half is in it", async () => {
    const file = join(folder, "cut-off");
    let count = 0;
    const server = await serve((_, response) => {
      count++;
      if (count === 1) response.writeHead(200, { "content-length": content.length });
      if (count > 1) response.end(content);
      else response.write(content.subarray(0, 5), () => response.destroy());
    });
    const { sha256, size } = await downloadToFile(new URL(server.url), file, options(server));
    expect(readFileSync(file)).toEqual(content);
    expect(size).toBe(content.length);
    expect(sha256).toBe(createHash("sha256").update(content).digest("hex"));
  });

  test("that is cut off each time is unavailable, and leaves no file", async () => {
    const file = join(folder, "always-cut-off");
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => response.destroy());
    });
    const outcome = await failure(downloadToFile(new URL(server.url), file, options(server)));
    expect(outcome.code).toBe("unavailable");
    expect(server.asked).toHaveLength(3);
    expect(existsSync(file)).toBe(false);
  });

  test("is not waited for longer than is reasonable", async () => {
    const server = await serve((_, response) =>
      response.writeHead(429, { "retry-after": "3600" }).end(),
    );
    const outcome = await failure(download(new URL(`${server.url}/x?secret=1`), options(server)));
    expect(outcome).toEqual({
      code: "rate-limited",
      message: `${server.url}/x: ${server.host} answered 429`,
    });
    expect(server.asked).toHaveLength(1);
  });

  test("ends in time where nothing comes, also in the middle", async () => {
    for (const begun of [false, true]) {
      const server = await serve((_, response) => {
        if (begun) response.writeHead(200).write("begun");
      });
      const short = options(server, { timeoutMs: 100 });
      expect(await failure(download(new URL(server.url), short))).toEqual({
        code: "timed-out",
        message: `${server.url}/: it did not arrive in time`,
      });
    }
  });

  test("ends when it is told to", async () => {
    const stop = new AbortController();
    const server = await serve(() => stop.abort());
    const stopped = options(server, { signal: stop.signal });
    expect((await failure(download(new URL(server.url), stopped))).code).toBe("timed-out");
  });

  test.each([
    [401, "unauthorized"],
    [403, "forbidden"],
    [404, "not-found"],
    [410, "not-found"],
    [500, "unavailable"],
    [418, "bad-response"],
    [204, "bad-response"],
    [206, "bad-response"],
  ])("that is answered %d is %s, at once", async (status, code) => {
    const server = await serve((_, response) => response.writeHead(status).end());
    expect((await failure(download(new URL(server.url), options(server)))).code).toBe(code);
    expect(server.asked).toHaveLength(1);
  });

  test.each([true, false])("that is too large is cut (announced: %s)", async (announced) => {
    const file = join(folder, "large");
    const server = await serve((_, response) => {
      if (announced) response.writeHead(200, { "content-length": 1001 });
      response.on("error", () => undefined).end(Buffer.alloc(1001));
    });
    const outcome = await failure(downloadToFile(new URL(server.url), file, options(server)));
    expect(outcome.code).toBe("too-large");
    expect(outcome.message).toContain("more than the 1000 bytes allowed");
    expect(existsSync(file)).toBe(false);
  });

  test("in an encoding is refused, save a file that is stored so", async () => {
    const server = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(content),
    );
    const outcome = await failure(download(new URL(`${server.url}/a.json`), options(server)));
    expect(outcome.code).toBe("bad-response");
    expect(await download(new URL(`${server.url}/a.csv.gz`), options(server))).toEqual(content);
  });

  test("does not write through a link, nor into a file that others may read", async () => {
    const server = await serve((_, response) => response.end(content));
    const [victim, file] = [join(folder, "victim"), join(folder, "linked")];
    writeFileSync(victim, "mine");
    chmodSync(victim, 0o666);
    symlinkSync(victim, file);
    await downloadToFile(new URL(server.url), file, options(server));
    expect(readFileSync(victim, "utf8")).toBe("mine");
    expect(lstatSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file)).toEqual(content);
  });

  test("into a folder that is not there is the disk's error and not the network's", async () => {
    const server = await serve((_, response) => response.end(content));
    const file = join(folder, "nowhere", "file");
    await expect(downloadToFile(new URL(server.url), file, options(server))).rejects.toMatchObject({
      code: "ENOENT",
    });
  });
});

describe("redirects", () => {
  test("are followed, and carry nothing along", async () => {
    const target = await serve((_, response) => response.end(content));
    const server = await serve((_, response) =>
      response.writeHead(302, { location: `${target.url}/signed?token=1` }).end(),
    );
    const both = options(server, { namedHosts: [server.host, target.host] });
    expect(await download(new URL(server.url), both)).toEqual(content);
    expect(target.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(target.requests[0]?.headers).not.toHaveProperty("cookie");
  });

  test.each([
    ["to http", () => "http://example.com/", "not-allowed"],
    ["to a host on loopback that nobody named", () => "http://127.0.0.1:1/", "not-allowed"],
    ["to a private address", () => "https://10.0.0.1/", "not-allowed"],
    ["to a metadata service", () => "https://169.254.169.254/latest", "not-allowed"],
    ["to a URL with credentials", (s: LoopbackServer) => `http://u:p@${s.host}/`, "not-allowed"],
    ["to a file", () => "file:///etc/passwd", "not-allowed"],
    ["in a circle", () => "/again", "bad-response"],
    ["to nothing", () => "http://", "bad-response"],
  ])("%s are not followed", async (_, location, code) => {
    const server: LoopbackServer = await serve((__, response) =>
      response.writeHead(301, { location: location(server) }).end(),
    );
    expect((await failure(download(new URL(server.url), options(server)))).code).toBe(code);
  });

  test("away from https are not followed, even to a host that is named", async () => {
    const plain = await serve((_, response) => response.end(content));
    const secure = await serve(
      (_, response) => response.writeHead(307, { location: plain.url }).end(),
      authority,
    );
    const both = options(secure, {
      namedHosts: [secure.host, plain.host],
      authorities: [authority.certificate],
    });
    expect(await failure(download(new URL(secure.url), both))).toEqual({
      code: "not-allowed",
      message: `${secure.url}/: ${secure.host} redirects away from https`,
    });
    expect(plain.asked).toEqual([]);
  });

  test("that a passing failure ends start again from the beginning", async () => {
    let count = 0;
    const server = await serve(({ url }, response) => {
      if (url === "/") response.writeHead(302, { location: `/signed${++count}` }).end();
      else response.writeHead(url === "/signed1" ? 503 : 200).end(content);
    });
    expect(await download(new URL(server.url), options(server))).toEqual(content);
    expect(server.asked).toEqual(["GET /", "GET /signed1", "GET /", "GET /signed2"]);
  });
});

describe("hosts", () => {
  test.each([
    ["http://example.com/a", "plain http is not allowed for it"],
    ["http://127.0.0.1:1/a", "it has a loopback address, and nothing in the policy names the host"],
    ["https://192.168.1.1/a", "it has a private or reserved address"],
    ["https://private.test/a", "it has a private or reserved address"],
    ["https://169.254.169.254/a", "it is a metadata service"],
    ["https://user:secret@example.com/a", "its URL carries credentials"],
    ["ftp://example.com/a", "its scheme is not https"],
  ])("%s is not contacted", async (url, reason) => {
    const resolveHost = () => Promise.resolve([{ address: "10.0.0.1", family: 4 }]);
    const outcome = await failure(
      download(new URL(url), options({ host: "x.test" }, { resolveHost })),
    );
    expect(outcome.code).toBe("not-allowed");
    expect(outcome.message).toContain(reason);
    expect(outcome.message).not.toContain("secret");
  });

  test("that nobody knows are unavailable", async () => {
    const outcome = await failure(
      download(new URL("https://nowhere.invalid/a"), options({ host: "x.test" })),
    );
    expect(outcome.code).toBe("unavailable");
    expect(outcome.message).toMatch(
      /^https:\/\/nowhere\.invalid\/a: the server cannot be reached \(E/,
    );
  });

  test("behind a proxy are asked for through it, and through nothing else", async () => {
    const targets: string[] = [];
    const proxy = createServer().on("connect", ({ url = "" }, socket: Duplex) => {
      targets.push(url);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    const { port } = proxy.address() as AddressInfo;
    const surroundings = { https_proxy: `http://127.0.0.1:${port}` };
    const outcome = await failure(
      download(new URL("https://nowhere.invalid/a"), options({ host: "x.test" }, { surroundings })),
    );
    await new Promise((resolve) => {
      proxy.close(resolve);
    });
    expect(outcome).toEqual({
      code: "forbidden",
      message: "https://nowhere.invalid/a: the proxy does not let us through",
    });
    expect(targets).toEqual(["nowhere.invalid:443"]);
  });
});
