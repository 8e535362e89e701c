import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DiskFiles } from "../../src/kubernetes/file-source.ts";
import { type Listing, listed, walked } from "../../src/kubernetes/files.ts";

let root: string;
let outside: string;
const nothing = () => false;

/** Lists as where git knows nothing of what was set aside, unless told what it has. */
function listFiles(
  folder: string,
  paths: readonly string[],
  excluded: (path: string) => boolean,
  tracked?: readonly string[],
): Listing {
  const walk = walked({ root: folder, paths, excluded }, new DiskFiles());
  return listed(walk, () => tracked?.map((at) => ({ path: at, isUnsayable: false })));
}

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "files-"));
  outside = mkdtempSync(path.join(tmpdir(), "outside-"));
  const put = (name: string) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), "a: 1\n");
  };
  for (const name of [
    "b.yaml",
    "a.yml",
    "c.json",
    "d.txt",
    "sub/E.YAML",
    "sub/Kustomization",
    ".git/x.yaml",
    "node_modules/y/z.yaml",
    ".github/w.yml",
    "named.tmpl",
  ])
    put(name);
  writeFileSync(path.join(outside, "secret.yaml"), "b: 2\n");
  symlinkSync("sub", path.join(root, "loop-in"));
  symlinkSync("..", path.join(root, "sub", "circle"));
  symlinkSync(path.join(outside, "secret.yaml"), path.join(root, "out.yaml"));
  symlinkSync(outside, path.join(root, "out-folder"));
  symlinkSync("nowhere", path.join(root, "broken.yaml"));
});

afterAll(() => {
  rmSync(root, { recursive: true });
  rmSync(outside, { recursive: true });
});

test("finds what may hold objects, sorted, each file once", () => {
  const { files } = listFiles(root, [root], nothing, []);
  expect(files.map((file) => file.path)).toEqual([
    ".github/w.yml",
    "a.yml",
    "b.yaml",
    "c.json",
    "sub/E.YAML",
    "sub/Kustomization",
  ]);
});

test("says which links lead out or nowhere, and follows none of them", () => {
  const { problems } = listFiles(root, [root], nothing);
  expect(problems.map(({ kind, location }) => `${kind} ${location.path}`).sort()).toEqual([
    "link-not-followed out-folder",
    "unreadable broken.yaml",
    "unreadable out.yaml",
  ]);
});

test("reads a file that is named itself, whatever its extension", () => {
  const { files } = listFiles(root, [path.join(root, "named.tmpl")], nothing);
  expect(files.map((file) => file.path)).toEqual(["named.tmpl"]);
});

test("judges of node_modules what git has, and all where nobody knows", () => {
  const inside = (tracked?: readonly string[]): string[] =>
    listFiles(root, [root], nothing, tracked)
      .files.map((file) => file.path)
      .filter((at) => at.startsWith("node_modules/"));
  expect(inside([])).toEqual([]);
  expect(inside()).toEqual(["node_modules/y/z.yaml"]);
  expect(inside(["node_modules/y/z.yaml"])).toEqual(["node_modules/y/z.yaml"]);
  expect(inside(["node_modules/gone.yaml"])).toEqual([]);
  const excluded = (name: string): boolean => name === "node_modules/y";
  expect(listFiles(root, [root], excluded, ["node_modules/y/z.yaml"]).files).toHaveLength(6);
});

test("leaves out what is excluded, folders whole", () => {
  const { files } = listFiles(root, [root], (name) => name === "sub" || name === "b.yaml", []);
  expect(files.map((file) => file.path)).toEqual([".github/w.yml", "a.yml", "c.json"]);
});

test("refuses a path that does not exist and one outside of the root", () => {
  expect(() => listFiles(root, [path.join(root, "missing")], nothing)).toThrow(
    /path ".*missing" does not exist/,
  );
  expect(() => listFiles(root, [outside], nothing)).toThrow(/lies outside of/);
  expect(() => listFiles(root, [path.join(root, "out.yaml")], nothing)).toThrow(/lies outside of/);
});

