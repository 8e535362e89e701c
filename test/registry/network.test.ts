import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { kindOfAddress } from "../../src/network/address.ts";
import { gateOf } from "../../src/registry/gate.ts";
import { publicNetwork } from "../../src/registry/network-policy.ts";
import { proxiesFrom } from "../../src/network/proxy.ts";
import {
  cleanUpAfterEach,
  codeOf,
  credentialsFor,
  errorOf,
  imageAt,
  open,
  referenceTo,
  startRegistry,
  testAuthority,
  until,
} from "./opening.ts";

cleanUpAfterEach();

describe("addresses", () => {
  test.each([
    [
      "public",
      [
        "8.8.8.8",
        "140.82.121.33",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
      ],
    ],
    [
      "loopback",
      [
        "127.0.0.1",
        "127.255.255.254",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "64:ff9b::7f00:1",
      ],
    ],
    [
      "private",
      [
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "100.64.0.1",
        "169.254.0.1",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "fd00::1",
        "fe80::1",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001:0:1::",
        "::10.0.0.1",
        "not an address",
        "",
      ],
    ],
    [
      "metadata",
      [
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "169.254.170.2",
      ],
    ],
  ] as const)("%s", (kind, addresses) => {
    for (const address of addresses)
      expect([address, kindOfAddress(address)]).toEqual([address, kind]);
  });
});

