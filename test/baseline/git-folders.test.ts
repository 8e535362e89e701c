import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { GitFolders } from "../../src/baseline/git-folders.ts";

let folder: string;
let root: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "portcullis-folders-")));
  root = join(folder, "repository");
  mkdirSync(join(root, "real"), { recursive: true });
  mkdirSync(join(folder, "outside"));
  writeFileSync(join(folder, "outside", "x.yaml"), "");
  symlinkSync("../repository", join(folder, "outside", "back"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Links have an arrow in front of where they lead to. */
function foldersOf(...paths: readonly string[]): GitFolders {
  const targets = new Map<string, string>();
  const entries = paths.map((said, index) => {
    const [path = "", target] = said.split(" -> ");
    if (target !== undefined) targets.set(String(index), target);
    return { path, id: String(index), mode: target === undefined ? "100644" : "120000" };
  });
  return new GitFolders(root, entries, targets);
}

test.each([
  ["a.yaml", "a.yaml"],
  ["link.yaml", "a.yaml"],
  ["dir/b.yaml", "sub/deep/b.yaml"],
  ["dir/../c.yaml", "c.yaml"],
  ["up.yaml", "sub/c.yaml"],
  ["absolute.yaml", "a.yaml"],
  ["around.yaml", "a.yaml"],
])("%s leads to %s", (asked, found) => {
  const folders = foldersOf(
    "a.yaml",
    "c.yaml",
    "sub/c.yaml",
    "sub/deep/b.yaml",
    "link.yaml -> a.yaml",
    "dir -> sub/deep",
    // By way of the folder that the link leads to, not of the one that it stands in.
    "up.yaml -> dir/../c.yaml",
    `absolute.yaml -> ${root}/a.yaml`,
    "around.yaml -> ../outside/back/a.yaml",
  );
  writeFileSync(join(root, "a.yaml"), "");
  expect(folders.placeOf(join(root, asked))).toMatchObject({ kind: "file", path: found });
});

test("what leads out of the repository is said to", () => {
  const folders = foldersOf("out.yaml -> ../outside/x.yaml");
  expect(folders.placeOf(join(root, "out.yaml"))).toEqual({
    kind: "outside",
    absolute: join(folder, "outside", "x.yaml"),
  });
});

test.each([
  ["nothing.yaml"],
  ["circle-a"],
  ["dangling"],
  ["empty"],
  ["a.yaml/below"],
  ["self"],
  ["again"],
])("%s leads nowhere", (asked) => {
  writeFileSync(join(root, "again"), "");
  const folders = foldersOf(
    "a.yaml",
    "circle-a -> circle-b",
    "circle-b -> circle-a",
    "dangling -> gone/away",
    "empty -> ",
    "self -> ./self",
    // On the disk there is a file of that name: each look outside leads back to the link.
    "again -> ../outside/back/again",
  );
  expect(() => folders.placeOf(join(root, asked))).toThrow("nothing is there");
});

test("folders are listed by what stands in them, links as links", () => {
  const folders = foldersOf("a/b/c.yaml", "a/d -> b", "__proto__/x.yaml");
  const said = folders
    .entriesOf("a")
    ?.map((entry) => `${entry.name} ${entry.isDirectory()} ${entry.isSymbolicLink()}`);
  expect(said).toEqual(["b true false", "d false true"]);
  expect(folders.entriesOf("__proto__")?.map(({ name }) => name)).toEqual(["x.yaml"]);
  expect(folders.entriesOf("gone")).toBeUndefined();
});
