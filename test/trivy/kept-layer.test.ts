import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Keep } from "../../src/storage.ts";
import { vulnerabilityDatabase } from "../../src/trivy/database-kind.ts";
import { keptLayer, layerPath } from "../../src/trivy/database-layer.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-kept-layer-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const honest = "the database";
const layer = {
  digest: `sha256:${createHash("sha256").update(honest).digest("hex")}`,
  size: honest.length,
};

function kept(content: string): { readonly file: string; readonly keep: Keep } {
  const file = join(folder, "kept");
  writeFileSync(file, content);
  return { file, keep: { take: () => Promise.resolve(file), put: () => Promise.resolve() } };
}

function take(keep: Keep): Promise<string | undefined> {
  return keptLayer(
    keep,
    vulnerabilityDatabase,
    layer,
    layerPath(join(folder, "own"), vulnerabilityDatabase),
  );
}

test("what was compared cannot be exchanged by who writes where it is kept", async () => {
  const { file, keep } = kept(honest);
  const path = await take(keep);
  writeFileSync(file, "another base");
  expect(path).toBe(join(folder, "own", "db.tar.gz"));
  expect(readFileSync(path ?? "", "utf8")).toBe(honest);
});

test.each(["another base", "the database, and more", "the data", ""])(
  "%j in the place of the layer is nothing, and leaves nothing",
  async (content) => {
    expect(await take(kept(content).keep)).toBeUndefined();
    expect(existsSync(join(folder, "own", "db.tar.gz"))).toBe(false);
  },
);

test("a name under which nothing is kept, or that leads nowhere, is nothing", async () => {
  const put = (): Promise<void> => Promise.resolve();
  expect(await take({ take: () => Promise.resolve(undefined), put })).toBeUndefined();
  expect(await take({ take: () => Promise.resolve(join(folder, "none")), put })).toBeUndefined();
});
