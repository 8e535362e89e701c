import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from "@jest/globals";
import { silent } from "../../src/progress.ts";
import { BlobStore } from "../../src/registry/blob-store.ts";
import { writeLayout } from "../../src/registry/image-layout.ts";
import { selectPlatforms } from "../../src/registry/platform-matching.ts";
import { platformsOf } from "../../src/registry/platforms.ts";
import { pinnedImage } from "../../src/registry/resolutions.ts";
import type { TrivyDatabase } from "../../src/trivy/database.ts";
import { obtainDatabase } from "../../src/trivy/obtain-database.ts";
import { cleanUpAfterEach, open, referenceTo } from "../registry/opening.ts";
import { startRealRegistry, type RealRegistry } from "../registry/real-registry.ts";
import { realTool } from "../tools/real-tools.ts";
import {
  databaseLayer,
  javaDatabaseLayerType,
  metadataOf,
  pushDatabase,
  smallDatabase,
  writeDatabase,
} from "./material/database.ts";
import {
  alpineFiles,
  nodeFiles,
  pushImage,
  pushIndex,
  soundAlpine,
  vulnerableAlpine,
  type ImageRecipe,
} from "./material/images.ts";
import { mavenJar } from "./material/jar.ts";
import { writeJavaDatabase } from "./material/java-database.ts";
import { keptIn } from "./material/kept-files.ts";

cleanUpAfterEach();
jest.setTimeout(60_000);

const updatedAt = "2026-11-20T12:00:00Z";
const [trivy, maker] = [realTool("trivy"), realTool("trivy-database")];
for (const kind of ["crane", "olareg"] as const) {
  const path = realTool(kind);
  if (path === undefined || trivy === undefined || maker === undefined) continue;
  describe(`from the registry of ${kind}`, () => testsWith(kind, path, { trivy, maker }));
}

