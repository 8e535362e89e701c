import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { judgeImage } from "../../../../src/sigstore/judge-image.ts";
import { trustRootFrom } from "../../../../src/sigstore/trust-root.ts";
import { realTool } from "../../../tools/real-tools.ts";
import { newInstance, type Instance } from "../material/instance.ts";
import { startRegistry, TestRepository, type TestRegistry } from "./registry.ts";
import {
  contentRows,
  keylessRows,
  keyRows,
  loggedKeyRows,
  trustedRootFile,
  type Row,
} from "./rows.ts";
import { runCosign } from "./run-cosign.ts";

const cosign = realTool("cosign");
const crane = realTool("crane");

if (cosign !== undefined && crane !== undefined) {
  describe("our verdict and the exit status of real cosign", () => compare(cosign, crane));
}

function compare(cosignPath: string, cranePath: string): void {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-cosign-"));
  const rootFile = join(folder, "trusted_root.json");
  let registry: TestRegistry;
  let instance: Instance;
  let stranger: Instance;

  beforeAll(async () => {
    registry = await startRegistry(cranePath, folder);
    instance = await newInstance();
    stranger = await newInstance();
    writeFileSync(rootFile, JSON.stringify(instance.trustedRoot));
  });

  afterAll(() => {
    registry.stop();
    rmSync(folder, { recursive: true });
  });

  async function hang(row: Row, label: string): Promise<[TestRepository, string]> {
    const repository = new TestRepository(registry.host, "acme/app");
    const digest = await repository.pushImage(label);
    await repository.attach(digest, await row.candidates(digest));
    return [repository, digest];
  }

  async function ours(row: Row, repository: TestRepository, digest: string): Promise<boolean> {
    const trust = [trustRootFrom(JSON.stringify(instance.trustedRoot), "test")];
    const context = { digest, trust, now: new Date() };
    const found = await repository.candidatesOf(digest);
    return judgeImage(found, [row.requirement], context).kind === "verified";
  }

  async function theirs(row: Row, repository: TestRepository, digest: string) {
    const keyFile = join(folder, `${digest.slice(7)}.pub`);
    if (row.key !== undefined) writeFileSync(keyFile, row.key);
    const args = [
      "verify",
      ...(row.key === undefined ? [] : ["--key", keyFile]),
      ...row.args.map((arg) => (arg === trustedRootFile ? rootFile : arg)),
      repository.referenceTo(digest),
    ];
    return runCosign(cosignPath, folder, args);
  }

  const tables: [string, () => Row[]][] = [
    ["keys", keyRows],
    ["contents", contentRows],
    ["keys and the log", () => loggedKeyRows(instance)],
    ["identities", () => keylessRows(instance, stranger)],
  ];
  test.each(tables)(
    "%s",
    async (table, rowsOf) => {
      const unexpected: string[] = [];
      for (const row of rowsOf()) {
        const [repository, digest] = await hang(row, `${table} ${row.name}`);
        const { status, said } = await theirs(row, repository, digest);
        const verified = await ours(row, repository, digest);
        const cosignVerified = row.verified !== (row.difference !== undefined);
        if (verified !== row.verified) unexpected.push(`${row.name}: ours says ${verified}`);
        if ((status === 0) !== cosignVerified) {
          unexpected.push(`${row.name}: cosign ended with ${status}: ${said}`);
        }
      }
      expect(unexpected).toEqual([]);
    },
    120_000,
  );
}