describe("hosts", () => {
  const refusedWithout = async (name: string | undefined, address: string): Promise<string> => {
    const registry = await startRegistry();
    registry.putImage("acme/web", "1");
    const reference = referenceTo(`${registry.host(name)}/acme/web:1`);
    const resolveHost = () => Promise.resolve([{ address, family: 4 }]);
    const code = await codeOf(open({ resolveHost }).image(reference).resolve());
    expect(registry.connections).toBe(0);
    return code;
  };

  test("on loopback are not contacted unless they are named", async () => {
    expect(await refusedWithout("127.0.0.1", "127.0.0.1")).toBe("not-allowed");
    expect(await refusedWithout("localhost", "127.0.0.1")).toBe("not-allowed");
    expect(await refusedWithout("registry.example.com", "127.0.0.1")).toBe("not-allowed");
    expect(await refusedWithout("registry.example.com", "10.1.1.1")).toBe("not-allowed");
    expect(await refusedWithout("[::1]", "127.0.0.1")).toBe("not-allowed");
  });

  test("count with their port", async () => {
    const registry = await startRegistry();
    registry.putImage("acme/web", "1");
    const reference = referenceTo(`${registry.host()}/acme/web:1`);
    const other = open({ policy: { namedHosts: ["127.0.0.1", "127.0.0.1:1"] } });
    expect(await codeOf(other.image(reference).resolve())).toBe("not-allowed");
  });

  test("are refused when one of their addresses is not public", async () => {
    const resolveHost = () =>
      Promise.resolve([
        { address: "8.8.8.8", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ]);
    const registries = open({ resolveHost });
    const image = registries.image(referenceTo("registry.example.com/acme/web:1"));
    expect(await codeOf(image.resolve())).toBe("not-allowed");
  });

  test("that are metadata services are refused even when they are named", async () => {
    const registries = open({
      policy: { namedHosts: ["169.254.169.254", "a.test"] },
      resolveHost: () => Promise.resolve([{ address: "169.254.169.254", family: 4 }]),
    });
    for (const host of ["169.254.169.254", "a.test"]) {
      expect(await codeOf(registries.image(referenceTo(`${host}/web:1`)).resolve())).toBe(
        "not-allowed",
      );
    }
  });

  test("that nobody knows are unavailable, which says nothing about the image", async () => {
    const image = open({ limits: { attempts: 1 } }).image(referenceTo("nowhere.invalid/web:1"));
    const error = await errorOf(image.resolve());
    expect(error.code).toBe("unavailable");
    expect(error.message).toBe("nowhere.invalid cannot be reached (ENOTFOUND)");
  });

  test("are spoken to over https, save loopback and what the policy calls insecure", async () => {
    const policy = {
      ...publicNetwork,
      insecureHosts: ["old.test:5000"],
      namedHosts: ["localhost:5000"],
    };
    const gate = gateOf(policy, () => Promise.resolve([{ address: "192.168.1.1", family: 4 }]));
    const bases = [
      "ghcr.io",
      "old.test:5000",
      "old.test",
      "localhost:5000",
      "127.0.0.1",
      "[::1]:80",
      "10.0.0.1",
    ];
    expect(bases.map((host) => gate.baseOf(host).href)).toEqual([
      "https://ghcr.io/",
      "http://old.test:5000/",
      "https://old.test/",
      "http://localhost:5000/",
      "http://127.0.0.1/",
      "http://[::1]/",
      "https://10.0.0.1/",
    ]);
    expect(() => gate.vet(new URL("http://old.test/"))).toThrow("plain http is not allowed");
    // A "localhost" that leads elsewhere is no loopback host.
    await expect(gate.vetResolved(new URL("http://localhost:5000/"))).rejects.toThrow(
      "loopback only",
    );
    await expect(gate.vetResolved(new URL("http://old.test:5000/"))).resolves.toBeUndefined();
  });

  test.each(["registry.example.com:99999", "1.2.3.999", "[::1::2]"])(
    "%s can be written in a reference and is not a host",
    async (host) => {
      expect(
        await codeOf(
          open()
            .image(referenceTo(`${host}/web:1`))
            .resolve(),
        ),
      ).toBe("unsupported");
    },
  );

  test("whose certificate nobody vouches for are unavailable", async () => {
    testAuthority();
    const registry = await startRegistry({ secure: true });
    const image = imageAt(registry, "acme/web:1", {
      name: "registry.test",
      policy: { authorities: [] },
    });
    expect(await codeOf(image.resolve())).toBe("unavailable");
    const renamed = imageAt(registry, "acme/web:1", { name: "other.test" });
    expect(await codeOf(renamed.resolve())).toBe("unavailable");
    expect(registry.seen).toEqual([]);
  });
});

describe("mirrors", () => {
  test("are asked first and named in the result", async () => {
    const mirror = await startRegistry();
    const digest = mirror.putImage("hub/library/nginx", "1.27");
    const mirrors = new Map([["docker.io", [`${mirror.host()}/hub`]]]);
    const image = open({ policy: { mirrors } }).image(referenceTo("nginx:1.27"));
    const pinned = `docker.io/library/nginx@${digest}`;
    expect(await image.resolve()).toMatchObject({ digest, from: mirror.host(), pinned });
  });

  test("that lie or fail are passed over, and the registry has the last word", async () => {
    const registry = await startRegistry();
    const mirror = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    registry.addReferrer("acme/web", digest, { mediaType: "a", digest, size: 1 });
    const mirrors = new Map([[registry.host(), [mirror.host()]]]);
    for (const status of [200, 403, 404]) {
      mirror.switches[0] = (_, response) => {
        response
          .writeHead(status, { "docker-content-digest": `sha256:${"0".repeat(64)}` })
          .end("{}");
        return true;
      };
      const image = imageAt(registry, `acme/web@${digest}`, { policy: { mirrors } });
      expect((await image.resolve()).from).toBe(registry.host());
      expect((await image.repository().manifest(digest)).from).toBe(registry.host());
      expect((await image.repository().attachments(digest)).referrers).toHaveLength(1);
    }
    mirror.switches.length = 0;
    const empty = imageAt(registry, `acme/web@${digest}`, { policy: { mirrors } });
    expect((await empty.repository().attachments(digest)).referrers).toHaveLength(1);
  });

  test("get their own credentials and never the registry's", async () => {
    const mirror = await startRegistry();
    mirror.switches.push((_, response) => {
      response.writeHead(401, { "www-authenticate": "Basic" }).end();
      return true;
    });
    const mirrors = new Map([["docker.io", [mirror.host()]]]);
    const credentials = credentialsFor("docker.io", {
      kind: "password",
      username: "u",
      password: "p",
    });
    const image = open({ policy: { mirrors }, credentials, limits: { attempts: 1 } }).image(
      referenceTo("nginx"),
    );
    expect(await codeOf(image.resolve())).toBe("unavailable");
    expect(mirror.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe("proxies", () => {
  const proxies: Server[] = [];
  afterEach(() => {
    for (const proxy of proxies.splice(0)) proxy.close();
  });

  /** Tunnels whatever it is asked for to one port, and keeps the heads of all requests. */
  async function startProxy(
    port: number,
    status = "200 OK",
  ): Promise<{ url: string; heads: string[] }> {
    const heads: string[] = [];
    const server = createServer((client) => {
      client.on("error", () => undefined);
      client.once("data", (head) => {
        heads.push(head.toString());
        const target = connect(port, "127.0.0.1");
        target.on("error", () => client.destroy());
        client.on("close", () => target.destroy());
        const isTunnel = head.toString().startsWith("CONNECT");
        if (isTunnel) client.write(`HTTP/1.1 ${status}\r\n\r\n`);
        else target.write(head);
        if (status.startsWith("200")) client.pipe(target).pipe(client);
        else client.end();
      });
    });
    proxies.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    return { heads, url: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  test("carry https through a tunnel, and see the target's name and nothing else", async () => {
    testAuthority();
    const registry = await startRegistry({ secure: true });
    const digest = registry.putImage("acme/web", "1");
    const proxy = await startProxy(registry.port);
    const surroundings = { HTTPS_PROXY: `http://us%40er:pa%3Ass@${proxy.url}` };
    const image = imageAt(registry, "acme/web:1", { name: "registry.test", surroundings });
    expect((await image.resolve()).digest).toBe(digest);
    await image.repository().attachments(digest);
    const authorization = `Basic ${Buffer.from("us@er:pa:ss").toString("base64")}`;
    expect(proxy.heads[0]).toMatch(/^CONNECT registry\.test:\d+ HTTP\/1\.1\r\n/);
    expect(proxy.heads[0]).toContain(`proxy-authorization: ${authorization}\r\n`);
    expect(registry.seen.every(({ headers }) => headers["proxy-authorization"] === undefined)).toBe(
      true,
    );
  });

  test("carry plain http by its whole URL", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    const proxy = await startProxy(registry.port);
    const image = imageAt(registry, "acme/web:1", {
      name: "registry.test",
      surroundings: { http_proxy: proxy.url },
      policy: { insecureHosts: [registry.host("registry.test")] },
    });
    expect((await image.resolve()).digest).toBe(digest);
    expect(proxy.heads[0]).toContain(
      `GET ${registry.url("/v2/acme/web/manifests/1", "registry.test")}`,
    );
  });

  test.each([
    ["407 Proxy Authentication Required", "unauthorized"],
    ["403 Forbidden", "forbidden"],
    ["502 Bad Gateway", "unavailable"],
  ])("that answer %s", async (status, code) => {
    testAuthority();
    const proxy = await startProxy(1, status);
    const surroundings = { HTTPS_PROXY: `http://user:s3cret@${proxy.url}` };
    const registry = await startRegistry({ secure: true });
    const image = imageAt(registry, "acme/web:1", { name: "registry.test", surroundings });
    const error = await errorOf(image.resolve());
    expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/user|s3cret/);
    expect(registry.seen).toEqual([]);
  });

  test("that never answer hold nothing up once all is closed", async () => {
    testAuthority();
    const held = new Set<Socket>();
    const silent = createServer((client) => {
      held.add(client);
      client.resume();
      client.on("error", () => undefined);
      client.on("close", () => held.delete(client));
    });
    proxies.push(silent);
    await new Promise<void>((resolve) => {
      silent.listen(0, "127.0.0.1", resolve);
    });
    const { port } = silent.address() as AddressInfo;
    const registries = open({
      surroundings: { HTTPS_PROXY: `127.0.0.1:${port}` },
      policy: { namedHosts: ["registry.test"] },
      limits: { exchangeMs: 100 },
    });
    const image = registries.image(referenceTo("registry.test/web:1"));
    expect(await codeOf(image.resolve())).toBe("timed-out");
    expect(held.size).toBe(1);
    registries.close();
    await until(() => held.size === 0);
  });

  test("are no way around the gate", async () => {
    const proxy = await startProxy(1);
    const surroundings = { HTTPS_PROXY: proxy.url };
    const registries = open({ surroundings });
    for (const host of ["10.0.0.1", "unnamed.test"]) {
      expect(await codeOf(registries.image(referenceTo(`${host}/web:1`)).resolve())).toBe(
        "not-allowed",
      );
    }
    expect(proxy.heads).toEqual([]);
  });

  test("are chosen by scheme and NO_PROXY", () => {
    const proxyFor = proxiesFrom({
      HTTPS_PROXY: "https://secure.test:1",
      HTTP_PROXY: "plain.test:2",
      NO_PROXY: "a.com, .b.com, c.com:5000, 10.0.0.0/8, 192.0.2.1, *.d.com, nonsense/99,",
    });
    const chosen = (url: string): string | undefined => proxyFor(new URL(url))?.url.host;
    const through = [
      "https://xa.com",
      "https://b.com",
      "https://c.com",
      "https://192.0.2.2",
      "https://11.0.0.1",
      "https://d.com",
    ];
    const around = [
      "https://a.com",
      "https://x.a.com",
      "https://x.b.com",
      "https://c.com:5000",
      "https://10.9.9.9",
      "https://192.0.2.1",
      "https://x.d.com",
      "http://localhost",
      "https://127.0.0.1",
      "https://[::1]:5000",
    ];
    for (const url of through) expect([url, chosen(url)]).toEqual([url, "secure.test:1"]);
    for (const url of around) expect([url, chosen(url)]).toEqual([url, undefined]);
    expect(chosen("http://xa.com")).toBe("plain.test:2");
    expect(
      proxiesFrom({ HTTPS_PROXY: "x:1", NO_PROXY: "*" })(new URL("https://a.com")),
    ).toBeUndefined();
  });

  test.each(["socks5://user:s3cret@proxy.test", "http://", "http://user:s3cret@:x"])(
    "are refused when they are %s",
    (value) => {
      expect(() => proxiesFrom({ HTTPS_PROXY: value })).toThrow(
        /^HTTPS_PROXY must be a URL like http:\/\/proxy\.example\.com:3128$/,
      );
    },
  );
});
