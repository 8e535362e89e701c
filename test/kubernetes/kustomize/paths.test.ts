import { expect, test } from "@jest/globals";
import { folderOf, isRemote, resolvePath } from "../../../src/kubernetes/kustomize/paths.ts";

test.each([
  ["", "a.yaml", "a.yaml"],
  ["overlays/prod", "../../base", "base"],
  ["overlays/prod", "../../base/", "base"],
  ["overlays/prod", "./x/../y.yaml", "overlays/prod/y.yaml"],
  ["overlays", "..", ""],
  ["overlays", ".", "overlays"],
  ["overlays", "../..", undefined],
  ["overlays", "../../overlays/a.yaml", undefined],
  ["", "..", undefined],
  ["", "..hidden", "..hidden"],
  ["a", "/etc/passwd", undefined],
  ["a", "", undefined],
])("from %j, %j leads to %j", (folder, entry, target) => {
  expect(resolvePath(folder, entry)).toBe(target);
});

test("the folder of a file", () => {
  expect(["a/b/c.yaml", "c.yaml"].map(folderOf)).toEqual(["a/b", ""]);
});

test.each([
  "https://example.com/x.yaml",
  "github.com/argoproj/argo-cd/manifests?ref=v2",
  "git@github.com:org/repo",
  "ssh://git@host/repo.git",
  "git::https://host/repo",
  "host.example/org/repo.git//path",
  "host.example/org/repo?ref=main",
])("%s is elsewhere", (entry) => {
  expect(isRemote(entry)).toBe(true);
});

test.each(["base", "../base", "a.yaml", "github.com.yaml", "digit/x", ".github/base"])(
  "%s is a path",
  (entry) => {
    expect(isRemote(entry)).toBe(false);
  },
);
