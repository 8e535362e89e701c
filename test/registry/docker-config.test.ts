import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { dockerCredentials } from "../../src/registry/docker-config.ts";
import { cleanUpAfterEach, codeOf, errorOf, imageAt, startRegistry } from "./opening.ts";

cleanUpAfterEach();

const folder = mkdtempSync(join(tmpdir(), "portcullis-docker-"));
const path = process.env["PATH"] ?? "";
beforeEach(() => {
  process.env["PATH"] = [join(folder, "bin"), path].join(delimiter);
});
afterEach(() => {
  process.env["PATH"] = path;
});
afterAll(() => rmSync(folder, { recursive: true }));

const base64 = (text: string): string => Buffer.from(text).toString("base64");

function credentialsIn(config: unknown, surroundings: Record<string, string> = {}) {
  const text = typeof config === "string" ? config : JSON.stringify(config);
  writeFileSync(join(folder, "config.json"), text);
  return dockerCredentials({ DOCKER_CONFIG: folder, ...surroundings });
}

/** A helper that runs a script of node's, with its own environment and input at hand. */
function installHelper(name: string, script: string): void {
  mkdirSync(join(folder, "bin"), { recursive: true });
  const file = join(folder, "bin", `docker-credential-${name}`);
  const preamble = 'const host = require("fs").readFileSync(0, "utf8").trim();';
  writeFileSync(file, `#!${process.execPath}\n${preamble}\n${script}\n`);
  chmodSync(file, 0o755);
}

describe("auths", () => {
  test.each([
    ["ghcr.io", "ghcr.io"],
    ["https://ghcr.io", "ghcr.io"],
    ["https://ghcr.io/v2/", "ghcr.io"],
    ["GHCR.io/", "ghcr.io"],
    ["https://index.docker.io/v1/", "docker.io"],
    ["docker.io", "docker.io"],
    ["registry-1.docker.io", "docker.io"],
    ["127.0.0.1:5000", "127.0.0.1:5000"],
  ])("%s is the key of %s", async (key, registry) => {
    const credentials = credentialsIn({ auths: { [key]: { auth: base64("user:pa:ss") } } });
    expect(await credentials(registry)).toEqual({
      kind: "password",
      username: "user",
      password: "pa:ss",
    });
  });

  test.each([
    ["ghcr.io.evil.example", "ghcr.io"],
    ["ghcr.io", "ghcr.io.evil.example"],
    ["io", "ghcr.io"],
    ["127.0.0.1", "127.0.0.1:5000"],
    ["127.0.0.1:5000", "127.0.0.1"],
    ["ghcr.io/acme", "ghcr.io"],
    ["__proto__", "ghcr.io"],
    ["https://index.docker.io/v1/", "index.docker.io.evil.example"],
  ])("%s is not the key of %s", async (key, registry) => {
    const credentials = credentialsIn({ auths: { [key]: { auth: base64("user:pass") } } });
    expect(await credentials(registry)).toBeUndefined();
  });

  test("hold tokens as well", async () => {
    const credentials = credentialsIn({
      auths: {
        a: { auth: base64("user:"), identitytoken: "id" },
        b: { registrytoken: "bearer" },
        c: { username: "user", password: "pass" },
        d: {},
      },
    });
    expect(await credentials("a")).toEqual({ kind: "identity-token", token: "id" });
    expect(await credentials("b")).toEqual({ kind: "registry-token", token: "bearer" });
    expect(await credentials("c")).toEqual({
      kind: "password",
      username: "user",
      password: "pass",
    });
    expect(await credentials("d")).toBeUndefined();
  });

  test("with an auth that cannot be read are an error, not silence", async () => {
    const credentials = credentialsIn({ auths: { a: { auth: base64("s3cret") } } });
    const error = await errorOf(credentials("a"));
    expect(error.code).toBe("unauthorized");
    expect(error.message).not.toMatch(/s3cret|czNjcmV0/);
  });
});

