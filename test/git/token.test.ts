import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { type RangeSources, withRange } from "../../src/git/complete-range.ts";
import { rederivedMerges } from "../../src/git/merge-tree.ts";
import { readObjects } from "../../src/git/object-reader.ts";
import { remoteRefs } from "../../src/git/refs.ts";
import { messageOf } from "../../src/errors.ts";
import { gitServer, listening } from "./git-server.ts";
import { collected } from "./history.ts";
import { TestRepository } from "./repository.ts";

const token = "ghs_s3cr3tT0k3n";
const secrets = [token, Buffer.from(`x-access-token:${token}`).toString("base64")];

const origin = new TestRepository();
afterAll(() => origin.remove());
origin.git("config", "uploadpack.allowFilter", "true");
const base = origin.commit({ file: "1\n2\n3\n4\n5\n6\n7\n" });
origin.git("checkout", "-q", "-b", "side");
const side = origin.commit({ file: "one\n2\n3\n4\n5\n6\n7\n" });
origin.git("checkout", "-q", "main");
const main = origin.commit({ file: "1\n2\n3\n4\n5\n6\nseven\n" });
origin.git("merge", "-q", "--no-ff", "-m", "merge", "side");
const merge = origin.git("rev-parse", "HEAD");
const tree = origin.git("rev-parse", "HEAD^{tree}");

/** The command lines of every process of the machine that are told. */
function commandLines(): string {
  if (!existsSync("/proc/self/cmdline")) return "";
  const lines = readdirSync("/proc").map((pid) => {
    try {
      return /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/cmdline`, "latin1") : "";
    } catch {
      return "";
    }
  });
  return lines.join("\n");
}

test("over HTTP the token is in the requests, and in no argument, file or error", async () => {
  const wrapper = mkdtempSync(join(tmpdir(), "portcullis-wrapper-"));
  const log = join(wrapper, "log");
  const real = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "git"))
    .find((file) => existsSync(file));
  // What each git was given, and what its configuration file says.
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" >> ${log}\n${real} "$@"\nstatus=$?\ncat "$6/config" >> ${log} 2>/dev/null\nexit $status\n`;
  writeFileSync(join(wrapper, "git"), script);
  chmodSync(join(wrapper, "git"), 0o755);
  const authorized: (string | undefined)[] = [];
  let lines = "";
  const server = gitServer(dirname(origin.folder), token, (request) => {
    authorized.push(request.headers.authorization);
    lines += commandLines();
  });
  const address = await listening(server);
  const path = process.env["PATH"];
  process.env["PATH"] = `${wrapper}${delimiter}${path}`;
  try {
    const remote = { server: address, repository: `${basename(origin.folder)}/.git`, token };
    await everything({ checkout: undefined, remote });
    const wanted = { include: ["1".repeat(40)], exclude: [] };
    const failing = withRange({ checkout: undefined, remote }, wanted, () => Promise.resolve(""));
    const error = await failing.catch((cause: unknown) => cause);
    expect(messageOf(error)).toContain("not our ref");
    expect(everythingSaid(error)).not.toMatch(new RegExp(secrets.join("|")));
  } finally {
    process.env["PATH"] = path;
    server.close();
  }
  const arguments_ = readFileSync(log, "utf8");
  rmSync(wrapper, { recursive: true });
  expect(authorized.length).toBeGreaterThan(5);
  expect(new Set(authorized)).toEqual(new Set([`basic ${secrets[1]}`]));
  for (const place of [arguments_, lines]) {
    expect(place).toContain(address);
    for (const secret of secrets) expect(place).not.toContain(secret);
  }
});

/** Every way in which the server is asked. */
async function everything(sources: RangeSources & { remote: object }): Promise<void> {
  await withRange(sources, { include: [merge], exclude: [base] }, async (range) => {
    expect(range.commits.toSorted()).toEqual([merge, main, side].toSorted());
    expect(await collected(readObjects(range.scratch, range.commits))).toHaveLength(3);
    const same = await rederivedMerges(range, [{ id: merge, parents: [main, side], tree }]);
    expect([...same]).toEqual([merge]);
  });
  expect(await remoteRefs(sources.remote, ["refs/heads/"])).toHaveLength(2);
}

function everythingSaid(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack} ${JSON.stringify(error)} ${everythingSaid(error.cause)}`;
}