function testsWith(
  kind: "crane" | "olareg",
  path: string,
  tools: { trivy: string; maker: string },
): void {
  let registry: RealRegistry;
  let folder: string;
  beforeAll(async () => {
    registry = await startRealRegistry(kind, path);
    const source = mkdtempSync(join(tmpdir(), "portcullis-source-"));
    writeDatabase(tools.maker, source, smallDatabase(updatedAt));
    await pushDatabase(registry, {
      repository: "acme/trivy-db",
      tag: "2",
      layers: [databaseLayer(source)],
    });
    writeJavaDatabase(source, metadataOf(updatedAt, { Version: 1 }));
    const layers = [databaseLayer(source, ["trivy-java.db", "metadata.json"])];
    await pushDatabase(registry, {
      repository: "acme/trivy-java-db",
      tag: "1",
      layers,
      layerType: javaDatabaseLayerType,
    });
    rmSync(source, { recursive: true });
  });
  afterAll(() => registry.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "portcullis-real-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const database = (): Promise<TrivyDatabase> =>
    obtainDatabase({
      repositories: [`${registry.host}/acme/trivy-db`],
      javaRepositories: [`${registry.host}/acme/trivy-java-db`],
      maxAgeMs: undefined,
      now: new Date("2026-11-21T12:00:00Z"),
      keep: keptIn(join(folder, "kept")),
      records: undefined,
      folder: join(folder, "cache"),
      offline: false,
      registries: { mirrors: new Map(), insecureHosts: [], tokenHosts: [], authorities: [] },
      progress: silent,
      dealings: { surroundings: {} },
    });

  /** What Trivy finds in a layout of the image, for the best of the platforms. */
  async function found(tag: string, cache: string, wanted?: readonly string[]): Promise<string[]> {
    const registries = open({ policy: { namedHosts: [registry.host] } });
    const image = registries.image(referenceTo(`${registry.host}/acme/web:${tag}`));
    const resolved = await image.resolve();
    const repository = pinnedImage(registries, resolved).repository();
    const platforms = await platformsOf(repository, resolved.digest);
    const blobs = new BlobStore(join(folder, "blobs"));
    const findings: string[] = [];
    for (const { name, digest } of selectPlatforms(platforms, wanted, tag)) {
      const target = join(folder, `layout-${findings.length}`);
      const layout = await writeLayout(repository, digest, target, { blobs });
      findings.push(
        ...scanned(tools.trivy, `${layout.folder}@${digest}`, cache).map((id) => `${name} ${id}`),
      );
      await layout.release();
    }
    return findings;
  }

  test("Trivy finds what is in each wanted platform of an index", async () => {
    const { folder: cache, identity } = await database();
    expect(identity).toMatchObject({
      repository: `${registry.host}/acme/trivy-db:2`,
      updatedAt: "2026-11-20T12:00:00.000Z",
    });
    const arm64 = { ...soundAlpine, platform: { architecture: "arm64", variant: "v8" } };
    await pushIndex(registry, "acme/web", "multi", [vulnerableAlpine, arm64]);
    expect(await found("multi", cache)).toEqual(["linux/amd64 CVE-2023-5363"]);
    expect(await found("multi", cache, ["linux/arm64"])).toEqual([]);
    await expect(found("multi", cache, ["linux/s390x"])).rejects.toThrow(
      /is not for linux\/s390x, but for linux\/amd64, linux\/arm64/,
    );
  });

  const files = alpineFiles({ openssl: "3.1.3-r0" });
  const kinds: Readonly<Record<string, ImageRecipe>> = {
    zstd: { layers: [{ files, compression: "zstd" }] },
    plain: { layers: [{ files, compression: "none" }] },
    docker: { layers: [{ files }], isDocker: true },
    several: { layers: [{ files: [{ path: "app/x", content: "x" }] }, { files }, { files: [] }] },
  };
  test.each(Object.keys(kinds))("layers are looked into whatever their form: %s", async (name) => {
    const { folder: cache } = await database();
    await pushImage(registry, "acme/web", name, kinds[name] ?? vulnerableAlpine);
    expect(await found(name, cache)).toEqual(["linux/amd64 CVE-2023-5363"]);
  });

  test("packages of languages are found, those in Java archives with their database", async () => {
    const java = await database();
    const cache = java.folder;
    await pushImage(registry, "acme/web", "node", {
      layers: [{ files: nodeFiles({ lodash: "4.17.11" }) }],
    });
    expect(await found("node", cache)).toEqual([
      "linux/amd64 CVE-2019-10744",
      "linux/amd64 CVE-2021-23337",
    ]);
    const content = mavenJar("org.apache.logging.log4j", "log4j-core", "2.14.1");
    await pushImage(registry, "acme/web", "java", {
      layers: [{ files: [{ path: "app/log4j-core.jar", content }] }],
    });
    await expect(found("java", cache)).rejects.toThrow(/cannot be specified on the first run/);
    await java.withJava();
    rmSync(join(folder, "blobs"), { recursive: true });
    expect(await found("java", cache)).toEqual(["linux/amd64 CVE-2021-44228"]);
  });
}

/** The vulnerabilities in an image on the disk, found without a network. */
function scanned(trivy: string, input: string, cache: string): string[] {
  const report = join(cache, "report.json");
  const nowhere = "http://127.0.0.1:1";
  const words = ["image", "--input", input, "--cache-dir", cache, "--cache-backend", "memory"];
  const offline = [
    "--skip-db-update",
    "--skip-java-db-update",
    "--offline-scan",
    "--skip-version-check",
  ];
  const output = [
    "--disable-telemetry",
    "--scanners",
    "vuln",
    "--format",
    "json",
    "--output",
    report,
  ];
  const env = { HOME: cache, HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere };
  const { status, stderr } = spawnSync(trivy, [...words, ...offline, ...output], {
    encoding: "utf8",
    env,
  });
  if (status !== 0) throw new Error(stderr);
  const { Results = [] } = JSON.parse(readFileSync(report, "utf8")) as {
    Results?: readonly { Vulnerabilities?: readonly { VulnerabilityID: string }[] }[];
  };
  return Results.flatMap(({ Vulnerabilities = [] }) =>
    Vulnerabilities.map((each) => each.VulnerabilityID),
  ).sort();
}
