import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { scanImages, type ScanContext } from "../../../src/checks/vulnerabilities/scan-images.ts";
import type { ImageToScan, ScannedImage } from "../../../src/checks/vulnerabilities/scanning.ts";
import type { Subject } from "../../../src/checks/check.ts";
import { defaultVulnerabilities } from "../../../src/policy/vulnerabilities.ts";
import { type Progress, silent } from "../../../src/progress.ts";
import { cleanUpAfterEach, referenceTo, startRegistry } from "../../registry/opening.ts";
import { ociIndex, type SwitchableRegistry } from "../../registry/switchable-registry.ts";
import { realTool } from "../../tools/real-tools.ts";
import {
  databaseLayer,
  javaDatabaseLayerType,
  metadataOf,
  pushDatabase,
  smallDatabase,
  writeDatabase,
} from "../../trivy/material/database.ts";
import {
  alpineFiles,
  pushImage,
  pushIndex,
  soundAlpine,
  storeIn,
  vulnerableAlpine,
} from "../../trivy/material/images.ts";
import { mavenJar } from "../../trivy/material/jar.ts";
import { writeJavaDatabase } from "../../trivy/material/java-database.ts";
import { keptIn } from "../../trivy/material/kept-files.ts";
import { newFolder } from "../../trivy/scanning.ts";
import { subjectWith } from "../registries/subject.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");
const now = new Date("2026-11-21T12:00:00Z");
const finished = "2026-11-21T06:00:00Z";

cleanUpAfterEach();
// Each Trivy is a process, and the machine may be busy.
jest.setTimeout(60_000);

const javaImage = {
  layers: [
    { files: alpineFiles({ openssl: "3.1.4-r5" }) },
    {
      files: [
        {
          path: "app/a.jar",
          content: mavenJar("org.apache.logging.log4j", "log4j-core", "2.14.0"),
        },
      ],
    },
  ],
};

/** A Trivy that notes how it is started, and does what the script says before it does its work. */
function notedTrivy(real: string, before = ""): { path: string; starts: () => string[] } {
  const folder = newFolder();
  const path = join(folder, "trivy");
  const log = join(folder, "starts");
  writeFileSync(log, "");
  const script = `#!/bin/sh\necho "$*" >> '${log}'\n${before}\nexec '${real}' "$@"\n`;
  writeFileSync(path, script, { mode: 0o755 });
  const starts = (): string[] =>
    readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => /^(?:image|convert) /.test(line));
  return { path, starts };
}

async function registryWithDatabase(
  tool: string,
  updatedAt = finished,
): Promise<SwitchableRegistry> {
  const registry = await startRegistry();
  await pushDatabases(registry, tool, updatedAt);
  return registry;
}

async function pushDatabases(
  registry: SwitchableRegistry,
  tool: string,
  updatedAt: string,
): Promise<void> {
  const folder = newFolder();
  writeDatabase(tool, folder, smallDatabase(updatedAt));
  await pushDatabase(storeIn(registry), {
    repository: "trivy-db",
    tag: "2",
    layers: [databaseLayer(folder)],
  });
  const java = newFolder();
  writeJavaDatabase(java, metadataOf(updatedAt, { Version: 1 }));
  await pushDatabase(storeIn(registry), {
    repository: "trivy-java-db",
    tag: "1",
    layers: [databaseLayer(java, ["trivy-java.db", "metadata.json"])],
    layerType: javaDatabaseLayerType,
    title: "javadb.tar.gz",
  });
}

interface Wishes {
  readonly trivy: string;
  readonly folder?: string;
  readonly policy?: Partial<ScanContext["policy"]>;
  readonly subject?: Partial<Subject>;
  readonly context?: Partial<ScanContext>;
}

