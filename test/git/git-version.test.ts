import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { requireGit } from "../../src/git/git-version.ts";

const path = process.env["PATH"];
const made: string[] = [];
afterEach(() => {
  process.env["PATH"] = path;
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function pretend(says: string): void {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-path-"));
  made.push(folder);
  writeFileSync(join(folder, "git"), `#!/bin/sh\n${says}\n`, { mode: 0o755 });
  process.env["PATH"] = folder;
}

test("the git of this machine will do", async () => {
  expect(await requireGit()).toMatch(/^\d+\.\d+/);
});

test("without git on PATH", async () => {
  process.env["PATH"] = join(tmpdir(), "nothing");
  await expect(requireGit()).rejects.toMatchObject({ name: "UsageError" });
  await expect(requireGit()).rejects.toThrow("git is not installed");
});

test.each(["git version 2.39.0", "git version 2.40.1.windows.1", "git version 3.0.0-rc1"])(
  "%s is new enough",
  async (version) => {
    pretend(`echo ${version}`);
    expect(await requireGit()).toBe(version.slice("git version ".length));
  },
);

test.each(["git version 2.38.9", "git version 1.99", "git version 2.4.0", "hub version 9", ""])(
  "%j is not",
  async (version) => {
    pretend(`echo ${version}`);
    await expect(requireGit()).rejects.toMatchObject({ name: "UsageError" });
    await expect(requireGit()).rejects.toThrow("2.39 or newer");
  },
);

test("a git that does not run", async () => {
  pretend("exit 3");
  await expect(requireGit()).rejects.toThrow("git does not run: git ended with status 3");
});
