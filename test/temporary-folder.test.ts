import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { withTemporaryFolder } from "../src/temporary-folder.ts";

test("lends a folder of our own and removes it with what is in it", async () => {
  let lent = "";
  const result = await withTemporaryFolder(async (folder) => {
    lent = folder;
    expect(statSync(folder).mode & 0o077).toBe(0);
    writeFileSync(join(folder, "file"), "");
    return "result";
  });
  expect(result).toBe("result");
  expect(existsSync(lent)).toBe(false);
});

test("removes it when its user throws", async () => {
  let lent = "";
  const throwing = withTemporaryFolder((folder) => {
    lent = folder;
    return Promise.reject(new Error("mine"));
  });
  await expect(throwing).rejects.toThrow("mine");
  expect(lent).not.toBe("");
  expect(existsSync(lent)).toBe(false);
});

test("listens for signals only as long as there is a folder", async () => {
  const before = process.listenerCount("SIGTERM");
  await withTemporaryFolder(() =>
    withTemporaryFolder(async () => expect(process.listenerCount("SIGTERM")).toBe(before + 1)),
  );
  expect(process.listenerCount("SIGTERM")).toBe(before);
});

const module = fileURLToPath(new URL("../src/temporary-folder.ts", import.meta.url));
const stream = fileURLToPath(new URL("../src/git/stream.ts", import.meta.url));

/** A process that holds a folder, with a git running in it, and says its name. */
const holder = `
  import { withTemporaryFolder } from ${JSON.stringify(module)};
  import { gitOutput } from ${JSON.stringify(stream)};
  import { execFileSync } from "node:child_process";
  await withTemporaryFolder(async (folder) => {
    execFileSync("git", ["init", "-q", "--bare", folder]);
    const lines = (function* () { for (;;) yield "1".repeat(40); })();
    for await (const chunk of gitOutput(["cat-file", "--batch"], { folder, lines })) {
      console.log(folder);
      if (process.argv.includes("exit")) process.exit(3);
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
  });`;

async function folderOf(mode: string, signal?: NodeJS.Signals) {
  const args = ["--input-type=module", "-e", holder, "--", mode];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const folder = said.toString().trim();
  if (signal !== undefined) child.kill(signal);
  const [status, by] = (await once(child, "exit")) as [number | null, string | null];
  return { folder, status, by };
}

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s removes it and ends us", async (signal) => {
  const { folder, status, by } = await folderOf("wait", signal);
  expect({ status, by }).toEqual({ status: null, by: signal });
  expect(folder).toContain("portcullis-git-");
  expect(existsSync(folder)).toBe(false);
});

test("so does an exit in the middle", async () => {
  const { folder, status } = await folderOf("exit");
  expect(status).toBe(3);
  expect(folder).toContain("portcullis-git-");
  expect(existsSync(folder)).toBe(false);
});
