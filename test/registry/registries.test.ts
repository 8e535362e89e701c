import { describe, expect, test } from "@jest/globals";
import {
  cleanUpAfterEach,
  codeOf,
  errorOf,
  imageAt,
  open,
  referenceTo,
  startRegistry,
} from "./opening.ts";
import {
  descriptorOf,
  digestOf,
  imageManifest,
  ociIndex,
  ociManifest,
  sendIndex,
} from "./switchable-registry.ts";

cleanUpAfterEach();

describe("resolving", () => {
  test("a tag is resolved to the digest of the bytes, with one request and once per run", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1.0");
    const registries = open({ policy: { namedHosts: [registry.host()] } });
    const reference = `${registry.host()}/acme/web:1.0`;
    const all = await Promise.all(
      [1, 2, 3].map(() => registries.image(referenceTo(reference)).resolve()),
    );
    const pinned = `${registry.host()}/acme/web@${digest}`;
    expect(all[0]).toMatchObject({ digest, pinned, from: registry.host() });
    expect(all[2]).toBe(all[0]);
    await registries.image(referenceTo(reference)).repository().manifest(digest);
    expect(registry.log).toEqual(["GET /v2/acme/web/manifests/1.0"]);
  });

  test("no tag means latest", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "latest");
    expect((await imageAt(registry, "acme/web").resolve()).digest).toBe(digest);
  });

  test("a digest is only looked for, which no registry counts as a pull", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1.0");
    const image = imageAt(registry, `acme/web:other@${digest}`);
    expect((await image.resolve()).digest).toBe(digest);
    expect(registry.log).toEqual([`HEAD /v2/acme/web/manifests/${digest}`]);
  });

  test("a registry that does not answer HEAD is asked by GET", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web");
    registry.switches.push(({ method }, response) => {
      if (method === "HEAD") response.writeHead(405).end();
      return method === "HEAD";
    });
    expect((await imageAt(registry, `acme/web@${digest}`).resolve()).digest).toBe(digest);
  });

  test("what is not there is not found, and nothing else is called so", async () => {
    const registry = await startRegistry();
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("not-found");
    const pinned = imageAt(registry, `acme/web@${digestOf(Buffer.from("x"))}`);
    expect(await codeOf(pinned.resolve())).toBe("not-found");
    for (const [status, code] of [
      [400, "bad-response"],
      [401, "unauthorized"],
      [403, "forbidden"],
      [429, "rate-limited"],
      [500, "unavailable"],
      [503, "unavailable"],
      [418, "bad-response"],
      [204, "bad-response"],
    ] as const) {
      registry.switches[0] = (_, response) => {
        response.writeHead(status).end("<script>alert(1)</script>");
        return true;
      };
      const error = await errorOf(imageAt(registry, "acme/web:1").resolve());
      expect([status, error.code]).toEqual([status, code]);
      expect(error.message).not.toContain("script");
    }
  });

  test("a repository that the policy refuses is not contacted", async () => {
    const registry = await startRegistry();
    const policy = {
      admits: ({ repository }: { repository: string }) => repository !== "evil/web",
    };
    const image = imageAt(registry, "evil/web:1", { policy });
    expect(await codeOf(image.resolve())).toBe("not-allowed");
    const elsewhere = imageAt(registry, "acme/web:1", { policy });
    const place = { registry: registry.host(), repository: "evil/web" };
    const digest = digestOf(Buffer.from("x"));
    expect(await codeOf(elsewhere.repository(place).manifest(digest))).toBe("not-allowed");
    const found = await elsewhere.repository(place).attachments(digest);
    expect(found.errors.map(({ code }) => code)).toEqual([
      "not-allowed",
      "not-allowed",
      "not-allowed",
    ]);
    expect(registry.connections).toBe(0);
  });
});

