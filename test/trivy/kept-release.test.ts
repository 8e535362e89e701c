import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { trustRootFrom, type TrustRoot } from "../../src/sigstore/trust-root.ts";
import type { TrivySettings } from "../../src/policy/vulnerabilities.ts";
import type { ObtainOptions } from "../../src/trivy/obtain.ts";
import type { TrivyProgram } from "../../src/trivy/program.ts";
import { releaseArchive } from "../../src/policy/trivy-releases.ts";
import { newInstance } from "../checks/signatures/material/instance.ts";
import { stopServersAfterEach } from "../network/loopback-server.ts";
import {
  archiveOf,
  keepOf,
  obtainIn,
  path,
  placesForEach,
  refusal,
  script,
  serveFiles,
  sha256,
  version,
} from "./obtaining.ts";
import { bundleOver, releaseWorkflow } from "./signed-release.ts";

stopServersAfterEach();

const places = placesForEach();
const obtain = (
  settings: Partial<TrivySettings>,
  options: Partial<ObtainOptions> = {},
): Promise<TrivyProgram> => obtainIn(places(), settings, options);

describe("a release that is kept", () => {
  async function keptOnce(): Promise<{
    kept: Map<string, string>;
    settings: Partial<TrivySettings>;
  }> {
    const archive = archiveOf();
    const server = await serveFiles({ [path]: archive });
    const kept = new Map<string, string>();
    const settings = { version, sha256: sha256(archive), mirror: server.url };
    await obtain(settings, { keep: keepOf(kept, places().outside) });
    rmSync(places().folder, { recursive: true });
    mkdirSync(places().folder);
    return { kept, settings };
  }

  test("is used without the network, and offline", async () => {
    const { kept, settings } = await keptOnce();
    const server = await serveFiles({});
    for (const offline of [false, true]) {
      const options = { keep: keepOf(kept, places().outside), offline };
      const program = await obtain({ ...settings, mirror: server.url }, options);
      expect(program.origin).toBe("release 9.9.9, verified by SHA-256");
    }
    expect(server.asked).toEqual([]);
    expect([...kept.keys()]).toEqual([expect.stringContaining(settings.sha256 ?? "?")]);
  });

  test.each(["changed", "emptied", "turned into a folder", "removed"])(
    "and was %s is had anew, and refused offline",
    async (how) => {
      const { kept, settings } = await keptOnce();
      const [file = ""] = kept.values();
      if (how === "changed") writeFileSync(file, archiveOf("6.6.6"));
      else if (how === "emptied") writeFileSync(file, "");
      else rmSync(file);
      if (how === "turned into a folder") mkdirSync(file);
      expect(
        await refusal(obtain(settings, { keep: keepOf(kept, places().outside), offline: true })),
      ).toContain("Trivy 9.9.9 is not kept from an earlier run, and offline nothing is downloaded");
      const server = await serveFiles({ [path]: archiveOf() });
      const program = await obtain(
        { ...settings, mirror: server.url },
        { keep: keepOf(kept, places().outside) },
      );
      expect(program.sha256).toBe(sha256(script()));
      expect(server.asked).toContain(`GET ${path}`);
    },
  );

  test("is not taken for another digest's", async () => {
    const { kept, settings } = await keptOnce();
    const server = await serveFiles({});
    const other = { ...settings, sha256: "2".repeat(64), mirror: server.url };
    expect(await refusal(obtain(other, { keep: keepOf(kept, places().outside) }))).toContain(
      "answered 404",
    );
  });
});