describe("the file", () => {
  test("may be missing", async () => {
    const nowhere = { DOCKER_CONFIG: join(folder, "nowhere") };
    expect(await dockerCredentials(nowhere)("ghcr.io")).toBeUndefined();
    expect(await dockerCredentials({})("ghcr.io")).toBeUndefined();
  });

  test("stands in the home folder unless told", async () => {
    mkdirSync(join(folder, "home/.docker"), { recursive: true });
    const auths = { a: { registrytoken: "bearer" } };
    writeFileSync(join(folder, "home/.docker/config.json"), JSON.stringify({ auths }));
    const credentials = dockerCredentials({ HOME: join(folder, "home") });
    expect(await credentials("a")).toEqual({ kind: "registry-token", token: "bearer" });
  });

  test("that is broken is an error that quotes nothing of it", async () => {
    const error = await errorOf(credentialsIn('{"auths": s3cret')("a"));
    expect(error.code).toBe("unauthorized");
    expect(error.message).toBe(
      `the Docker configuration ${join(folder, "config.json")} cannot be used: it is not JSON`,
    );
  });

  test("is not looked for below the working directory", async () => {
    expect(await codeOf(dockerCredentials({ DOCKER_CONFIG: "." })("a"))).toBe("unauthorized");
  });

  test("is not read before a registry asks for credentials", async () => {
    const registry = await startRegistry();
    registry.putImage("acme/web", "1");
    const credentials = credentialsIn("broken");
    await imageAt(registry, "acme/web:1", { credentials }).resolve();
    registry.switches.push((_, response) => {
      response.writeHead(401, { "www-authenticate": "Basic" }).end();
      return true;
    });
    expect(await codeOf(imageAt(registry, "acme/web:1", { credentials }).resolve())).toBe(
      "unauthorized",
    );
  });
});

const onPosix = process.platform === "win32" ? describe.skip : describe;

onPosix("helpers", () => {
  test("are asked for the host, the one of the host before the store, the store before the file", async () => {
    for (const name of ["one", "store"]) {
      installHelper(
        name,
        `console.log(JSON.stringify({ Username: ${JSON.stringify(name)}, Secret: host + process.argv[2] }))`,
      );
    }
    const credentials = credentialsIn({
      credHelpers: { "ghcr.io": "one" },
      credsStore: "store",
      auths: { "ghcr.io": { auth: base64("file:file") } },
    });
    expect(await credentials("ghcr.io")).toEqual({
      kind: "password",
      username: "one",
      password: "ghcr.ioget",
    });
    expect(await credentials("docker.io")).toEqual({
      kind: "password",
      username: "store",
      password: "https://index.docker.io/v1/get",
    });
  });

  test("that have nothing leave it to the file", async () => {
    installHelper(
      "empty",
      'console.log("credentials not found in native keychain"); process.exit(1)',
    );
    const credentials = credentialsIn({
      credsStore: "empty",
      auths: { a: { registrytoken: "t" } },
    });
    expect(await credentials("a")).toEqual({ kind: "registry-token", token: "t" });
    expect(await credentials("b")).toBeUndefined();
  });

  test("give identity tokens", async () => {
    installHelper("identity", 'console.log(JSON.stringify({ Username: "<token>", Secret: "id" }))');
    expect(await credentialsIn({ credsStore: "identity" })("a")).toEqual({
      kind: "identity-token",
      token: "id",
    });
  });

  test.each([
    ["fails", 'console.log("s3cret"); console.error("s3cret"); process.exit(1)'],
    ["ends oddly", "process.exit(7)"],
    ["does not answer in JSON", 'console.log("s3cret")'],
    ["has no secret", 'console.log(JSON.stringify({ Username: "s3cret" }))'],
    ["talks without end", 'for (;;) require("fs").writeSync(1, "x".repeat(65536))'],
  ])("an error when one %s, without what it said", async (_name, script) => {
    installHelper("bad", script);
    const error = await errorOf(credentialsIn({ credsStore: "bad" })("a"));
    expect(error.code).toBe("unauthorized");
    expect(error.message).toMatch(/^docker-credential-bad /);
    expect(error.message).not.toContain("s3cret");
  });

  test.each(["missing-one", "../bin/one", "one;id", "-x", 7, "a".repeat(100)])(
    "%j is no helper",
    async (name) => {
      const marker = join(folder, "ran");
      installHelper("one", `require("fs").writeFileSync(${JSON.stringify(marker)}, "")`);
      expect(await codeOf(credentialsIn({ credsStore: name })("a"))).toBe("unauthorized");
      expect(existsSync(marker)).toBe(false);
    },
  );

  test("know of the environment what they need, and no token", async () => {
    const script =
      'console.log(JSON.stringify({ Username: "u", Secret: Object.keys(process.env).sort().join() }))';
    installHelper("spy", script);
    installHelper("ecr-login", script);
    const surroundings = { HOME: folder, GITHUB_TOKEN: "x", AWS_PROFILE: "p", NODE_OPTIONS: "--x" };
    const seenBy = async (name: string): Promise<unknown> =>
      credentialsIn({ credsStore: name }, surroundings)("a");
    expect(await seenBy("spy")).toMatchObject({ password: "DOCKER_CONFIG,HOME,LANG,LC_ALL,PATH" });
    expect(await seenBy("ecr-login")).toMatchObject({
      password: "AWS_PROFILE,DOCKER_CONFIG,HOME,LANG,LC_ALL,PATH",
    });
  });
});
