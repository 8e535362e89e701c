import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { withRange } from "../../src/git/complete-range.ts";
import { isAncestor } from "../../src/git/rev-list.ts";
import { line, type Shape } from "./history.ts";
import {
  clone,
  expectTruth,
  find,
  history,
  newFolder,
  remoteOf,
  removeMade,
  truth,
} from "./range-truth.ts";

afterAll(removeMade);

const criss: Shape = [[], [0], [0], [1, 2], [2, 1], [3], [4], [5, 6], [7]];

describe.each([
  ["a line", line(6), [5], [2]],
  ["a force push: the new tip beside the old one", [[], [0], [1], [1], [3]], [4], [2]],
  ["a new branch without commits of its own", line(4), [2], [3]],
  ["an octopus", [[], [0], [0], [0], [1, 2, 3], [4]], [5], [1]],
  ["criss-cross merges", criss, [8], [3]],
  ["unrelated histories", [[], [0], [], [2], [1, 3]], [4], [1]],
  ["nothing excluded", criss, [8], []],
  ["a base updated during the pull request", [[], [0], [0], [1], [2, 3], [4]], [5], [3]],
  ["a stale base beside the current one", line(7), [6], [1, 3]],
  ["several tips", criss, [5, 6], [1]],
] as [string, Shape, number[], number[]][])("%s", (_, shape, include, exclude) => {
  const whole = history(shape);
  const tips = include.map((number) => whole.ids[number] ?? "");
  const not = exclude.map((number) => whole.ids[number] ?? "");
  const remote = remoteOf(whole);

  test("from a full checkout", () =>
    expectTruth(whole, { checkout: whole.repository.folder }, tips, not));
  test("from the server, without a checkout", () => expectTruth(whole, { remote }, tips, not));
  test.each([1, 2, 50])("from the server, beside a checkout of depth %d", (depth) =>
    expectTruth(whole, { checkout: clone(whole, `--depth=${depth}`), remote }, tips, not),
  );
  test.each(["blob:none", "tree:0"])("from a partial clone, %s, alone", (filter) =>
    expectTruth(whole, { checkout: clone(whole, `--filter=${filter}`) }, tips, not),
  );
});

test("a history longer than the first fetch is deepened until the range is complete", async () => {
  const long = history([...line(1_400), [0], [1_400]]);
  const tip = long.ids[1_401] ?? "";
  const base = long.ids[1_399] ?? "";
  await expectTruth(long, { remote: remoteOf(long) }, [tip], [base]);
  await expectTruth(long, { remote: remoteOf(long) }, [base], [tip]);
  const near = long.ids[1_390] ?? "";
  await expectTruth(long, { remote: remoteOf(long) }, [base], [near]);
}, 60_000);

test("a shallow checkout alone says which objects are missing", async () => {
  const whole = history(line(8));
  const checkout = clone(whole, "--depth=3");
  const found = await find({ checkout }, [whole.ids[7] ?? ""], [whole.ids[1] ?? ""]);
  expect(found.missing).toEqual([whole.ids[1]]);
  const all = await find({ checkout }, [whole.ids[7] ?? ""], []);
  expect(all.missing).toEqual([whole.ids[4]]);
});

test("a cut on the excluded side, behind which the range may lie, is not passed over", async () => {
  const whole = history([[], [0], [1], [2], [3, 1]]);
  const [root = "", , hidden = "", base = "", tip = ""] = whole.ids;
  const checkout = clone(whole, "--depth=2");
  whole.repository.git("-C", checkout, "fetch", "-q", "--depth=1", "origin", "b0");
  // With what is here the second commit seems to be no ancestor of the base.
  const seen = whole.repository.git("-C", checkout, "rev-list", tip, "--not", base, root);
  expect(seen.split("\n")).toHaveLength(2);
  expect((await find({ checkout }, [tip], [base, root])).missing).toEqual([hidden]);
  await expectTruth(whole, { checkout, remote: remoteOf(whole) }, [tip], [base, root]);
});

test("a history that begins in the range, beside a cut on the excluded side", async () => {
  const whole = history([[], [0], [1], [2, 0]]);
  const [, hidden = "", base = "", tip = ""] = whole.ids;
  const checkout = clone(whole, "--depth=2");
  expect((await find({ checkout }, [tip], [base])).missing).toEqual([hidden]);
  await expectTruth(whole, { checkout, remote: remoteOf(whole) }, [tip], [base]);
});

test("a branch that merged its base forty times", async () => {
  // Even numbers are the base's, odd ones the branch's.
  const shape: Shape = Array.from({ length: 82 }, (_, number) => {
    if (number < 2) return number === 0 ? [] : [0];
    return number % 2 === 0 ? [number - 2] : [number - 2, number - 1];
  });
  const whole = history(shape);
  const [base = "", tip = ""] = [whole.ids[80], whole.ids[81]];
  await expectTruth(whole, { checkout: whole.repository.folder }, [tip], [base]);
});

test("grafts, replacements and a shallow file that hide history change nothing", async () => {
  const whole = history(line(20));
  const { repository, ids } = whole;
  const [first = "", tip = ""] = [ids[1], ids[19]];
  const expected = truth(whole, [tip], [ids[0] ?? ""]);
  repository.git("replace", tip, first);
  writeFileSync(join(repository.folder, ".git", "info", "grafts"), `${ids[18]} ${ids[0]}\n`);
  writeFileSync(join(repository.folder, ".git", "shallow"), `${ids[10]}\n${"f".repeat(40)}\n`);
  expect(truth(whole, [tip], [ids[0] ?? ""])).not.toEqual(expected);
  const found = await find({ checkout: repository.folder }, [tip], [ids[0] ?? ""]);
  expect(found).toMatchObject({ missing: [], isClosed: true, commits: expected });
});

