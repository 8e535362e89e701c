import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { TrivySettings } from "../../src/policy/vulnerabilities.ts";
import { silent } from "../../src/progress.ts";
import type { ObtainOptions } from "../../src/trivy/obtain.ts";
import type { TrivyProgram } from "../../src/trivy/program.ts";
import { releaseArchive } from "../../src/policy/trivy-releases.ts";
import { serve, stopServersAfterEach } from "../network/loopback-server.ts";
import { realTool } from "../tools/real-tools.ts";
import { tarOf } from "./archive/tar-writer.ts";
import {
  archiveOf,
  keepOf,
  name,
  obtainIn,
  path,
  placesForEach,
  refusal,
  script,
  serveFiles,
  sha256,
  version,
} from "./obtaining.ts";

stopServersAfterEach();

const places = placesForEach();
const obtain = (
  settings: Partial<TrivySettings>,
  options: Partial<ObtainOptions> = {},
): Promise<TrivyProgram> => obtainIn(places(), settings, options);

describe("a release", () => {
  test("is downloaded, compared, unpacked and asked for its version", async () => {
    const archive = archiveOf();
    const server = await serveFiles({ [path]: archive });
    const said: string[] = [];
    const progress = {
      ...silent,
      update: (text: string) => void said.push(text),
      say: (line: string) => void said.push(line),
    };
    const settings = { version, sha256: sha256(archive), mirror: server.url };
    const program = await obtain(settings, { progress });
    expect(program).toEqual({
      path: join(places().folder, "trivy-9.9.9", "trivy"),
      version,
      origin: "release 9.9.9, verified by SHA-256",
      sha256: sha256(script()),
    });
    expect(statSync(program.path).mode & 0o777).toBe(0o700);
    expect(server.asked).toEqual([`GET ${path}`, `GET ${path}.sigstore.json`]);
    expect(said).toEqual([
      "downloading Trivy 9.9.9",
      expect.stringMatching(
        /^the signature of trivy_9\.9\.9_\S+ cannot be had \(.* answered 404\)/,
      ),
    ]);
    expect(existsSync(join(places().folder, "trivy-9.9.9", name))).toBe(false);
  });

  test("is had from a mirror in a places().folder, after a moment of trouble", async () => {
    const archive = archiveOf();
    let count = 0;
    const server = await serve(({ url }, response) => {
      count++;
      if (count === 1) response.writeHead(429, { "retry-after": "0" }).end();
      else response.writeHead(url === `/tools/trivy${path}` ? 200 : 404).end(archive);
    });
    const mirror = `${server.url}/tools/trivy/`;
    const program = await obtain({ version, sha256: sha256(archive), mirror });
    expect(program.version).toBe(version);
  });

  test("that the table knows is compared with the table's digest", async () => {
    const known = releaseArchive("0.74.0");
    const server = await serveFiles({ [`/v0.74.0/${known?.name ?? ""}`]: archiveOf("0.74.0") });
    const message = await refusal(obtain({ mirror: server.url }));
    expect(message).toContain(`it must be ${known?.pinned ?? "?"}; it was not opened`);
    expect(server.asked).toHaveLength(1);
  });

  test("with another digest is not opened, nor kept", async () => {
    const server = await serveFiles({ [path]: Buffer.from("no archive at all") });
    const kept = new Map<string, string>();
    const message = await refusal(
      obtain(
        { version, sha256: "0".repeat(64), mirror: server.url },
        { keep: keepOf(kept, places().outside) },
      ),
    );
    expect(message).toBe(
      `${server.url}${path}: the SHA-256 of what was downloaded is ${sha256("no archive at all")}, and it must be ${"0".repeat(64)}; it was not opened. Compare vulnerabilities.trivy.sha256 with the checksums of the release; if it is right, let vulnerabilities.trivy.mirror name a server that has the release as it is, or vulnerabilities.trivy.path a program`,
    );
    expect([...kept]).toEqual([]);
    expect(existsSync(join(places().folder, "trivy-9.9.9", name))).toBe(false);
  });

  test.each<[string, Buffer, string]>([
    ["that is cut off", archiveOf().subarray(0, -20), "it ends in the middle"],
    ["with a way out", archiveOf(version, { name: "../../x" }), 'an entry named "../../x"'],
    ["with a link", archiveOf(version, { name: "l", type: "2", link: "/" }), "is a link"],
    ["without a program", gzipSync(tarOf({ name: "a" })), "it has no trivy in it"],
    ["that is none", Buffer.from("rubbish"), "it is not a gzip file, or damaged"],
  ])("%s is refused, though its digest is right", async (_, archive, why) => {
    const server = await serveFiles({ [path]: archive });
    const settings = { version, sha256: sha256(archive), mirror: server.url };
    const message = await refusal(obtain(settings));
    expect(message).toContain(`the archive ${name} is not as Trivy's releases are: `);
    expect(message).toContain(why);
  });

  test("that is another version inside is refused", async () => {
    const archive = archiveOf("9.9.8");
    const server = await serveFiles({ [path]: archive });
    const settings = { version, sha256: sha256(archive), mirror: server.url };
    expect(await refusal(obtain(settings))).toBe(
      `the archive ${name} holds Trivy 9.9.8, not 9.9.9; it is not used`,
    );
  });

  test("that the server does not have, or sends elsewhere, says what to do", async () => {
    const none = await serveFiles({});
    const settings = { version, sha256: "1".repeat(64), mirror: none.url };
    const message = await refusal(obtain(settings));
    expect(message).toContain(`${none.url}${path}: ${none.host} answered 404; let`);
    const other = await serveFiles({});
    const redirecting = await serve((_, response) =>
      response.writeHead(302, { location: other.url }).end(),
    );
    const refused = await refusal(obtain({ ...settings, mirror: redirecting.url }));
    expect(refused).toContain(`${other.host} is not contacted`);
    expect(other.asked).toEqual([]);
  });

  test("that nobody knows a digest of is not even asked for", async () => {
    const server = await serveFiles({});
    expect(await refusal(obtain({ version, mirror: server.url }))).toBe(
      `vulnerabilities.trivy.version: 9.9.9 is not among the versions that are pinned here (0.74.0); give the SHA-256 of ${name} as vulnerabilities.trivy.sha256`,
    );
    const contradicting = { version: "0.74.0", sha256: "1".repeat(64), mirror: server.url };
    expect(await refusal(obtain(contradicting))).toContain("leave it out for 0.74.0");
    expect(server.asked).toEqual([]);
  });

  test.each([
    [{ version: "v9.9.9" }, 'version: "v9.9.9" is not a version'],
    [{ version: "../../x" }, 'version: "../../x" is not a version'],
    [{ version: "latest" }, 'version: "latest" is not a version'],
    [{ version, sha256: "abc" }, 'sha256: "abc" is not a SHA-256'],
    [{ version, sha256: "1".repeat(64), mirror: "nonsense" }, "mirror: "],
    [
      { version, sha256: "1".repeat(64), mirror: "http://example.com" },
      "plain http is not allowed",
    ],
  ])("by %j is refused", async (settings, why) => {
    expect(await refusal(obtain(settings))).toContain(why);
  });
});