/** With a folder things are kept there between runs, results too; without it nothing is. */
function contextFor(registry: SwitchableRegistry, wishes: Wishes): ScanContext {
  const { folder } = wishes;
  const host = registry.host();
  const subject = subjectWith({}, { allow: [`${host}/`] });
  const storage =
    folder === undefined
      ? subject.storage
      : { keep: keptIn(join(folder, "kept")), results: join(folder, "results") };
  return {
    subject: { ...subject, now, root: newFolder(), offline: false, storage, ...wishes.subject },
    policy: {
      ...defaultVulnerabilities,
      trivy: { ...defaultVulnerabilities.trivy, path: wishes.trivy },
      databaseRepositories: [`${host}/trivy-db`],
      javaDatabaseRepositories: [`${host}/trivy-java-db`],
      ...wishes.policy,
    },
    ...wishes.context,
  };
}

function toScan(...references: string[]): ImageToScan[] {
  return references.map((reference) => ({ reference, image: referenceTo(reference) }));
}

/** The ids that were found by platform, or why nothing is known. */
function shown(image: ScannedImage | undefined): unknown {
  if (image?.kind !== "scanned") return image?.reason;
  return image.scans.map(({ platform, vulnerabilities }) => [
    platform,
    ...vulnerabilities.map(({ facts }) => facts.id),
  ]);
}

