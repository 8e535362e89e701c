import { describe, expect, test } from "@jest/globals";
import type { Credential } from "../../src/registry/credentials.ts";
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
} from "./opening.ts";
import type { SwitchableRegistry } from "./switchable-registry.ts";

cleanUpAfterEach();

const password: Credential = { kind: "password", username: "robot", password: "s3cr:et" };
const basic = `Basic ${Buffer.from("robot:s3cr:et").toString("base64")}`;

/** Makes a registry ask for tokens of a service, which `serveTokens` sets up. */
function demandTokens(registry: SwitchableRegistry, realm: string, token = "t0ken"): void {
  registry.switches.push(({ url, headers }, response) => {
    if (!url.startsWith("/v2/") || headers.authorization === `Bearer ${token}`) return false;
    const challenge = `Bearer realm="${realm}",service="registry.test",scope="repository:acme/web:pull,push"`;
    response.writeHead(401, { "www-authenticate": challenge }).end();
    return true;
  });
}

function serveTokens(registry: SwitchableRegistry, content: unknown = { token: "t0ken" }): void {
  registry.switches.unshift(({ url }, response) => {
    if (!url.startsWith("/token")) return false;
    response.writeHead(200).end(typeof content === "string" ? content : JSON.stringify(content));
    return true;
  });
}

describe("tokens", () => {
  test("are asked for anonymously, for pulling only, once for each repository", async () => {
    const registry = await startRegistry();
    demandTokens(registry, registry.url("/token?account=a"));
    serveTokens(registry, { access_token: "t0ken", expires_in: 300 });
    const digest = registry.putImage("acme/web", "1");
    registry.putImage("acme/api", "1");
    const registries = open({ policy: { namedHosts: [registry.host()] } });
    const web = registries.image(referenceTo(`${registry.host()}/acme/web:1`));
    await web.resolve();
    await web.repository().attachments(digest);
    await registries.image(referenceTo(`${registry.host()}/acme/api:1`)).resolve();
    const tokens = registry.log.filter((line) => line.includes("/token"));
    expect(tokens).toEqual([
      "GET /token?account=a&service=registry.test&scope=repository%3Aacme%2Fweb%3Apull",
      "GET /token?account=a&service=registry.test&scope=repository%3Aacme%2Fapi%3Apull",
    ]);
    // One 401 in all: the second repository goes straight to the token service.
    expect(registry.log).toHaveLength(1 + 1 + 1 + 3 + 1 + 1);
    expect(registry.seen.map(({ headers }) => headers.authorization)).not.toContain(basic);
  });

  test("are asked for with name and password, which the registry itself never sees", async () => {
    const registry = await startRegistry();
    demandTokens(registry, registry.url("/token"));
    serveTokens(registry);
    registry.putImage("acme/web", "1");
    const credentials = credentialsFor(registry.host(), password);
    await imageAt(registry, "acme/web:1", { credentials }).resolve();
    expect(
      registry.seen.map(({ url, headers }) => [url.split("?")[0], headers.authorization]),
    ).toEqual([
      ["/v2/acme/web/manifests/1", undefined],
      ["/token", basic],
      ["/v2/acme/web/manifests/1", "Bearer t0ken"],
    ]);
    expect(registry.log.join()).not.toContain("s3cr");
  });

  test("are exchanged for an identity token by OAuth2", async () => {
    const registry = await startRegistry();
    demandTokens(registry, registry.url("/token"));
    serveTokens(registry, { access_token: "t0ken" });
    registry.putImage("acme/web", "1");
    const credentials = credentialsFor(registry.host(), { kind: "identity-token", token: "id&1" });
    await imageAt(registry, "acme/web:1", { credentials }).resolve();
    const asked = registry.seen[1];
    expect([asked?.method, asked?.url, asked?.headers.authorization]).toEqual([
      "POST",
      "/token",
      undefined,
    ]);
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      grant_type: "refresh_token",
      client_id: "portcullis",
      refresh_token: "id&1",
      scope: "repository:acme/web:pull",
      service: "registry.test",
    });
  });

  test("that the registry no longer takes are fetched anew, once", async () => {
    const registry = await startRegistry();
    let given = 0;
    let valid = 1;
    registry.switches.push(({ url, headers }, response) => {
      if (url.startsWith("/token")) response.writeHead(200).end(`{"token":"t${++given}"}`);
      else if (headers.authorization === `Bearer t${valid}`) return false;
      else {
        const challenge = `Bearer realm="${registry.url("/token")}"`;
        response.writeHead(401, { "www-authenticate": challenge }).end();
      }
      return true;
    });
    const digest = registry.putImage("acme/web", "1");
    const image = imageAt(registry, "acme/web:1");
    await image.resolve();
    valid = 2;
    expect((await image.repository().attachments(digest)).errors).toEqual([]);
    expect(given).toBe(2);
    valid = 99;
    const other = imageAt(registry, "acme/web:1");
    expect(await codeOf(other.resolve())).toBe("unauthorized");
    expect(given).toBe(3);
  });

  test("that have run out are not used", async () => {
    const registry = await startRegistry();
    demandTokens(registry, registry.url("/token"));
    serveTokens(registry, { token: "t0ken", expires_in: 1e-9 });
    const digest = registry.putImage("acme/web", "1");
    const image = imageAt(registry, "acme/web:1");
    await image.resolve();
    await image.repository().manifest(digest);
    await image.repository().attachments(digest);
    expect(registry.log.filter((line) => line.startsWith("GET /token")).length).toBeGreaterThan(1);
    expect(
      registry.seen.filter(
        ({ headers }) =>
          headers.authorization === undefined && headers.accept !== "application/json",
      ),
    ).toHaveLength(1);
  });

  test("with a scheme of the registry's own are asked for in its words", async () => {
    const registry = await startRegistry();
    registry.switches.push(({ url, headers }, response) => {
      if (!url.startsWith("/v2/") || headers.authorization !== undefined) return false;
      const challenge = `Basic realm="x", Bearer realm="${registry.url("/token")}",scope="aws"`;
      response.writeHead(401, { "www-authenticate": challenge }).end();
      return true;
    });
    serveTokens(registry);
    registry.putImage("acme/web", "1");
    await imageAt(registry, "acme/web:1").resolve();
    expect(registry.log[1]).toBe("GET /token?scope=aws");
  });

  test.each([
    ["no JSON", '{"token": "s3cret', "bad-response"],
    ["no token", {}, "bad-response"],
    ["a token with a line break", { token: "a\r\nx: y" }, "bad-response"],
    ["a token that is no text", { token: 7 }, "bad-response"],
    ["too much", " ".repeat(100_000), "too-large"],
  ] as const)("a token service that sends %s", async (_name, content, code) => {
    const registry = await startRegistry();
    demandTokens(registry, registry.url("/token"));
    serveTokens(registry, content);
    registry.putImage("acme/web", "1");
    const error = await errorOf(imageAt(registry, "acme/web:1").resolve());
    expect(error.code).toBe(code);
    expect(error.message).not.toContain("s3cret");
  });

  test.each([
    [401, "unauthorized"],
    [403, "forbidden"],
    [429, "rate-limited"],
    [500, "unavailable"],
    [307, "bad-response"],
  ])("a token service that answers %i", async (status, code) => {
    const registry = await startRegistry();
    const other = await startRegistry();
    demandTokens(registry, registry.url("/token"));
    registry.switches.unshift(({ url }, response) => {
      if (url.startsWith("/token")) response.writeHead(status, { location: other.url("/") }).end();
      return url.startsWith("/token");
    });
    const credentials = credentialsFor(registry.host(), password);
    const policy = { namedHosts: [other.host()] };
    const error = await errorOf(imageAt(registry, "acme/web:1", { credentials, policy }).resolve());
    expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/s3cr|robot/);
    expect(other.seen).toEqual([]);
  });
});

