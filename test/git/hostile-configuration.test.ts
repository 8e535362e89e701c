import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { withRange } from "../../src/git/complete-range.ts";
import { rederivedMerges } from "../../src/git/merge-tree.ts";
import { readObjects } from "../../src/git/object-reader.ts";
import { defaultRange, namedRange } from "../../src/git/range.ts";
import { localRefs } from "../../src/git/refs.ts";
import { collected } from "./history.ts";
import { TestRepository } from "./repository.ts";

const trap = new TestRepository();
afterAll(() => trap.remove());
const base = trap.commit({ file: "1\n", ".gitattributes": "* merge=evil filter=evil diff=evil\n" });
trap.git("checkout", "-q", "-b", "side");
const side = trap.commit({ file: "2\n" });
trap.git("checkout", "-q", "main");
const main = trap.commit({ other: "3\n" });
trap.git("merge", "-q", "--no-ff", "-m", "merge", "side");
const merge = trap.git("rev-parse", "HEAD");
const tree = trap.git("rev-parse", "HEAD^{tree}");

const canary = join(trap.folder, "canary");
const program = join(trap.folder, "program");

function setTraps(): void {
  writeFileSync(program, `#!/bin/sh\ntouch ${canary}\nexit 1\n`, { mode: 0o755 });
  const hooks = join(trap.folder, ".git", "hooks");
  mkdirSync(hooks, { recursive: true });
  for (const hook of [
    "pre-auto-gc",
    "reference-transaction",
    "post-checkout",
    "fsmonitor-watchman",
  ])
    writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
  const included = join(trap.folder, "included");
  writeFileSync(included, `[core]\n\tfsmonitor = ${program}\n[alias]\n\trev-list = !${program}\n`);
  trap.git("config", "include.path", included);
  for (const key of [
    "gpg.program",
    "gpg.ssh.program",
    "gpg.ssh.defaultKeyCommand",
    "core.fsmonitor",
    "core.sshCommand",
    "core.gitProxy",
    "core.pager",
    "core.editor",
    "core.alternateRefsCommand",
    "uploadpack.packObjectsHook",
    "remote.origin.uploadpack",
    "credential.helper",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "merge.evil.driver",
    "filter.evil.smudge",
    "filter.evil.clean",
    "filter.evil.process",
  ])
    trap.git("config", key, program);
  for (const alias of [
    "rev-parse",
    "rev-list",
    "cat-file",
    "merge-tree",
    "for-each-ref",
    "merge-base",
  ])
    trap.git("config", `alias.${alias}`, `!${program}`);
  trap.git("config", "core.hooksPath", hooks);
  trap.git("config", "remote.origin.url", `ext::${program}`);
  trap.git("config", "remote.origin.promisor", "true");
  trap.git("config", "extensions.partialClone", "origin");
  trap.git("config", "protocol.ext.allow", "always");
  trap.git("update-ref", "refs/remotes/origin/HEAD", base);
}

test("the traps work", () => {
  setTraps();
  expect(() => trap.git("cat-file", "-e", "1".repeat(40))).toThrow();
  expect(existsSync(canary)).toBe(true);
  trap.write("canary", null);
});

test("nothing of a hostile configuration runs, whatever is asked", async () => {
  const range = await defaultRange(trap.folder);
  expect(range).toMatchObject({ kind: "range", range: { include: [merge], exclude: [base] } });
  await expect(namedRange(trap.folder, `${"1".repeat(40)}..HEAD`)).rejects.toThrow(
    "names no commit",
  );
  expect(await localRefs(trap.folder, ["refs/heads/"])).toHaveLength(2);
  const sources = { checkout: trap.folder, remote: undefined };
  const wanted = { include: [merge], exclude: [base] };
  await withRange(sources, wanted, async (found) => {
    expect(found.commits.toSorted()).toEqual([merge, main, side].toSorted());
    const objects = await collected(readObjects(found.scratch, found.commits));
    expect(objects.map(({ state }) => state)).toEqual(["whole", "whole", "whole"]);
    const merges = [{ id: merge, parents: [main, side], tree }];
    expect([...(await rederivedMerges(found, merges))]).toEqual([merge]);
  });
  const missing = await withRange(sources, { include: ["3".repeat(40)], exclude: [] }, (found) =>
    Promise.resolve(found.missing),
  );
  expect(missing).toEqual(["3".repeat(40)]);
  expect(existsSync(canary)).toBe(false);
});
