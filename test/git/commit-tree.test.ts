import { expect, test } from "@jest/globals";
import { withCommitTree } from "../../src/git/commit-tree.ts";
import { TestRepository } from "./repository.ts";

test("a path that is not UTF-8 is not taken for the file that is called what is shown of it", async () => {
  const repository = new TestRepository();
  try {
    const known = repository.gitWith("known", "hash-object", "-w", "--stdin").trim();
    const other = repository.gitWith("other", "hash-object", "-w", "--stdin").trim();
    const line = (id: string, name: Buffer): Buffer =>
      Buffer.concat([Buffer.from(`100644 blob ${id}\t`), name, Buffer.from("\0")]);
    const tree = repository.gitWith(
      Buffer.concat([
        line(known, Buffer.from("a\ufffd.yaml")),
        line(other, Buffer.from("a\xff.yaml", "latin1")),
        line(other, Buffer.from("b\xff.yaml", "latin1")),
        line(known, Buffer.from("é.yaml")),
      ]),
      "mktree",
      "-z",
    );
    const commit = repository.git("commit-tree", tree.trim(), "-m", "a commit");
    const sources = { checkout: repository.folder, remote: undefined };
    const entries = await withCommitTree(sources, commit, (found) =>
      Promise.resolve(found.entries),
    );
    expect(entries.map(({ path, id }) => [path, id])).toEqual([
      ["a\ufffd.yaml", known],
      ["é.yaml", known],
    ]);
  } finally {
    repository.remove();
  }
});
