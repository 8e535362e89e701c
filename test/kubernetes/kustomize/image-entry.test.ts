import { expect, test } from "@jest/globals";
import { formatPath } from "../../../src/kubernetes/field.ts";
import {
  applyEntry,
  ImageEntries,
  imageEntryAt,
  referenceOf,
  type ImageEntry,
} from "../../../src/kubernetes/kustomize/image-entry.ts";
import type { ReadingProblem } from "../../../src/kubernetes/problem.ts";
import { rootOf } from "../documents.ts";

function entryOf(value: unknown): ImageEntry {
  const entry = imageEntryAt(rootOf(value), []);
  if (entry === undefined) throw new Error("no entry");
  return entry;
}

test.each([
  ["a name alone keeps tag and digest", { newName: "b" }, "a:1@sha256:x", "b:1@sha256:x"],
  ["a tag replaces a tag", { newTag: "2" }, "a:1", "a:2"],
  ["a tag drops a digest", { newTag: "2" }, "a@sha256:x", "a:2"],
  ["a digest drops a tag", { digest: "sha256:y" }, "a:1", "a@sha256:y"],
  ["tag and digest stand together", { newTag: "2", digest: "sha256:y" }, "a", "a:2@sha256:y"],
  ["a suffix follows the tag", { tagSuffix: "-x" }, "a:1@sha256:x", "a:1-x"],
  ["a suffix alone becomes the tag", { tagSuffix: "-x" }, "a", "a:-x"],
  ["a new tag beats a suffix", { newTag: "2", tagSuffix: "-x" }, "a:1", "a:2"],
  ["ports stay", { newTag: "2" }, "h:5000/a:1", "h:5000/a:2"],
])("%s", (_, rest, before, after) => {
  expect(applyEntry(entryOf({ name: "a", ...rest }), before)).toBe(after);
});

test.each([
  [{ newName: "b", newTag: "2", digest: "sha256:y" }, "digest"],
  [{ newName: "b", newTag: "2", tagSuffix: "x" }, "newTag"],
  [{ newName: "b", tagSuffix: "x" }, "newName"],
  [{ tagSuffix: "x" }, "tagSuffix"],
])("the field of %j that stands for it is %s", (rest, field) => {
  expect(formatPath(entryOf({ name: "a", ...rest }).setter.path)).toBe(field);
});

test("an entry that matches nothing says what is run, unless it only adds a suffix", () => {
  expect(referenceOf(entryOf({ name: "a", newName: "b", newTag: "2" }))).toBe("b:2");
  expect(referenceOf(entryOf({ name: "a", digest: "sha256:y" }))).toBe("a@sha256:y");
  expect(referenceOf(entryOf({ name: "a", tagSuffix: "x" }))).toBeUndefined();
  expect(referenceOf(entryOf({ newTag: "x" }))).toBeUndefined();
  // A pattern may match what the tree pins, and a suffix drops the digest.
  expect(referenceOf(entryOf({ name: "a[b]", tagSuffix: "x" }))).toBe("a[b]:x");
});

test("an entry that changes nothing is none", () => {
  const problems: ReadingProblem[] = [];
  expect(imageEntryAt(rootOf({ name: "a" }), problems)).toBeUndefined();
  expect(problems).toEqual([]);
});

test("parts that are not text are problems and change nothing", () => {
  const problems: ReadingProblem[] = [];
  expect(imageEntryAt(rootOf("name: a\nnewTag: 1.10\n"), problems)).toBeUndefined();
  expect(imageEntryAt(rootOf('"text"'), problems)).toBeUndefined();
  expect(problems.map(({ kind, location, offender }) => [kind, location.line, offender])).toEqual([
    ["wrong-type", 2, 1.1],
    ["wrong-type", 1, "text"],
  ]);
});

test("entries are found in order, by every name of a reference", () => {
  const entries = new ImageEntries(
    ["b", "a", "a:1", "a"].map((name) => entryOf({ name, newTag: "x" })),
  );
  const indices: number[] = [];
  for (let match = entries.next("a:1", 0); match !== undefined;) {
    indices.push(match.index);
    match = entries.next("a:1", match.index + 1);
  }
  expect(indices).toEqual([1, 2, 3]);
  expect(entries.next("__proto__", 0)).toBeUndefined();
});