test("a commit-graph that hides history changes nothing", async () => {
  const honest = history(line(6));
  const { repository, ids } = honest;
  const [base = "", tip = ""] = [ids[0], ids[5]];
  const expected = truth(honest, [tip], [base]);
  repository.git("replace", ids[4] ?? "", base);
  repository.git("commit-graph", "write", "--reachable");
  const found = await find({ checkout: repository.folder }, [tip], [base]);
  expect(found.commits).toEqual(expected);
});

test("SHA-256 repositories, from the checkout and from the server", async () => {
  const whole = history(criss, "--object-format=sha256");
  const [tip = "", base = ""] = [whole.ids[8], whole.ids[3]];
  expect(tip).toHaveLength(64);
  await expectTruth(whole, { checkout: whole.repository.folder }, [tip], [base]);
  await expectTruth(whole, { remote: remoteOf(whole) }, [tip], [base]);
});

test("work trees beside the repository, and objects borrowed from another one", async () => {
  const whole = history(line(5));
  const [tip = "", base = ""] = [whole.ids[4], whole.ids[1]];
  const tree = newFolder();
  const borrower = clone(whole, "--shared");
  whole.repository.git("worktree", "add", "--quiet", "--detach", join(tree, "it"), tip);
  await expectTruth(whole, { checkout: join(tree, "it") }, [tip], [base]);
  await expectTruth(whole, { checkout: borrower }, [tip], [base]);
});

test.each(["a folder", "#'\"\\$(id)", "ünï☃", "-x"])("a checkout in %j", async (name) => {
  const whole = history(line(3));
  const folder = join(newFolder(), name);
  mkdirSync(folder);
  whole.repository.git("clone", "--quiet", "--bare", whole.repository.folder, folder);
  await expectTruth(whole, { checkout: folder }, [whole.ids[2] ?? ""], [whole.ids[0] ?? ""]);
});

test("a checkout whose path has a line break is refused, not misread", async () => {
  const whole = history(line(3));
  const folder = join(newFolder(), "a\nb");
  whole.repository.git("clone", "--quiet", "--bare", whole.repository.folder, folder);
  const found = find({ checkout: folder }, [whole.ids[2] ?? ""], []);
  await expect(found).rejects.toMatchObject({ code: "no-repository" });
});

test("ancestors are told from others", async () => {
  const whole = history([[], [0], [0], [1]]);
  const [root = "", one = "", two = "", three = ""] = whole.ids;
  const sources = { checkout: whole.repository.folder, remote: undefined };
  const answers = await withRange(sources, { include: [three, two], exclude: [] }, (range) =>
    Promise.all([
      isAncestor(range.scratch, root, three),
      isAncestor(range.scratch, one, three),
      isAncestor(range.scratch, three, three),
      isAncestor(range.scratch, two, three),
      isAncestor(range.scratch, three, one),
    ]),
  );
  expect(answers).toEqual([true, true, true, false, false]);
});

test("a folder without a repository: its error alone, the server's answer beside one", async () => {
  const whole = history(line(3));
  const nowhere = newFolder();
  const [tip = "", base = ""] = [whole.ids[2], whole.ids[0]];
  const alone = find({ checkout: nowhere }, [tip], [base]);
  await expect(alone).rejects.toMatchObject({ code: "no-repository" });
  await expectTruth(whole, { checkout: nowhere, remote: remoteOf(whole) }, [tip], [base]);
  await expect(find({}, [tip], [base])).rejects.toMatchObject({ code: "no-repository" });
});

test("a commit that nobody has is missing here and named by the server", async () => {
  const whole = history(line(3));
  const tip = whole.ids[2] ?? "";
  const unknown = "1".repeat(40);
  const checkout = whole.repository.folder;
  expect((await find({ checkout }, [tip], [unknown])).missing).toEqual([unknown]);
  const asked = find({ checkout, remote: remoteOf(whole) }, [tip], [unknown]);
  await expect(asked).rejects.toMatchObject({ code: "fetch-failed", objects: [unknown] });
});

test("the name of a tree or a tag is not taken for a commit", async () => {
  const whole = history(line(2));
  const { repository, ids } = whole;
  const tree = repository.git("rev-parse", `${ids[0]}^{tree}`);
  repository.git("tag", "-a", "-m", "t", "t", ids[1] ?? "");
  const tag = repository.git("rev-parse", "t");
  const checkout = repository.folder;
  for (const other of [tree, tag]) {
    await expect(find({ checkout }, [other], [])).rejects.toMatchObject({ code: "bad-revision" });
    await expect(find({ checkout }, [ids[1] ?? ""], [other])).rejects.toMatchObject({
      code: "bad-revision",
    });
  }
});

test("what its user throws is handed on, and the range is asked for once", async () => {
  const whole = history(line(3));
  const mine = new Error("mine");
  let calls = 0;
  const sources = { checkout: whole.repository.folder, remote: remoteOf(whole) };
  const using = withRange(sources, { include: [whole.ids[2] ?? ""], exclude: [] }, () => {
    calls++;
    return Promise.reject(mine);
  });
  await expect(using).rejects.toBe(mine);
  expect(calls).toBe(1);
});