describe("lying registries", () => {
  test("other bytes than the digest asked for", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web");
    registry.switches.push((_, response) => {
      response.writeHead(200, { "content-type": ociManifest });
      response.end(JSON.stringify(imageManifest(descriptorOf("c"), [])));
      return true;
    });
    const repository = imageAt(registry, "acme/web").repository();
    expect(await codeOf(repository.manifest(digest))).toBe("digest-mismatch");
  });

  test.each(["GET", "HEAD"])(
    "a Docker-Content-Digest that is not that of the answer to %s",
    async (by) => {
      const registry = await startRegistry();
      const digest = registry.putImage("acme/web", "1");
      registry.switches.push((_, response) => {
        response.setHeader("docker-content-digest", digestOf(Buffer.from("other")));
        response.writeHead(200, { "content-type": ociManifest });
        response.end(JSON.stringify(imageManifest(descriptorOf("c"), [])));
        return true;
      });
      const reference = by === "GET" ? "acme/web:1" : `acme/web@${digest}`;
      expect(await codeOf(imageAt(registry, reference).resolve())).toBe("digest-mismatch");
    },
  );

  test("a digest header that is no digest", async () => {
    const registry = await startRegistry();
    registry.putImage("acme/web", "1");
    registry.switches.push((_, response) => {
      response.writeHead(200, { "docker-content-digest": "sha256:../../x" }).end("{}");
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("bad-response");
  });

  test.each([
    ["no JSON", ociManifest, "<html>"],
    ["no object", ociManifest, "[]"],
    ["broken UTF-8", ociManifest, Buffer.from([0x7b, 0xff, 0x7d])],
    [
      "image and index at once",
      ociManifest,
      { ...imageManifest(descriptorOf("c"), []), manifests: [] },
    ],
    ["another type in the body", ociIndex, imageManifest(descriptorOf("c"), [])],
    ["a type that is no text", ociManifest, { mediaType: 1 }],
    ["no layers", ociManifest, { config: descriptorOf("c") }],
    ["layers that are no list", ociManifest, { config: descriptorOf("c"), layers: {} }],
    [
      "a layer without digest",
      ociManifest,
      imageManifest(descriptorOf("c"), [{ mediaType: "a", size: 1 }]),
    ],
    ["a negative size", ociManifest, imageManifest({ ...descriptorOf("c"), size: -1 }, [])],
    [
      "a size that is no integer",
      ociManifest,
      imageManifest({ ...descriptorOf("c"), size: 1e300 }, []),
    ],
    [
      "a path as digest",
      ociManifest,
      imageManifest({ ...descriptorOf("c"), digest: "sha256:../x" }, []),
    ],
    ["a broken subject", ociManifest, imageManifest(descriptorOf("c"), [], { subject: "x" })],
  ])("a manifest with %s", async (_name, type, content) => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      const isRaw = typeof content === "string" || Buffer.isBuffer(content);
      response.writeHead(200, { "content-type": type });
      response.end(isRaw ? content : JSON.stringify(content));
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("bad-response");
  });

  test("a manifest of a type that was not asked for is unsupported", async () => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      const type = "application/vnd.docker.distribution.manifest.v1+prettyjws";
      response.writeHead(200, { "content-type": type }).end("{}");
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("unsupported");
  });

  test("bodies that are too large are not read to their end", async () => {
    const registry = await startRegistry();
    let sent = 0;
    registry.switches.push(({ url }, response) => {
      if (url.endsWith("/claims")) {
        response.writeHead(200, { "content-length": String(2 ** 30) });
        response.write("{");
        return true;
      }
      const more = (): void => {
        while (!response.destroyed && sent < 2 ** 30) {
          sent += 65_536;
          if (!response.write(Buffer.alloc(65_536, " "))) return void response.once("drain", more);
        }
      };
      response.writeHead(200, { "content-type": ociManifest });
      more();
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:claims").resolve())).toBe("too-large");
    expect(await codeOf(imageAt(registry, "acme/web:endless").resolve())).toBe("too-large");
    expect(sent).toBeLessThan(64 << 20);
  });

  test("compression is never asked for and refused where it comes", async () => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(Buffer.alloc(100));
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("bad-response");
    expect(registry.seen[0]?.headers["accept-encoding"]).toBeUndefined();
  });

  test("something that is not HTTP", async () => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      response.socket?.end("220 smtp.example.com ESMTP\r\n");
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("bad-response");
  });
});

