import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, expect, jest, test } from "@jest/globals";
import { runFolder, writeReportFiles, writeTexts } from "../../src/github/files.ts";
import { UsageError } from "../../src/errors.ts";
import { cleanUp, commandsIn, temporaryFolder } from "./runner.ts";

afterAll(cleanUp);
afterEach(() => {
  jest.restoreAllMocks();
});

const texts = { sarif: "the log", report: "the report", badge: "<svg/>", html: "the page" };

/** Does something, and returns its result and the commands that it printed. */
function printedBy<T>(work: () => T): { readonly result: T; readonly warnings: readonly string[] } {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const result = work();
  spy.mockRestore();
  const commands = commandsIn(written.join(""));
  expect(commands.every(({ name }) => name === "warning")).toBe(true);
  return { result, warnings: commands.map(({ message }) => message) };
}

test("the files are written, and each run has a folder of its own", () => {
  const temporary = temporaryFolder();
  const [one, two] = [runFolder(temporary), runFolder(temporary)];
  expect(one).not.toBe(two);
  expect(dirname(one)).toBe(temporary);
  const { result, warnings } = printedBy(() => writeReportFiles(one, texts));
  expect(warnings).toEqual([]);
  for (const name of ["sarif", "report", "html", "badge"] as const) {
    expect(readFileSync(result[name], "utf8")).toBe(texts[name]);
  }
});

test.each(["", "here"])("RUNNER_TEMP %j is no place, and the system's is used", (temporary) => {
  const { result, warnings } = printedBy(() => runFolder(temporary));
  expect(dirname(result)).toBe(tmpdir());
  expect(warnings).toEqual([]);
  rmSync(result, { recursive: true });
});

test("a RUNNER_TEMP that takes no folder is named with the cause, and another place is used", () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  for (const [temporary, cause] of [
    ["/proc/nowhere", "is not there"],
    [file, "is a file"],
  ] as const) {
    const { result, warnings } = printedBy(() => runFolder(temporary));
    expect(dirname(result)).toBe(tmpdir());
    expect(warnings).toHaveLength(1);
    for (const part of ["RUNNER_TEMP", temporary, cause, result]) {
      expect(warnings[0]).toContain(part);
    }
    expect(existsSync(result)).toBe(true);
    rmSync(result, { recursive: true });
  }
});

test("a full disk costs one file, and a warning names it and the cause", () => {
  const folder = runFolder(temporaryFolder());
  symlinkSync("/dev/full", join(folder, "report.json"));
  const { result, warnings } = printedBy(() => writeReportFiles(folder, texts));
  expect(result).toEqual({
    sarif: join(folder, "portcullis.sarif"),
    report: "",
    html: join(folder, "report.html"),
    badge: join(folder, "badge.svg"),
  });
  expect(warnings).toHaveLength(1);
  for (const part of ["report.json", "the disk is full", "report-file is empty"]) {
    expect(warnings[0]).toContain(part);
  }
  // Half a report would be taken for a whole one.
  expect(readdirSync(folder).sort()).toEqual(["badge.svg", "portcullis.sarif", "report.html"]);
});

test("a folder that is gone costs all files and nothing else", () => {
  const folder = join(temporaryFolder(), "gone");
  const { result, warnings } = printedBy(() => writeReportFiles(folder, texts));
  expect(result).toEqual({ sarif: "", report: "", html: "", badge: "" });
  expect(warnings).toHaveLength(4);
  mkdirSync(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test("files that the verdict rests on have to be written", () => {
  const folder = temporaryFolder();
  const text = new Map([["policies/a.yaml", Buffer.from("x")]]);
  expect([...writeTexts(folder, text)]).toEqual([
    ["policies/a.yaml", join(folder, "policies", "a.yaml")],
  ]);
  symlinkSync("/dev/full", join(folder, "full"));
  const write = () => writeTexts(folder, new Map([["full", Buffer.from("x")]]));
  expect(write).toThrow(UsageError);
  expect(write).toThrow(/full cannot be written: the disk is full/);
});
