import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Report } from "../../../../src/model/report.ts";
import { startRealRegistry, type RealRegistry } from "../../../registry/real-registry.ts";
import { realTool } from "../../../tools/real-tools.ts";
import {
  databaseLayer,
  pushDatabase,
  smallDatabase,
  writeDatabase,
} from "../../../trivy/material/database.ts";
import { alpineFiles, nodeFiles, pushIndex } from "../../../trivy/material/images.ts";
import { newFolder } from "../../../trivy/scanning.ts";
import { reportOn } from "../../signatures/checked-repository.ts";
import { runCosign } from "../../signatures/cosign/run-cosign.ts";
import { openVexAbout } from "./asking.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");
const cosign = realTool("cosign");
const olareg = realTool("olareg");

/** Trivy shares two cores with all other tests. */
const scanTimeout = 60_000;

const shop = {
  layers: [
    { files: [...alpineFiles({ openssl: "3.1.3-r0" }), ...nodeFiles({ lodash: "4.17.10" })] },
  ],
};
const arm = { ...shop, platform: { architecture: "arm64" } };

if (trivy !== undefined && writer !== undefined && cosign !== undefined && olareg !== undefined) {
  const tools = { trivy, writer, cosign, olareg };
  describe("the whole check with the real Trivy and cosign", () => suite(tools));
}

interface Tools {
  readonly trivy: string;
  readonly writer: string;
  readonly cosign: string;
  readonly olareg: string;
}

function suite(tools: Tools): void {
  const home = mkdtempSync(join(tmpdir(), "portcullis-attests-"));
  let registry: RealRegistry;

  beforeAll(async () => {
    registry = await startRealRegistry("olareg", tools.olareg);
    const folder = newFolder();
    writeDatabase(tools.writer, folder, smallDatabase(new Date().toISOString()));
    const layers = [databaseLayer(folder)];
    await pushDatabase(registry, { repository: "acme/trivy-db", tag: "2", layers });
    await must("generate-key-pair");
  });

  afterAll(() => {
    registry.stop();
    rmSync(home, { recursive: true });
  });

  async function must(...args: readonly string[]): Promise<void> {
    const { status, said } = await runCosign(tools.cosign, home, args);
    if (status !== 0) throw new Error(`cosign ${args.join(" ")} ended with ${status}: ${said}`);
  }

  async function attest(image: string, document: object): Promise<void> {
    writeFileSync(join(home, "vex.json"), JSON.stringify(document));
    const what = ["--type", "openvex", "--predicate", "vex.json", "--key", "cosign.key"];
    const unlogged = ["--use-signing-config=false", "--tlog-upload=false", "-y"];
    await must("attest", ...what, ...unlogged, `${registry.host}/acme/${image}`);
  }

  function report(image: string, key: string, more = ""): Promise<Report> {
    const policy = `version: 1
registries: { allow: ["${registry.host}/"] }
vulnerabilities:
  trivy: { path: ${JSON.stringify(tools.trivy)} }
  db-repository: "${registry.host}/acme/trivy-db:2"
  epss: off
  kev: off
${more}
  vex-attestations:
    - { match: "${registry.host}/acme/**", key: keys/vex.pub }
`;
    const checks = ["vulnerabilities"] as const;
    const files = { "keys/vex.pub": key };
    return reportOn([`${registry.host}/acme/${image}`], policy, files, { checks });
  }

  const statuses = ({ findings }: Report): Record<string, string> =>
    Object.fromEntries(
      findings
        .filter(({ vulnerability }) => vulnerability !== undefined)
        .map(({ rule, status }) => [rule, status]),
    );

  const publicKey = (): string => readFileSync(join(home, "cosign.pub"), "utf8");

  test(
    "what the key's owner attests is a waiver with a name, on every platform",
    async () => {
      await pushIndex(registry, "acme/shop", "1", [shop, arm]);
      const product = {
        "@id": `pkg:oci/shop?repository_url=${registry.host}/acme/shop`,
        subcomponents: [{ "@id": "pkg:apk/alpine/openssl" }],
      };
      await attest("shop:1", openVexAbout(product));
      const believed = await report("shop:1", publicKey());
      expect(statuses(believed)).toEqual({
        "CVE-2019-10744": "open",
        "CVE-2021-23337": "open",
        "CVE-2023-5363": "waived",
      });
      expect(believed.notices).toEqual([]);
      expect(JSON.stringify(believed.findings)).toMatch(
        /"VEX not_affected: vulnerable_code_not_present \(attestation [0-9a-f]{12} of [^ ]*\/acme\/shop:1\)"/,
      );

      await must("generate-key-pair", "--output-key-prefix", "other");
      const stranger = readFileSync(join(home, "other.pub"), "utf8");
      const unbelieved = await report("shop:1", stranger);
      expect(unbelieved.verdict).toBe("fail");
      expect(statuses(unbelieved)).toMatchObject({ "CVE-2023-5363": "open" });
      expect(unbelieved.notices).toEqual([expect.stringMatching(/^VEX that does not count: /)]);
    },
    scanTimeout,
  );

  test(
    "what is attested to one platform clears that one, and the vulnerability stays open",
    async () => {
      const { images } = await pushIndex(registry, "acme/api", "1", [shop, arm]);
      await attest(`api@${images[0]?.digest}`, openVexAbout(undefined));
      const { findings } = await report("api:1", publicKey());
      const openssl = findings.find(({ rule }) => rule === "CVE-2023-5363");
      expect(openssl?.status).toBe("open");
      expect(openssl?.vulnerability?.platforms).toEqual(["linux/arm64"]);
    },
    scanTimeout,
  );
}