describe("blobs", () => {
  test("are compared with size and digest", async () => {
    const registry = await startRegistry();
    const blob = registry.putBlob("payload");
    const repository = imageAt(registry, "acme/web").repository();
    const full = { ...blob, annotations: {}, artifactType: undefined, platform: undefined };
    expect((await repository.blob(full)).toString()).toBe("payload");
    expect(await codeOf(repository.blob({ ...full, size: 3 }))).toBe("too-large");
    expect(await codeOf(repository.blob({ ...full, size: 30 }))).toBe("digest-mismatch");
    registry.switches.push((_, response) => {
      response.writeHead(200).end("forgery");
      return true;
    });
    const other = imageAt(registry, "acme/web").repository();
    expect(await codeOf(other.blob(full))).toBe("digest-mismatch");
  });

  test("with a size beyond the limit are not asked for", async () => {
    const registry = await startRegistry();
    const full = { ...registry.putBlob("payload"), size: 2 ** 30 };
    const blob = { ...full, annotations: {}, artifactType: undefined, platform: undefined };
    expect(await codeOf(imageAt(registry, "acme/web").repository().blob(blob))).toBe("too-large");
    expect(registry.seen).toEqual([]);
  });
});

describe("attachments", () => {
  test("a list without entries may be null, as Go writes it", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    registry.switches.push(({ url }, response) => {
      if (!url.includes("/referrers/")) return false;
      response.writeHead(200, { "content-type": ociIndex }).end('{"manifests":null}');
      return true;
    });
    const found = await imageAt(registry, "acme/web:1").repository().attachments(digest);
    expect(found).toMatchObject({ referrersBy: "api", referrers: [], errors: [] });
  });

  test("are looked for in all three places, with three requests and none twice", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    const tag = digest.replace(":", "-");
    registry.addReferrer("acme/web", digest, descriptorOf("bundle"));
    const signatures = registry.putImage("acme/web", `${tag}.sig`);
    const image = imageAt(registry, "acme/web:1");
    await image.resolve();
    const found = await image.repository().attachments(digest);
    expect(found).toMatchObject({
      referrers: [{ digest: descriptorOf("bundle").digest }],
      referrersBy: "api",
      signatures: { digest: signatures, kind: "image" },
      attestations: undefined,
      errors: [],
    });
    await image.repository().attachments(digest);
    expect(registry.log.toSorted()).toEqual(
      [
        `GET /v2/acme/web/manifests/1`,
        `GET /v2/acme/web/manifests/${tag}.att`,
        `GET /v2/acme/web/manifests/${tag}.sig`,
        `GET /v2/acme/web/referrers/${digest}`,
      ].toSorted(),
    );
  });

  test.each([
    ["404", 404, {}],
    ["400", 400, {}],
    ["406", 406, {}],
    ["another content type", 200, { "content-type": "text/html" }],
  ])(
    "%s shows that the API is missing: the fallback tag counts, and the API is not asked again",
    async (_name, status, headers) => {
      const registry = await startRegistry();
      registry.switches.push(({ url }, response) => {
        if (!url.includes("/referrers/")) return false;
        response.writeHead(status, headers).end("<html>");
        return true;
      });
      const one = registry.putImage("acme/web", "1");
      const two = registry.putImage("acme/api", "1");
      const bundle = {
        ...descriptorOf("bundle"),
        artifactType: "application/vnd.oci.empty.v1+json",
      };
      registry.putManifest("acme/web", one.replace(":", "-"), {
        mediaType: ociIndex,
        manifests: [bundle],
      });
      const registries = open({ policy: { namedHosts: [registry.host()] } });
      const found = [];
      for (const [name, digest] of [
        ["web", one],
        ["api", two],
      ] as const) {
        const image = registries.image(referenceTo(`${registry.host()}/acme/${name}:1`));
        found.push(await image.repository().attachments(digest));
      }
      expect(found[0]).toMatchObject({ referrersBy: "tag", referrers: [bundle], errors: [] });
      expect(found[1]).toMatchObject({ referrersBy: "tag", referrers: [], errors: [] });
      expect(registry.log.filter((line) => line.includes("/referrers/"))).toHaveLength(1);
      expect(registry.log).toHaveLength(7);
    },
  );

  test.each([401, 403, 429, 500, 503])(
    "%i says nothing about the API: an error, and no fallback",
    async (status) => {
      const registry = await startRegistry();
      const digest = registry.putImage("acme/web", "1");
      const signatures = registry.putImage("acme/web", `${digest.replace(":", "-")}.sig`);
      registry.switches.push(({ url }, response) => {
        if (url.includes("/referrers/")) response.writeHead(status).end();
        return url.includes("/referrers/");
      });
      const found = await imageAt(registry, "acme/web:1").repository().attachments(digest);
      expect(found.errors).toHaveLength(1);
      expect(found.errors[0]?.code).not.toBe("not-found");
      expect(found.signatures?.digest).toBe(signatures);
      expect(registry.log).not.toContain(`GET /v2/acme/web/manifests/${digest.replace(":", "-")}`);
    },
  );

  test("an image under the fallback tag is an error", async () => {
    const registry = await startRegistry();
    registry.hasReferrersApi = false;
    const digest = registry.putImage("acme/web", "1");
    registry.putImage("acme/web", digest.replace(":", "-"));
    const found = await imageAt(registry, "acme/web:1").repository().attachments(digest);
    expect(found.errors.map(({ code }) => code)).toEqual(["bad-response"]);
  });

  test("may stand in another repository, behind a prefix", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    const signatures = registry.putImage("acme/signatures", `web-${digest.replace(":", "-")}.sig`);
    const place = { registry: registry.host(), repository: "acme/signatures" };
    const image = imageAt(registry, "acme/web:1");
    const found = await image.repository(place).attachments(digest, "web-");
    expect(found.signatures?.digest).toBe(signatures);
  });

  test("pages are followed and put together", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    registry.switches.push(({ url }, response) => {
      if (!url.includes("/referrers/")) return false;
      const page = Number(new URL(url, "http://x").searchParams.get("page") ?? "1");
      const next: Record<string, string> =
        page < 3 ? { link: `<${url.split("?")[0]}?page=${page + 1}>; rel="next"` } : {};
      sendIndex(response, [descriptorOf(`page ${page}`), descriptorOf("on each")], next);
      return true;
    });
    const found = await imageAt(registry, "acme/web:1").repository().attachments(digest);
    const contents = ["page 1", "on each", "page 2", "page 3"];
    expect(found.referrers.map((each) => each.digest)).toEqual(
      contents.map((content) => descriptorOf(content).digest),
    );
  });

  test.each([
    ["another host", "bad-response", () => "<https://evil.test/v2/acme/web/referrers/x>; rel=next"],
    [
      "another port",
      "bad-response",
      () => "<http://127.0.0.1:1/v2/acme/web/referrers/x>; rel=next",
    ],
    ["another list", "bad-response", () => '</v2/acme/secret/manifests/latest>; rel="next"'],
    [
      "itself",
      "bad-response",
      (page: number, url: string) => `<${page > 1 ? url : `${url}?a`}>; rel=next`,
    ],
    [
      "ever more pages",
      "bad-response",
      (page: number, url: string) => `<${url.split("?")[0]}?p=${page}>; rel=next`,
    ],
    [
      "ever more referrers",
      "too-large",
      (page: number, url: string) => `<${url.split("?")[0]}?p=${page}>; rel=next`,
    ],
  ])("a list that continues at %s", async (name, code, link) => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    let pages = 0;
    registry.switches.push(({ url }, response) => {
      if (!url.includes("/referrers/")) return false;
      pages++;
      const count = name === "ever more referrers" ? 100 : 0;
      const some = Array.from({ length: count }, (_, at) => descriptorOf(`${pages} ${at}`));
      sendIndex(response, some, { link: link(pages, url) });
      return true;
    });
    const image = imageAt(registry, "acme/web:1");
    const found = await image.repository().attachments(digest);
    expect(found.errors.map((error) => error.code)).toEqual([code]);
    expect(found.referrers).toEqual([]);
    expect(pages).toBeLessThanOrEqual(50);
    expect(registry.log).not.toContain("GET /v2/acme/secret/manifests/latest");
  });

  test("10,000 referrers on one page are refused whole, never cut", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    const many = Array.from({ length: 10_000 }, (_, at) => descriptorOf(String(at)));
    for (const hasApi of [true, false]) {
      registry.hasReferrersApi = hasApi;
      registry.switches[0] = ({ url }, response) => {
        const isList = hasApi
          ? url.includes("/referrers/")
          : url.endsWith(digest.replace(":", "-"));
        if (isList) sendIndex(response, many);
        return isList;
      };
      const found = await imageAt(registry, "acme/web:1").repository().attachments(digest);
      expect(found.errors.map(({ code }) => code)).toEqual(["too-large"]);
      expect(found.referrers).toEqual([]);
    }
  });
});
