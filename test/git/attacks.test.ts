import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { readCommit } from "../../src/git/commit-object.ts";
import { withRange } from "../../src/git/complete-range.ts";
import { readObjects } from "../../src/git/object-reader.ts";
import { TestRepository } from "./repository.ts";

const server = mkdtempSync(join(tmpdir(), "portcullis-server-"));
const author = new TestRepository();
afterAll(() => {
  author.remove();
  rmSync(server, { recursive: true });
});
author.git("init", "--quiet", "--bare", "-b", "main", server);
author.git("--git-dir", server, "config", "receive.fsckObjects", "true");
author.git("--git-dir", server, "config", "uploadpack.allowFilter", "true");
author.git("remote", "add", "origin", `file://${server}`);
const base = author.commit({ file: "1" });
author.git("push", "-q", "origin", "main");
const unsigned = author.commit({ file: "2" });
const tree = author.git("rev-parse", "HEAD^{tree}");
const person = "Ann <ann@example.com> 1767225600 +0000";
const armour = "-----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----";

function commitWith(headers: string, parent = unsigned): string {
  return `tree ${tree}\nparent ${parent}\nauthor ${person}\ncommitter ${person}\n${headers}\nmessage\n`;
}

const remote = {
  server: `file://${dirname(server)}`,
  repository: basename(server),
  token: undefined,
};

/** What is said of each commit of a range: a reason, or that it is well-formed. */
function verdicts(tip: string, exclude = base): Promise<Map<string, string>> {
  const wanted = { include: [tip], exclude: [exclude] };
  return withRange({ checkout: undefined, remote }, wanted, async (range) => {
    const said = new Map<string, string>();
    for await (const object of readObjects(range.scratch, range.commits)) {
      const commit = object.state === "whole" ? readCommit(object.bytes, "sha1") : undefined;
      const reason =
        commit !== undefined && "malformed" in commit ? commit.malformed : object.state;
      said.set(object.id, reason);
    }
    return said;
  });
}

describe("pushed through receive.fsckObjects", () => {
  test.each([
    ["gpgsig junk on top of an unsigned commit", "gpgsig junk\n", "none that git knows"],
    ["a gpgsigEVIL header", `gpgsigEVIL hidden\ngpgsig ${armour}\n`, "gpgsigEVIL"],
    ["a gpgsig-sha256 header", `gpgsig ${armour}\ngpgsig-sha256 hidden\n more\n`, "gpgsig-sha256"],
    ["two signatures", `gpgsig ${armour}\ngpgsig ${armour}\n`, "two signatures"],
    ["text behind the signature", `gpgsig ${armour}\n hidden\n`, "follows the end"],
    ["an armour that no program has", "gpgsig -----BEGIN EVIL-----\n", "none that git knows"],
  ])("%s: malformed, and the commit below is still seen", async (_, headers, reason) => {
    const tip = author.writeObject("commit", commitWith(headers));
    author.git("push", "-q", "--force", "origin", `${tip}:refs/heads/topic`);
    const said = await verdicts(tip);
    expect([...said.keys()]).toEqual([tip, unsigned]);
    expect(said.get(tip)).toContain(reason);
    expect(said.get(unsigned)).toBe("whole");
  });

  test("git log stops at such a commit, which is why it is not asked", () => {
    const tip = author.writeObject("commit", commitWith("gpgsig junk\n"));
    expect(() => author.git("log", "--format=%G?", tip)).toThrow();
  });
});

test("unsigned commits parked on one branch are in the range of a new one", async () => {
  author.git("push", "-q", "--force", "origin", `${unsigned}:refs/heads/parked`);
  author.git("push", "-q", "--force", "origin", `${unsigned}:refs/heads/new`);
  const hidden = author.git("rev-list", unsigned, "--not", "--remotes=origin");
  expect(hidden).toBe("");
  expect([...(await verdicts(unsigned)).keys()]).toEqual([unsigned]);
});

test("two pushes: from the trust root the first one's commit is still in the range", async () => {
  const second = author.writeObject("commit", commitWith(""));
  author.git("push", "-q", "--force", "origin", `${second}:refs/heads/laundered`);
  expect([...(await verdicts(second, unsigned)).keys()]).toEqual([second]);
  expect([...(await verdicts(second)).keys()]).toEqual([second, unsigned]);
});

test("a header before the tree: git cannot walk it, and neither is it passed over", async () => {
  const evil = author.writeObject("commit", `gpgsigEVIL x\n${commitWith("")}`);
  const tip = author.writeObject("commit", commitWith("", evil));
  const sources = { checkout: author.folder, remote: undefined };
  const walking = withRange(sources, { include: [tip], exclude: [base] }, () => Promise.resolve());
  await expect(walking).rejects.toMatchObject({ name: "GitError", code: "git-failed" });
});