describe("a program that was unpacked before", () => {
  async function unpackedOnce(): Promise<{ results: string; settings: Partial<TrivySettings> }> {
    const results = join(places().outside, "results");
    const archive = archiveOf();
    const server = await serveFiles({ [path]: archive });
    const settings = { version, sha256: sha256(archive), mirror: server.url };
    const first = await obtain(settings, { results });
    rmSync(first.path);
    return { results, settings };
  }

  test("is compared with what was noted, and used without its archive", async () => {
    const { results, settings } = await unpackedOnce();
    expect(await obtain(settings, { results, offline: true })).toEqual({
      path: join(results, "programs", `${settings.sha256 ?? ""}-trivy`),
      version,
      origin: "release 9.9.9, verified by SHA-256",
      sha256: sha256(script()),
    });
  });

  test.each(["program", "record"])("and whose %s was changed is not used", async (what) => {
    const { results, settings } = await unpackedOnce();
    const ending = what === "program" ? "-trivy" : ".json";
    writeFileSync(join(results, "programs", `${settings.sha256 ?? ""}${ending}`), "changed");
    const message = await refusal(obtain(settings, { results, offline: true }));
    expect(message).toContain("is not kept from an earlier run");
  });

  test("from another archive is another program", async () => {
    const { results, settings } = await unpackedOnce();
    const other = { ...settings, sha256: "6".repeat(64) };
    expect(await refusal(obtain(other, { results, offline: true }))).toContain("is not kept");
    const renumbered = { ...settings, version: "9.9.8" };
    expect(await refusal(obtain(renumbered, { results, offline: true }))).toContain("is not kept");
  });

  test("makes room for newer ones", async () => {
    const results = join(places().outside, "results");
    for (const patch of [1, 2, 3]) {
      const each = `9.9.${patch}`;
      const archive = archiveOf(each);
      const server = await serveFiles({
        [`/v${each}/${releaseArchive(each)?.name ?? ""}`]: archive,
      });
      await obtain({ version: each, sha256: sha256(archive), mirror: server.url }, { results });
    }
    expect(readdirSync(join(results, "programs"))).toHaveLength(4);
  });
});

describe("the signature of a release", () => {
  async function signedBy(subject: string): Promise<{
    settings: Partial<TrivySettings>;
    trustRoot: TrustRoot;
    kept: Map<string, string>;
  }> {
    const instance = await newInstance();
    const trustRoot = trustRootFrom(JSON.stringify(instance.trustedRoot), "the test's instance");
    const archive = archiveOf();
    const bundle = await bundleOver(instance, archive, { subject });
    const server = await serveFiles({ [path]: archive, [`${path}.sigstore.json`]: bundle });
    const settings = { version, sha256: sha256(archive), mirror: server.url };
    return { settings, trustRoot, kept: new Map() };
  }

  test("is the second lock, also of what is kept", async () => {
    const { settings, trustRoot, kept } = await signedBy(releaseWorkflow(version));
    for (const offline of [false, true]) {
      const program = await obtain(settings, {
        trustRoot,
        keep: keepOf(kept, places().outside),
        offline,
      });
      expect(program.origin).toBe("release 9.9.9, verified by SHA-256 and signature");
    }
    expect(kept.size).toBe(2);
  });

  test("by somebody else is an error, though the digest is right", async () => {
    const { settings, trustRoot } = await signedBy(releaseWorkflow("9.9.8"));
    expect(await refusal(obtain(settings, { trustRoot }))).toContain(
      "the signature of Trivy 9.9.9 does not hold: signed by https://github.com/aquasecurity/",
    );
    expect(existsSync(join(places().folder, "trivy-9.9.9", "trivy"))).toBe(false);
  });

  test("that the trust root is too old for leaves the digest as the lock", async () => {
    const { settings } = await signedBy(releaseWorkflow(version));
    expect((await obtain(settings)).origin).toBe("release 9.9.9, verified by SHA-256");
  });

  test("that was spoilt where it is kept is had anew", async () => {
    const { settings, trustRoot, kept } = await signedBy(releaseWorkflow(version));
    await obtain(settings, { trustRoot, keep: keepOf(kept, places().outside) });
    const [, bundle = ""] = [...kept.values()];
    writeFileSync(bundle, "{}");
    const program = await obtain(settings, { trustRoot, keep: keepOf(kept, places().outside) });
    expect(program.origin).toBe("release 9.9.9, verified by SHA-256 and signature");
  });
});
