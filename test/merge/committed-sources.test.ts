import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { committedSources } from "../../src/merge/committed-sources.ts";
import type { Shard } from "../../src/model/report.ts";
import { TestRepository } from "../git/repository.ts";
import { finding, hash, reportOn } from "../report/sample.ts";

const folder = mkdtempSync(join(tmpdir(), "portcullis-sources-"));
afterAll(() => rmSync(folder, { recursive: true }));

const repository = new TestRepository(folder);
const committed = "kind: Pod\n";
const commit = repository.commit({ "deploy/web.yaml": committed, "other.yaml": "a: 1\n" });
const found = finding({ location: { ...finding().location, path: "deploy/web.yaml" } });
const gone = finding({ location: { ...finding().location, path: "deploy/gone.yaml" } });
const report = reportOn([found, gone]);

function shardOf(of: Pick<Shard, "commit" | "changed">): Shard {
  const same = { images: hash("a"), files: hash("b"), policy: hash("c"), mode: "enforce" } as const;
  return { index: 1, of: 1, ...same, ...of };
}

test("files are shown as the commit has them, whatever the disk has", async () => {
  writeFileSync(join(folder, "deploy/web.yaml"), "something else\n");
  const sources = await committedSources(report, shardOf({ commit, changed: false }), folder);
  expect([...sources.keys()]).toEqual(["deploy/web.yaml"]);
  expect(sources.get("deploy/web.yaml")?.text).toBe(committed);
});

test.each<[string, Pick<Shard, "commit" | "changed">, string]>([
  ["what was judged was no commit", {}, folder],
  ["files differed from the commit", { commit, changed: true }, folder],
  ["the checkout lacks the commit", { commit: "d".repeat(40), changed: false }, folder],
  ["there is no checkout", { commit, changed: false }, tmpdir()],
])("nothing is shown where %s", async (_why, of, checkout) => {
  expect((await committedSources(report, shardOf(of), checkout)).size).toBe(0);
});
