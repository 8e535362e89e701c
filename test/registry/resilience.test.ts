import { describe, expect, test } from "@jest/globals";
import {
  cleanUpAfterEach,
  codeOf,
  imageAt,
  open,
  referenceTo,
  startRegistry,
  until,
} from "./opening.ts";
import { digestOf, ociManifest } from "./switchable-registry.ts";

cleanUpAfterEach();

describe("retries", () => {
  test.each([429, 502, 503, 504])("%i is asked again until it is better", async (status) => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    let failures = 3;
    registry.switches.push((_, response) => {
      if (failures-- <= 0) return false;
      response.writeHead(status, { "retry-after": "0" }).end();
      return true;
    });
    expect((await imageAt(registry, "acme/web:1").resolve()).digest).toBe(digest);
    expect(registry.seen).toHaveLength(4);
  });

  test("end after four attempts", async () => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      response.writeHead(503).end();
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("unavailable");
    expect(registry.seen).toHaveLength(4);
  });

  test.each([500, 501, 404, 403])("%i does not get better by asking again", async (status) => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      response.writeHead(status).end();
      return true;
    });
    await codeOf(imageAt(registry, "acme/web:1").resolve());
    expect(registry.seen).toHaveLength(1);
  });

  test.each([
    ["seconds beyond reason", "86400"],
    ["a number beyond all numbers", "9".repeat(400)],
    ["a date far away", "Fri, 31 Dec 2199 23:59:59 GMT"],
  ])("Retry-After with %s is an answer, and not waited for", async (_name, value) => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      response.writeHead(429, { "retry-after": value }).end();
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("rate-limited");
    expect(registry.seen).toHaveLength(1);
  });

  test.each(["Fri, 31 Dec 1999 23:59:59 GMT", "-5", "soon", ""])(
    "Retry-After %j does no harm",
    async (value) => {
      const registry = await startRegistry();
      registry.switches.push((_, response) => {
        response.writeHead(429, { "retry-after": value }).end();
        return true;
      });
      expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("rate-limited");
      expect(registry.seen).toHaveLength(4);
    },
  );

  test("a pause that the image's deadline does not leave room for is not begun", async () => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      response.writeHead(429, { "retry-after": "20" }).end();
      return true;
    });
    const image = imageAt(registry, "acme/web:1", { limits: { imageMs: 5_000 } });
    expect(await codeOf(image.resolve())).toBe("rate-limited");
    expect(registry.seen).toHaveLength(1);
  });

  test("a connection that is cut is made again", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    let cuts = 2;
    registry.switches.push((_, response) => {
      if (cuts-- <= 0) return false;
      if (cuts === 1) response.socket?.destroy();
      else {
        response.writeHead(200, { "content-type": ociManifest, "content-length": "1000" });
        response.write("{", () => response.socket?.destroy());
      }
      return true;
    });
    expect((await imageAt(registry, "acme/web:1").resolve()).digest).toBe(digest);
    expect(registry.seen).toHaveLength(3);
  });

  test("a body that is always cut is unavailable, never a shorter body", async () => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      response.writeHead(200, { "content-type": ociManifest, "content-length": "1000" });
      response.write("{}", () => response.socket?.destroy());
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1").resolve())).toBe("unavailable");
  });
});

describe("deadlines", () => {
  test.each([
    ["no answer", "nothing"],
    ["a body that drips", "drips"],
  ])("%s ends one exchange, and is not asked for again", async (_name, how) => {
    const registry = await startRegistry();
    registry.switches.push((_, response) => {
      if (how === "nothing") return true;
      response.writeHead(200, { "content-type": ociManifest });
      const drip = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(drip));
      return true;
    });
    const image = imageAt(registry, "acme/web:1", { limits: { exchangeMs: 50 } });
    expect(await codeOf(image.resolve())).toBe("timed-out");
    expect(registry.seen).toHaveLength(1);
  });

  test("the image's deadline ends all that is asked about it, and other images go on", async () => {
    const registry = await startRegistry();
    const digest = registry.putImage("acme/web", "1");
    registry.switches.push(({ url }) => url.includes("/slow/"));
    const registries = open({
      policy: { namedHosts: [registry.host()] },
      limits: { imageMs: 500 },
    });
    const slow = registries.image(referenceTo(`${registry.host()}/acme/slow/a:1`));
    expect(await codeOf(slow.resolve())).toBe("timed-out");
    const found = await slow.repository().attachments(digest);
    expect(found.errors.map(({ code }) => code)).toEqual(["timed-out", "timed-out", "timed-out"]);
    const good = registries.image(referenceTo(`${registry.host()}/acme/web:1`));
    expect((await good.resolve()).digest).toBe(digest);
  });

  test("the run's signal and close() end everything, and leave no connection", async () => {
    const registry = await startRegistry();
    registry.putImage("acme/web", "1");
    registry.switches.push(({ url }) => url.includes("/slow/"));
    const controller = new AbortController();
    for (const end of [() => controller.abort(), undefined]) {
      const registries = open({
        policy: { namedHosts: [registry.host()] },
        signal: controller.signal,
      });
      if (end !== undefined) {
        await registries.image(referenceTo(`${registry.host()}/acme/web:1`)).resolve();
      }
      const asked = codeOf(
        registries.image(referenceTo(`${registry.host()}/slow/web:1`)).resolve(),
      );
      if (end === undefined) registries.close();
      else setTimeout(end, 20);
      expect(await asked).toBe("timed-out");
      registries.close();
    }
    await until(() => registry.openConnections === 0);
  });
});

describe("concurrency", () => {
  test("is bounded for each host, and everybody gets a turn", async () => {
    const registry = await startRegistry();
    let [now, most] = [0, 0];
    registry.switches.push(async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      now--;
      return false;
    });
    const registries = open({
      policy: { namedHosts: [registry.host()] },
      limits: { concurrencyPerHost: 3 },
    });
    const all = Array.from({ length: 30 }, (_, at) => {
      const digest = registry.putImage(`acme/web${at}`, "1");
      const image = registries.image(referenceTo(`${registry.host()}/acme/web${at}:1`));
      return image.resolve().then((found) => found.digest === digest);
    });
    expect(await Promise.all(all)).toEqual(all.map(() => true));
    expect(most).toBe(3);
    // Connections are used again.
    expect(registry.connections).toBeLessThanOrEqual(6);
  });

  test("one payload under several signatures is fetched once", async () => {
    const registry = await startRegistry();
    const blob = {
      ...registry.putBlob("payload"),
      annotations: {},
      artifactType: undefined,
      platform: undefined,
    };
    const repository = imageAt(registry, "acme/web:1").repository();
    await Promise.all([repository.blob(blob), repository.blob(blob)]);
    await repository.blob(blob);
    expect(registry.seen).toHaveLength(1);
    expect(blob.digest).toBe(digestOf(Buffer.from("payload")));
  });
});
