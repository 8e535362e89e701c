import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRealRegistry, type RealRegistry } from "../../registry/real-registry.ts";
import { smallDatabase, writeDatabase } from "../../trivy/material/database.ts";
import { alpineFiles, nodeFiles, pushImage } from "../../trivy/material/images.ts";

/** The tools that it takes. */
export interface Tools {
  readonly trivy: string;
  readonly database: string;
  readonly crane: string;
}

/** What Trivy finds in the image of these tests, without any file that takes something out. */
export const everything = [
  "CVE-2019-10744 pkg:npm/lodash@4.17.10",
  "CVE-2021-23337 pkg:npm/lodash@4.17.10",
  "CVE-2023-5363 pkg:apk/alpine/openssl@3.1.3-r0?arch=x86_64&distro=3.19.1",
] as const;

/** The file of the image that names lodash. */
export const lodashPath = "app/node_modules/lodash/package.json";

/** An image with openssl and lodash on a registry, and the real Trivy to look at it. */
export class ScannedByTrivy {
  readonly #folder = mkdtempSync(join(tmpdir(), "scanned-by-trivy-"));
  readonly #trivy: string;
  readonly #registry: RealRegistry;
  readonly digest: string;

  private constructor(trivy: string, registry: RealRegistry, digest: string) {
    this.#trivy = trivy;
    this.#registry = registry;
    this.digest = digest;
  }

  static async start({ trivy, database, crane }: Tools): Promise<ScannedByTrivy> {
    const registry = await startRealRegistry("crane", crane);
    const files = [...alpineFiles({ openssl: "3.1.3-r0" }), ...nodeFiles({ lodash: "4.17.10" })];
    const { digest } = await pushImage(registry, "acme/shop", "1", { layers: [{ files }] });
    const scanned = new ScannedByTrivy(trivy, registry, digest);
    writeDatabase(database, join(scanned.#folder, "db"), smallDatabase(new Date().toISOString()));
    return scanned;
  }

  /** `registry/repository` */
  get image(): string {
    return `${this.#registry.host}/acme/shop`;
  }

  /** What is left when the file is handed to Trivy by the flag; `undefined` where Trivy refuses it. */
  left(flag: "--vex" | "--ignorefile", name: string, content: string): string[] | undefined {
    const file = join(this.#folder, name);
    writeFileSync(file, content);
    const offline = ["--skip-db-update", "--skip-java-db-update", "--offline-scan", "--quiet"];
    const words = [
      "--cache-dir",
      this.#folder,
      "--cache-backend",
      "memory",
      "--image-src",
      "remote",
    ];
    const quiet = ["--skip-version-check", "--disable-telemetry", "--scanners", "vuln"];
    const { status, stdout } = spawnSync(
      this.#trivy,
      ["image", ...offline, ...words, ...quiet, "--format", "json", flag, file, `${this.image}:1`],
      { encoding: "utf8", env: { HOME: this.#folder }, cwd: this.#folder },
    );
    if (status !== 0) return undefined;
    const { Results: results = [] } = JSON.parse(stdout) as Report;
    return results
      .flatMap(({ Vulnerabilities: found = [] }) => found)
      .map(({ VulnerabilityID: id, PkgIdentifier: { PURL: purl } }) => `${id} ${purl}`)
      .sort();
  }

  stop(): void {
    this.#registry.stop();
    rmSync(this.#folder, { recursive: true });
  }
}

interface Report {
  readonly Results?: readonly {
    readonly Vulnerabilities?: readonly {
      readonly VulnerabilityID: string;
      readonly PkgIdentifier: { readonly PURL: string };
    }[];
  }[];
}