describe("token services elsewhere", () => {
  test("are sent nothing, not even an anonymous request", async () => {
    const registry = await startRegistry();
    const evil = await startRegistry();
    demandTokens(registry, evil.url("/token"));
    serveTokens(evil);
    registry.putImage("acme/web", "1");
    const policy = { namedHosts: [evil.host()] };
    for (const credentials of [
      credentialsFor(registry.host(), password),
      credentialsFor("", password),
    ]) {
      const image = imageAt(registry, "acme/web:1", { policy, credentials });
      const error = await errorOf(image.resolve());
      expect(error.code).toBe("not-allowed");
      expect(error.message).toContain(`name ${evil.host()} in token-hosts`);
    }
    expect(evil.connections).toBe(0);
  });

  test("are used when the policy names them", async () => {
    const registry = await startRegistry();
    const service = await startRegistry();
    demandTokens(registry, service.url("/token"));
    serveTokens(service);
    registry.putImage("acme/web", "1");
    const policy = { tokenHosts: [service.host()] };
    const credentials = credentialsFor(registry.host(), password);
    await imageAt(registry, "acme/web:1", { policy, credentials }).resolve();
    expect(service.seen.map(({ headers }) => headers.authorization)).toEqual([basic]);
  });

  test("are refused without https, whoever names them", async () => {
    testAuthority();
    const registry = await startRegistry({ secure: true });
    const service = await startRegistry();
    registry.putImage("acme/web", "1");
    const host = service.host("auth.test");
    for (const realm of [
      `http://${host}/token`,
      `http://${registry.host("registry.test")}/token`,
      "file:///etc/passwd",
      "/token",
      "",
    ]) {
      registry.switches.length = 0;
      demandTokens(registry, realm);
      const policy = { tokenHosts: [host] };
      const credentials = credentialsFor(registry.host("registry.test"), password);
      const image = imageAt(registry, "acme/web:1", { name: "registry.test", policy, credentials });
      expect(["not-allowed", "bad-response"]).toContain(await codeOf(image.resolve()));
    }
    expect(service.seen).toEqual([]);
    expect(registry.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });
});

describe("Basic", () => {
  const demandBasic = (registry: SwitchableRegistry): void => {
    registry.switches.push(({ headers }, response) => {
      if (headers.authorization === basic) return false;
      response.writeHead(401, { "www-authenticate": 'Basic realm="registry"' }).end();
      return true;
    });
  };

  test("is answered with what there is for this registry, after asking once without", async () => {
    const registry = await startRegistry();
    demandBasic(registry);
    const digest = registry.putImage("acme/web", "1");
    const credentials = credentialsFor(registry.host(), password);
    const image = imageAt(registry, "acme/web:1", { credentials });
    await image.resolve();
    await image.repository().attachments(digest);
    const sent = registry.seen.map(({ headers }) => headers.authorization);
    expect(sent).toEqual([undefined, basic, basic, basic, basic]);
  });

  test("without credentials, or with wrong ones, is unauthorized after one try", async () => {
    const registry = await startRegistry();
    demandBasic(registry);
    registry.putImage("acme/web", "1");
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("unauthorized");
    expect(registry.seen).toHaveLength(1);
    const credentials = credentialsFor(registry.host(), { ...password, password: "wr0ng" });
    const error = await errorOf(imageAt(registry, "acme/web:1", { credentials }).resolve());
    expect(error.code).toBe("unauthorized");
    expect(error.message).not.toMatch(/wr0ng|robot/);
    expect(registry.seen).toHaveLength(3);
  });
});

describe("redirects", () => {
  test("of blobs to another host are followed without credentials", async () => {
    testAuthority();
    const registry = await startRegistry({ secure: true });
    const cdn = await startRegistry({ secure: true });
    registry.switches.push(({ url, headers }, response) => {
      if (headers.authorization !== basic) {
        response.writeHead(401, { "www-authenticate": "Basic" }).end();
        return true;
      }
      const location = cdn.url(`${url}?signature=abc`, "cdn.test");
      if (url.includes("/blobs/")) response.writeHead(307, { location }).end();
      return url.includes("/blobs/");
    });
    const blob = {
      ...cdn.putBlob("payload"),
      annotations: {},
      artifactType: undefined,
      platform: undefined,
    };
    const image = imageAt(registry, "acme/web:1", {
      name: "registry.test",
      policy: { namedHosts: [cdn.host("cdn.test")] },
      credentials: credentialsFor(registry.host("registry.test"), password),
    });
    expect((await image.repository().blob(blob)).toString()).toBe("payload");
    expect(registry.seen.at(-1)?.headers.authorization).toBe(basic);
    expect(cdn.seen).toHaveLength(1);
    expect(cdn.seen[0]?.headers.authorization).toBeUndefined();
  });

  test("never bring credentials back, and what the other host asks for is not answered", async () => {
    testAuthority();
    const registry = await startRegistry({ secure: true });
    const evil = await startRegistry({ secure: true });
    registry.switches.push(({ url, headers }, response) => {
      if (url.includes("/back")) response.writeHead(401, { "www-authenticate": "Basic" }).end();
      else if (headers.authorization === undefined) {
        response.writeHead(401, { "www-authenticate": "Basic" }).end();
      } else response.writeHead(302, { location: evil.url("/v2/", "evil.test") }).end();
      return true;
    });
    evil.switches.push((_, response) => {
      response.writeHead(302, { location: registry.url("/back", "registry.test") }).end();
      return true;
    });
    const image = imageAt(registry, "acme/web:1", {
      name: "registry.test",
      policy: { namedHosts: [evil.host("evil.test")] },
      credentials: credentialsFor(registry.host("registry.test"), password),
    });
    expect(await codeOf(image.resolve())).toBe("unauthorized");
    expect(evil.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    const back = registry.seen.filter(({ url }) => url === "/back");
    expect(back.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test.each([
    ["plain http", "not-allowed", "http://cdn.test/x"],
    ["plain http on loopback", "not-allowed", "http://127.0.0.1:1/x"],
    ["another scheme", "not-allowed", "ftp://cdn.test/x"],
    ["a host with credentials", "not-allowed", "https://user:pass@cdn.test/x"],
    ["a private address", "not-allowed", "https://10.0.0.1/x"],
    ["a private address in disguise", "not-allowed", "https://[::ffff:a00:1]/x"],
    ["an address written as a number", "not-allowed", "https://2130706433/x"],
    ["the metadata service", "not-allowed", "https://169.254.169.254/latest/meta-data/"],
    ["a name with a loopback address", "not-allowed", "https://unnamed.test/x"],
    ["nowhere", "bad-response", ""],
    ["nonsense", "bad-response", "https://[::1"],
  ])("to %s are refused", async (name, code, location) => {
    testAuthority();
    const registry = await startRegistry({ secure: true });
    registry.switches.push((_, response) => {
      response.writeHead(302, name === "nowhere" ? {} : { location }).end();
      return true;
    });
    const image = imageAt(registry, "acme/web:1", { name: "registry.test" });
    const error = await errorOf(image.resolve());
    expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/user|pass|latest/);
    expect(registry.seen).toHaveLength(1);
  });

  test("in a circle end", async () => {
    const registry = await startRegistry();
    registry.switches.push(({ url }, response) => {
      response.writeHead(307, { location: url }).end();
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("bad-response");
    expect(registry.seen).toHaveLength(6);
  });
});