describe.each(["0.69.4", "0.69.5", "0.69.6"])("Trivy %s", (bad) => {
  test("is refused as a release, with a digest too, and nothing is asked for", async () => {
    const server = await serveFiles({});
    const settings = { version: bad, sha256: "5".repeat(64), mirror: server.url };
    expect(await refusal(obtain(settings))).toContain("an attacker published it");
    expect(server.asked).toEqual([]);
  });

  test("is refused under another number, by its path and as the system's", async () => {
    const archive = archiveOf(bad);
    const server = await serveFiles({ [path]: archive });
    const release = { version, sha256: sha256(archive), mirror: server.url };
    const program = join(places().outside, "trivy");
    writeFileSync(program, script(bad), { mode: 0o755 });
    const named = { path: program, sha256: sha256(script(bad)) };
    for (const settings of [release, named, { path: program }, { version: "system" }]) {
      expect(await refusal(obtain(settings))).toContain(
        `is Trivy ${bad}: an attacker published it`,
      );
    }
  });
});

const trivy = realTool("trivy");
(trivy === undefined ? test.skip : test)(
  "the real Trivy is unpacked and says its version",
  async () => {
    const bytes = readFileSync(trivy ?? "");
    // A build of our own has another digest than the release, so it goes by another number's way.
    const archive = gzipSync(tarOf({ name: "trivy", content: bytes }), { level: 0 });
    const server = await serveFiles({ [path]: archive });
    const settings = { version, sha256: sha256(archive), mirror: server.url };
    const message = await refusal(obtain(settings));
    expect(message).toBe(`the archive ${name} holds Trivy 0.74.0, not 9.9.9; it is not used`);
    const program = await obtain({ path: trivy, sha256: sha256(bytes), version: "0.74.0" });
    expect(program).toMatchObject({ version: "0.74.0", sha256: sha256(bytes) });
  },
  60_000,
);