describe("links and names that other tools follow in another way", () => {
  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  const put = (name: string, content = "a: 1\n"): void => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
  };
  const raw = (name: string): Buffer => Buffer.from(at(name), "latin1");
  const seen = ({ files, problems }: Listing): string[] => [
    ...files.map((file) => file.path),
    ...problems.map(({ kind, location }) => `${kind} ${location.path}`).sort(),
  ];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "links-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("a name that is not UTF-8 is named, beside the file that is called what is shown", () => {
    put("web\ufffd.yaml");
    put("d\ufffd/x.yaml");
    mkdirSync(raw("d\xff"));
    for (const name of ["web\xff.yaml", "d\xff/x.yaml", "text\xff.md"]) {
      writeFileSync(raw(name), "a: 1\n");
    }
    symlinkSync("nowhere", raw("link\xff"));
    expect(seen(listFiles(folder, [folder], nothing))).toEqual([
      "d\ufffd/x.yaml",
      "web\ufffd.yaml",
      "unreadable d\ufffd",
      "unreadable link\ufffd",
      "unreadable web\ufffd.yaml",
    ]);
  });

  test("a link by a name that is not UTF-8 is named, also where its twin is there", () => {
    mkdirSync(raw("d\xff"));
    writeFileSync(raw("d\xff/x.txt"), "a: 1\n");
    put("d\ufffd/x.txt");
    symlinkSync(Buffer.from("d\xff/x.txt", "latin1"), at("web.yaml"));
    symlinkSync(Buffer.from("d\xff", "latin1"), at("folder"));
    const { problems } = listFiles(folder, [folder], (name) => name.startsWith("d"));
    expect(problems.map(({ location, message }) => `${location.path} ${message}`).sort()).toEqual([
      "folder The symbolic link leads by a name that is not UTF-8; rename what it leads to.",
      "web.yaml The symbolic link leads by a name that is not UTF-8; rename what it leads to.",
    ]);
  });

  test("up from a link is up from where it leads, as for the system", () => {
    put("pod.txt", "harmless: 1\n");
    put("other/pod.txt", "deployed: 1\n");
    mkdirSync(at("other/deep"));
    symlinkSync("other/deep", at("in"));
    symlinkSync("in/../pod.txt", at("web.yaml"));
    expect(seen(listFiles(folder, [folder], nothing))).toEqual(["other/pod.txt"]);
  });

  test("a kustomization by a link is one where the link lies", () => {
    put("tools/k.txt");
    put("base/kustomization.yml");
    put("linked/a.txt");
    mkdirSync(at("deploy"));
    symlinkSync("../tools/k.txt", at("deploy/kustomization.yaml"));
    symlinkSync("../base/kustomization.yml", at("linked/kustomization.yml"));
    symlinkSync("linked", at("again"));
    const expected = [
      "base/kustomization.yml",
      "deploy/kustomization.yaml",
      "linked/kustomization.yml",
    ];
    expect(seen(listFiles(folder, [folder], nothing))).toEqual(expected);
    const alone = listFiles(folder, [at("deploy/kustomization.yaml")], nothing);
    expect(seen(alone)).toEqual(["deploy/kustomization.yaml"]);
  });

  test("what is excluded is judged where a link from elsewhere leads to it, or named", () => {
    put("samples/pod.yaml");
    put("samples/more/pod.yaml");
    mkdirSync(at("deploy"));
    symlinkSync("../samples/pod.yaml", at("deploy/web.yaml"));
    symlinkSync("../samples/more", at("deploy/more"));
    for (const excluded of [
      (name: string) => name === "samples",
      (name: string) => name.startsWith("samples/"),
    ]) {
      expect(seen(listFiles(folder, [folder], excluded))).toEqual([
        "deploy/web.yaml",
        "link-not-followed deploy/more",
      ]);
    }
  });
});