if (trivy !== undefined && writer !== undefined) {
  describe("the images of a run", () => {
    test("each digest is scanned once, on every platform, against one database", async () => {
      const registry = await registryWithDatabase(writer);
      const store = storeIn(registry);
      const arm = { ...soundAlpine, platform: { architecture: "arm64" } };
      const { digest, images } = await pushIndex(store, "web", "1", [vulnerableAlpine, arm]);
      await pushImage(store, "other", "1", vulnerableAlpine);
      const { path, starts } = notedTrivy(trivy);
      const host = registry.host();
      const references = [`${host}/web:1`, `${host}/web@${digest}`, `${host}/other:1`];
      const said: string[] = [];
      const lines: string[] = [];
      const progress: Progress = {
        ...silent,
        update: (text) => void said.push(text),
        group: (title, work) => {
          lines.push(title);
          return work((line) => void lines.push(line));
        },
      };
      const scanning = await scanImages(
        toScan(...references),
        contextFor(registry, { trivy: path, subject: { progress } }),
      );
      expect([...scanning.images.keys()]).toEqual(references.toSorted());
      const both = [["linux/amd64", "CVE-2023-5363"], ["linux/arm64"]];
      expect(references.map((each) => shown(scanning.images.get(each)))).toEqual([
        both,
        both,
        [["linux/amd64", "CVE-2023-5363"]],
      ]);
      expect(scanning.images.get(references[0] ?? "")).toMatchObject({ digest, isReused: false });
      expect(starts()).toHaveLength(2);
      expect(scanning.program.version).toBe("0.74.0");
      expect(scanning.database).toMatchObject({ repository: `${host}/trivy-db:2` });
      expect(scanning.javaDatabase).toBeUndefined();
      const databases = registry.log.filter((line) => line.startsWith("GET /v2/trivy-db/blobs/"));
      expect(databases).toHaveLength(1);
      expect(said).toContain(`scanning images, 1 of 2: ${host}/web (linux/amd64)`);
      const [amd64, arm64] = images.map((each) => each.digest);
      expect(lines.map((line) => line.replace(/in [\d.]+ s/, "in a while")).toSorted()).toEqual(
        [
          "Scanning 3 images (2 platforms)",
          `scanned ${host}/web@${amd64 ?? ""} (linux/amd64) in a while: 1 vulnerability`,
          `scanned ${host}/web@${arm64 ?? ""} (linux/arm64) in a while: 0 vulnerabilities`,
        ].toSorted(),
      );
      expect(
        registry.log.filter((line) => line.includes(`manifests/${images[0]?.digest ?? ""}`)).length,
      ).toBeLessThan(4);
    });

    test("when the run is called off, nothing that it started goes on", async () => {
      const registry = await registryWithDatabase(writer);
      await pushImage(storeIn(registry), "web", "1", vulnerableAlpine);
      const file = join(newFolder(), "pid");
      const before = `case "$1" in image) echo $$ > '${file}'; exec sleep 600;; esac`;
      const controller = new AbortController();
      const reference = `${registry.host()}/web:1`;
      const ending = scanImages(
        toScan(reference),
        contextFor(registry, {
          trivy: notedTrivy(trivy, before).path,
          context: { signal: controller.signal },
        }),
      );
      while (!existsSync(file) || !readFileSync(file, "utf8").endsWith("\n")) {
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
      controller.abort();
      expect(shown((await ending).images.get(reference))).toBe(
        "linux/amd64: Trivy was called off before it had looked at the image",
      );
      const pid = readFileSync(file, "utf8").trim();
      const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" });
      expect(stdout.trim().replace(/^Z.*/, "")).toBe("");
    });

    test("what concerns one image leaves the others as they are", async () => {
      const registry = await registryWithDatabase(writer);
      const store = storeIn(registry);
      const good = await pushImage(store, "good", "1", vulnerableAlpine);
      const bad = await pushImage(store, "bad", "1", soundAlpine);
      registry.putManifest("chart", "1", {
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        config: {
          ...registry.putBlob("{}"),
          mediaType: "application/vnd.cncf.helm.config.v1+json",
        },
        layers: [],
      });
      registry.putManifest("empty", "1", { schemaVersion: 2, mediaType: ociIndex, manifests: [] });
      await pushImage(store, "arm", "1", { ...soundAlpine, platform: { architecture: "arm64" } });
      registry.switches.push(({ url }, response) => {
        if (!url.startsWith("/v2/secret/")) return false;
        response.writeHead(401, { "www-authenticate": 'Basic realm="x"' }).end();
        return true;
      });
      const host = registry.host();
      const crash = `case "$*" in *${bad.digest}*) echo "FATAL out of luck" >&2; exit 1;; esac`;
      const names = ["arm:1", "bad:1", "chart:1", "empty:1", "good:1", "missing:1", "secret:1"];
      const { images } = await scanImages(
        toScan(...names.map((name) => `${host}/${name}`)),
        contextFor(registry, {
          trivy: notedTrivy(trivy, crash).path,
          policy: { platforms: ["linux/amd64"] },
        }),
      );
      const of = (name: string): unknown => shown(images.get(`${host}/${name}`));
      expect(of("good:1")).toEqual([["linux/amd64", "CVE-2023-5363"]]);
      expect(good.digest).not.toBe(bad.digest);
      expect(of("bad:1")).toBe("linux/amd64: Trivy failed: out of luck");
      expect(of("chart:1")).toMatch(/is not a container image: its config has the type/);
      expect(of("empty:1")).toMatch(/is not a container image: none of the 0 entries/);
      expect(of("arm:1")).toMatch(/is not for linux\/amd64, but for linux\/arm64$/);
      expect(of("missing:1")).toMatch(/has no manifest|not found|404/);
      expect(of("secret:1")).toMatch(/401.*docker login/);
    });

    test.each([
      ["hangs", "sleep 600", /did not end within 2 s/, /vulnerabilities\.timeout/],
      [
        "prints half a report",
        "echo '{\"SchemaVersion\": 2,'; exit 0",
        /it is not JSON/,
        /^Run again/,
      ],
      ["prints nothing", "exit 0", /it is empty/, /^Run again/],
      [
        "runs out of disk",
        "echo 'FATAL no space left on device' >&2; exit 1",
        /no space left/,
        /TMPDIR/,
      ],
      ["is killed", "kill -9 $$", /ended from outside/, /memory/],
    ])("a Trivy that %s leaves nothing decided", async (_, script, reason, remedy) => {
      const registry = await registryWithDatabase(writer);
      await pushImage(storeIn(registry), "web", "1", vulnerableAlpine);
      const before = `case "$1" in image) ${script};; esac`;
      const reference = `${registry.host()}/web:1`;
      const { images } = await scanImages(
        toScan(reference),
        contextFor(registry, {
          trivy: notedTrivy(trivy, before).path,
          policy: { timeoutMs: 2_000 },
        }),
      );
      expect(images.get(reference)).toMatchObject({
        kind: "undecided",
        reason: expect.stringMatching(reason),
        remedy: expect.stringMatching(remedy),
      });
    });

    test("a layer that is not what its digest says leaves nothing decided", async () => {
      const registry = await registryWithDatabase(writer);
      await pushImage(storeIn(registry), "web", "1", vulnerableAlpine);
      registry.switches.push(({ url }, response) => {
        if (!url.startsWith("/v2/web/blobs/")) return false;
        response.writeHead(200).end("something else");
        return true;
      });
      const reference = `${registry.host()}/web:1`;
      const { images } = await scanImages(toScan(reference), contextFor(registry, { trivy }));
      expect(images.get(reference)).toMatchObject({
        kind: "undecided",
        remedy: expect.stringMatching(/^Do not deploy/),
      });
    });

    test("without Trivy or without a database there is no result at all", async () => {
      const registry = await registryWithDatabase(writer);
      await pushImage(storeIn(registry), "web", "1", vulnerableAlpine);
      const images = toScan(`${registry.host()}/web:1`);
      await expect(
        scanImages(images, contextFor(registry, { trivy: join(newFolder(), "none") })),
      ).rejects.toMatchObject({ name: "TrivyError", code: "program" });
      await expect(
        scanImages(
          images,
          contextFor(registry, {
            trivy,
            policy: { databaseRepositories: [`${registry.host()}/no-db`] },
          }),
        ),
      ).rejects.toMatchObject({ name: "TrivyError", code: "database" });
    });

    test("nothing is left behind on the disk", async () => {
      const registry = await registryWithDatabase(writer);
      await pushImage(storeIn(registry), "web", "1", vulnerableAlpine);
      const places = join(newFolder(), "places");
      const before = `case "$1" in image) pwd >> '${places}';; esac`;
      await scanImages(
        toScan(`${registry.host()}/web:1`),
        contextFor(registry, { trivy: notedTrivy(trivy, before).path }),
      );
      const [room = ""] = readFileSync(places, "utf8").split("\n");
      const own = /^.*\/portcullis-images-[^/]+/.exec(room)?.[0] ?? "";
      expect(room).toBe(join(own, "rooms/1/scan"));
      expect(existsSync(own)).toBe(false);
    });
  });

  describe("a second run", () => {
    async function firstRun(recipe = vulnerableAlpine) {
      const registry = await registryWithDatabase(writer ?? "");
      const { digest } = await pushImage(storeIn(registry), "web", "1", recipe);
      const folder = newFolder();
      const { path, starts } = notedTrivy(trivy ?? "");
      const images = toScan(`${registry.host()}/web:1`, `${registry.host()}/web@${digest}`);
      const again = (wishes: Partial<Wishes> = {}) =>
        scanImages(images, contextFor(registry, { trivy: path, folder, ...wishes }));
      const first = await again();
      return { registry, folder, path, starts, again, first, images };
    }

    test("with nothing changed starts no Trivy, and fetches no layer and no database", async () => {
      const { registry, starts, again, first } = await firstRun();
      const fetched = registry.log.length;
      const second = await again();
      expect(starts()).toHaveLength(1);
      expect(registry.log.slice(fetched).filter((line) => line.includes("/blobs/"))).toEqual([]);
      const isReused = (image: ScannedImage): ScannedImage =>
        ({ ...image, isReused: true }) as ScannedImage;
      expect(second).toEqual({
        ...first,
        images: new Map([...first.images].map(([name, image]) => [name, isReused(image)])),
      });
    });

    test("of another image, which nobody has, is not harmed by a database that is gone", async () => {
      const { registry, folder } = await firstRun();
      const { digest } = await pushIndex(storeIn(registry), "broken", "1", [soundAlpine]);
      rmSync(join(folder, "kept"), { recursive: true });
      registry.switches.push(({ url }, response) => {
        if (!/\/v2\/(?:broken|trivy-db)\/blobs\//.test(url)) return false;
        response.writeHead(404).end();
        return true;
      });
      const reference = `${registry.host()}/broken@${digest}`;
      const { images } = await scanImages(
        toScan(reference),
        contextFor(registry, { trivy, folder }),
      );
      expect(shown(images.get(reference))).toMatch(/404/);
    });

    test("where others could have written the results looks anew", async () => {
      const { folder, starts, again } = await firstRun();
      const storage = { keep: keptIn(join(folder, "kept")), results: undefined };
      const { images } = await again({ subject: { storage } });
      expect(starts()).toHaveLength(2);
      expect(
        [...images.values()].map((image) => image.kind === "scanned" && image.isReused),
      ).toEqual([false, false]);
    });

    test.each<[string, Partial<Wishes["policy"]>]>([["other options", { secrets: true }]])(
      "with %s looks anew",
      async (_, policy) => {
        const { starts, again } = await firstRun();
        await again({ policy: policy ?? {} });
        expect(starts()).toHaveLength(2);
      },
    );

    test("with another program or another database looks anew", async () => {
      const { registry, starts, again } = await firstRun();
      const other = notedTrivy(trivy ?? "", "# another");
      await again({ trivy: other.path });
      expect(other.starts()).toHaveLength(1);
      await pushDatabases(registry, writer ?? "", "2026-11-21T11:00:00Z");
      const { database, images } = await again();
      expect(starts()).toHaveLength(2);
      expect(database.updatedAt).toBe("2026-11-21T11:00:00.000Z");
      await again();
      expect(starts()).toHaveLength(2);
      expect(images.size).toBe(2);
    });

    test("gives no result of a database that is too old by now", async () => {
      const { starts, again } = await firstRun();
      await expect(again({ policy: { maxDatabaseAgeMs: 60_000 } })).rejects.toMatchObject({
        name: "TrivyError",
        code: "database",
      });
      expect(starts()).toHaveLength(1);
    });

    test("looks anew where a kept result is not whole, is another's or is no result, and keeps it again", async () => {
      const { folder, starts, again } = await firstRun();
      const scans = join(folder, "results/scans");
      const entry = (): string =>
        readdirSync(scans)
          .map((name) => join(scans, name))
          .find((path) => readFileSync(path, "utf8").includes("openssl")) ?? "";
      const path = entry();
      const whole = readFileSync(path, "utf8");
      const spoilt = [
        whole.slice(0, -10),
        "",
        "null",
        whole.replace('"key":"', '"key":"x'),
        whole.replace('"severity":"HIGH"', '"severity":"NONE"'),
        whole.replace('"platform":"linux/amd64"', '"platform":"linux/arm64"'),
      ];
      let count = 1;
      for (const text of spoilt) {
        writeFileSync(path, text);
        await again();
        expect(starts()).toHaveLength(++count);
        expect(readFileSync(path, "utf8")).toBe(whole);
      }
    });

    test("tells both states of a database that changes during the run", async () => {
      const { registry, folder, path, starts } = await firstRun();
      await pushImage(storeIn(registry), "fresh", "1", soundAlpine);
      let asked = 0;
      registry.switches.push(async ({ url }) => {
        if (!url.includes("/trivy-db/manifests/") || ++asked !== 2) return false;
        await pushDatabases(registry, writer ?? "", "2026-11-21T11:00:00Z");
        return false;
      });
      const names = ["fresh:1", "web:1"].map((name) => `${registry.host()}/${name}`);
      const context = contextFor(registry, { trivy: path, folder });
      const { images, database, notices } = await scanImages(toScan(...names), context);
      expect(starts()).toHaveLength(2);
      expect(
        names
          .map((name) => images.get(name))
          .map((image) => image?.kind === "scanned" && image.isReused),
      ).toEqual([false, true]);
      // The oldest says how far all of it can be trusted.
      expect(database.updatedAt).toBe("2026-11-21T06:00:00.000Z");
      expect(notices).toEqual([
        expect.stringMatching(
          /2 states of the vulnerability database, .*2026-11-21T06:00:00\.000Z \(\S+@sha256:\w{64}\) and that of 2026-11-21T11:00:00\.000Z/,
        ),
      ]);
    });

    test("knows with which state of the database of Java archives an image was looked at", async () => {
      const { registry, starts, again, first } = await firstRun(javaImage);
      expect([...first.images.values()].map(shown)[0]).toEqual([["linux/amd64", "CVE-2021-44228"]]);
      expect(first.javaDatabase).toMatchObject({
        repository: `${registry.host()}/trivy-java-db:1`,
      });
      const count = starts().length;
      const second = await again();
      expect(starts()).toHaveLength(count);
      expect(second.javaDatabase).toEqual(first.javaDatabase);
      const java = newFolder();
      writeJavaDatabase(java, metadataOf("2026-11-21T11:00:00Z", { Version: 1 }));
      await pushDatabase(storeIn(registry), {
        repository: "trivy-java-db",
        tag: "1",
        layers: [databaseLayer(java, ["trivy-java.db", "metadata.json"])],
        layerType: javaDatabaseLayerType,
        title: "javadb.tar.gz",
      });
      const third = await again();
      expect(starts().length).toBeGreaterThan(count);
      expect(third.javaDatabase?.updatedAt).toBe("2026-11-21T11:00:00.000Z");
    });

    test("without a network gives what is kept of a digest, and nothing of a tag", async () => {
      const { registry, starts, again, images, first } = await firstRun();
      const [tag, pinned] = images.map(({ reference }) => reference);
      const contacted = registry.connections;
      const second = await again({ subject: { offline: true } });
      expect(registry.connections).toBe(contacted);
      expect(starts()).toHaveLength(1);
      expect(shown(second.images.get(tag ?? ""))).toMatch(/^nothing may be contacted \(offline\)/);
      expect(shown(second.images.get(pinned ?? ""))).toEqual(shown(first.images.get(pinned ?? "")));
    });

    test("without a network and with nothing kept of an image decides nothing", async () => {
      const { registry, folder, again, images } = await firstRun();
      const scans = join(folder, "results/scans");
      for (const name of readdirSync(scans)) {
        if (readFileSync(join(scans, name), "utf8").includes("openssl")) rmSync(join(scans, name));
      }
      const contacted = registry.connections;
      const second = await again({ subject: { offline: true } });
      expect(registry.connections).toBe(contacted);
      for (const { reference } of images) {
        expect(shown(second.images.get(reference))).toMatch(/nothing may be contacted \(offline\)/);
      }
    });
  });

  describe("bills of materials", () => {
    test.each([
      ["cyclonedx", "cdx.json"],
      ["spdx-json", "spdx.json"],
    ] as const)(
      "in %s are made of the same scan, one for each platform",
      async (format, ending) => {
        const registry = await registryWithDatabase(writer);
        const arm = { ...soundAlpine, platform: { architecture: "arm64" } };
        const { images } = await pushIndex(storeIn(registry), "team/web", "1", [
          vulnerableAlpine,
          arm,
        ]);
        const folder = join(newFolder(), "sboms");
        const kept = newFolder();
        const { path, starts } = notedTrivy(trivy);
        const reference = `${registry.host()}/team/web:1`;
        const context = contextFor(registry, {
          trivy: path,
          folder: kept,
          subject: { sbom: [{ format, folder }] },
        });
        const { images: scanned } = await scanImages(toScan(reference), context);
        expect(scanned.get(reference)?.kind).toBe("scanned");
        const [amd64, arm64] = images.map(({ digest }) => digest.slice("sha256:".length));
        const names = [
          `team_web-linux_amd64-${amd64 ?? ""}.${ending}`,
          `team_web-linux_arm64-${arm64 ?? ""}.${ending}`,
        ];
        expect(readdirSync(folder).toSorted()).toEqual(names);
        const text = readFileSync(join(folder, names[0] ?? ""), "utf8");
        expect(text).toContain(`${registry.host()}/team/web@sha256:${amd64 ?? ""}`);
        expect(text).toContain("openssl");
        expect(starts().filter((line) => line.startsWith("image "))).toHaveLength(2);
        // Also where the scan itself need not be made again.
        rmSync(folder, { recursive: true });
        await scanImages(toScan(reference), context);
        expect(readdirSync(folder)).toHaveLength(2);
      },
    );

    test("do not follow a link in the place of the file", async () => {
      const registry = await registryWithDatabase(writer);
      const { digest } = await pushImage(storeIn(registry), "web", "1", vulnerableAlpine);
      const folder = newFolder();
      mkdirSync(join(folder, "sboms"));
      const victim = join(folder, "victim");
      writeFileSync(victim, "untouched");
      const name = `web-linux_amd64-${digest.slice("sha256:".length)}.cdx.json`;
      symlinkSync(victim, join(folder, "sboms", name));
      const sbom = [{ format: "cyclonedx", folder: join(folder, "sboms") }] as const;
      await scanImages(
        toScan(`${registry.host()}/web:1`),
        contextFor(registry, { trivy, subject: { sbom } }),
      );
      expect(readFileSync(victim, "utf8")).toBe("untouched");
      expect(readFileSync(join(folder, "sboms", name), "utf8")).toContain("CycloneDX");
    });

    test("are in every format that is asked for, and one for each name of a digest", async () => {
      const registry = await registryWithDatabase(writer);
      const other = await startRegistry();
      const store = storeIn(registry);
      for (const name of ["team/shop", "team/web"]) {
        await pushImage(store, name, "1", vulnerableAlpine);
      }
      await pushImage(storeIn(other), "team/shop", "1", vulnerableAlpine);
      const [host, second] = [registry.host(), other.host()];
      const folder = join(newFolder(), "sboms");
      const sbom = [
        { format: "cyclonedx", folder },
        { format: "spdx-json", folder },
      ] as const;
      const { path, starts } = notedTrivy(trivy);
      const names = [`${host}/team/shop`, `${host}/team/web`, `${second}/team/shop`];
      const context = contextFor(registry, { trivy: path, subject: { sbom } });
      const root = join(folder, "..");
      const policy = { ...context.subject.policy };
      const allow = { ...policy.registries, allow: [`${host}/`, `${second}/`] };
      const scanning = await scanImages(toScan(...names.map((name) => `${name}:1`)), {
        ...context,
        subject: { ...context.subject, root, policy: { ...policy, registries: allow } },
      });
      const files = readdirSync(folder);
      expect(files).toHaveLength(6);
      for (const ending of [".cdx.json", ".spdx.json"]) {
        const texts = files
          .filter((file) => file.endsWith(ending))
          .map((file) => readFileSync(join(folder, file), "utf8"));
        for (const name of names) {
          expect(texts.filter((text) => text.includes(`"${name}@sha256:`))).toHaveLength(1);
        }
      }
      expect(starts().filter((line) => line.startsWith("image "))).toHaveLength(1);
      expect(scanning.notices).toEqual(["6 bills of materials were written to sboms/."]);
    });

    test("that cannot be written leave the scan as it is, and are an obstacle", async () => {
      const registry = await registryWithDatabase(writer);
      await pushImage(storeIn(registry), "web", "1", vulnerableAlpine);
      const file = join(newFolder(), "file");
      writeFileSync(file, "");
      const reference = `${registry.host()}/web:1`;
      const folder = newFolder();
      const sbom = [
        { format: "cyclonedx", folder: file },
        { format: "spdx-json", folder: join(folder, "sboms") },
      ] as const;
      const context = contextFor(registry, { trivy, folder, subject: { sbom } });
      const { images, obstacles, notices } = await scanImages(toScan(reference), context);
      expect(shown(images.get(reference))).toEqual([["linux/amd64", "CVE-2023-5363"]]);
      expect(obstacles).toEqual([
        expect.stringMatching(/\/web \(linux\/amd64\): no bill of materials could be written: /),
      ]);
      expect(notices).toContainEqual(expect.stringMatching(/the folder named by sbom/));
      expect(existsSync(file)).toBe(true);
      // The other format is there, and the scan is kept for the next run.
      expect(readdirSync(join(folder, "sboms"))).toHaveLength(1);
      const { path, starts } = notedTrivy(trivy);
      const later = contextFor(registry, { trivy: path, folder });
      expect((await scanImages(toScan(reference), later)).obstacles).toEqual([]);
      expect(starts().filter((line) => line.startsWith("convert "))).toEqual([]);
    });
  });
}
