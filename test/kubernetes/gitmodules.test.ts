import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { submodulePathsIn } from "../../src/kubernetes/gitmodules.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gitmodules-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The paths that git finds in a list of submodules; "refused" where it reads none of it. */
function pathsForGit(text: string): readonly string[] | "refused" {
  const file = path.join(folder, ".gitmodules");
  writeFileSync(file, text);
  try {
    const args = ["config", "-f", file, "-z", "--list"];
    const env = { PATH: process.env["PATH"] ?? "", GIT_CONFIG_NOSYSTEM: "1" };
    return execFileSync("git", args, { encoding: "utf8", env, stdio: ["ignore", "pipe", "ignore"] })
      .split("\0")
      .flatMap(
        (entry) => /^submodule\.(?:.|\n)*\.path\n(?<value>[^]*)$/.exec(entry)?.slice(1) ?? [],
      );
  } catch {
    return "refused";
  }
}

function pathsForUs(text: string): readonly string[] | "refused" {
  const { paths, fault } = submodulePathsIn(text);
  return fault === undefined ? paths.map((entry) => entry.path) : "refused";
}

const head = '[submodule "x"]\n';

test.each([
  [`${head}\tpath = deploy/sub\n\turl = u\n`, ["deploy/sub"]],
  [`${head}path = "deploy/sub"\n`, ["deploy/sub"]],
  [`${head}path = deploy/"a b"/sub\n`, ["deploy/a b/sub"]],
  ['[submodule "x"] path = deploy/sub\n', ["deploy/sub"]],
  ['[submodule "x"]path=deploy/sub', ["deploy/sub"]],
  [`${head}path = deploy/sub # it\n`, ["deploy/sub"]],
  [`${head}path = deploy/sub;it\n`, ["deploy/sub"]],
  [`${head}path = "deploy/sub # it"\n`, ["deploy/sub # it"]],
  [`${head}PATH = a\nPath=b\n`, ["a", "b"]],
  [`${head}path = a\\\n/b\n`, ["a/b"]],
  [`${head}path = a \\\n b\n`, ["a  b"]],
  [`${head}path = a\\tb\\\\c\\"d\n`, ['a\tb\\c"d']],
  [`${head}path = a\\t  \n`, ["a\t"]],
  [`${head}path =   a  b   \n`, ["a  b"]],
  [`${head}path = a\r\nurl = u\r\n`, ["a"]],
  [`${head}path = a\\\r\nb\r\n`, ["ab"]],
  ['[SubModule "x"]\npath = a\n[other]\npath = b\n[submodule]\npath = c\n', ["a"]],
  ['[submodule.x]\npath = a\n[submodule.x "y"]\npath = b\n', ["a", "b"]],
  ['[submodule "a\\"]b"]\npath = a\n[submodule \t "c"]\npath = c\n', ["a", "c"]],
  [`# c\n; d\n${head} # e\n path = a\n`, ["a"]],
  [`\ufeff${head}path = a\n`, ["a"]],
  [`${head}path = é\n`, ["é"]],
  ['[other "submodule"]\npath = a\n', []],
  ["", []],
])("reads %j as git does", (text, paths) => {
  expect(pathsForGit(text)).toEqual(paths);
  expect(pathsForUs(text)).toEqual(paths);
});

test.each([
  [`${head}path = "a\n`],
  [`${head}path = a\\x\n`],
  [`${head}path a\n`],
  [`${head}1path = a\n`],
  [`${head}path\f= a\n`],
  ['[submodule "x]\npath = a\n'],
  ['[submodule "x"\npath = a\n'],
  ['[submodule "x" ]\npath = a\n'],
  ["[submodule_x]\npath = a\n"],
  [`${head}[\npath = a\n`],
])("refuses %j as git does", (text) => {
  expect(pathsForGit(text)).toBe("refused");
  expect(pathsForUs(text)).toBe("refused");
});

test("texts at random are read as by git", () => {
  // Of tabs in the midst of a value versions of git make different things.
  const words = ["path", "=", " ", '"', "\\", "\n", "#", ";", "a", "/", '[submodule "x"]', "n"];
  let state = 7;
  const pick = (): string => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return words[(state >>> 16) % words.length] ?? "";
  };
  for (let round = 0; round < 300; round++) {
    const text = `${head}path = ${Array.from({ length: 8 }, pick).join("")}\n`;
    expect([text, pathsForUs(text)]).toEqual([text, pathsForGit(text)]);
  }
});

test("says where a value stands", () => {
  const text = `${head}\tpath = "deploy/sub" # it\n`;
  const [place] = submodulePathsIn(text).paths;
  expect(text.slice(place?.start, place?.end)).toBe('"deploy/sub"');
});
