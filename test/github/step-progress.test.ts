import { expect, test } from "@jest/globals";
import { stepProgress } from "../../src/github/step-progress.ts";

function progressOnLog(): {
  readonly log: string[];
  readonly progress: ReturnType<typeof stepProgress>;
} {
  const log: string[] = [];
  const progress = stepProgress({
    info: (line) => void log.push(line),
    startGroup: (title) => void log.push(`[${title}`),
    endGroup: () => void log.push("]"),
  });
  return { log, progress };
}

test("work of many parts is a group with a line for each of them", async () => {
  const { log, progress } = progressOnLog();
  const result = await progress.group("Scanning 2 images", (done) => {
    done("scanned a");
    done("scanned b");
    return Promise.resolve(7);
  });
  expect(result).toBe(7);
  expect(log).toEqual(["[Scanning 2 images", "scanned a", "scanned b", "]"]);
});

test("the group ends also where the work fails", async () => {
  const { log, progress } = progressOnLog();
  const failing = progress.group("Scanning 1 image", () => Promise.reject(new Error("no Trivy")));
  await expect(failing).rejects.toThrow("no Trivy");
  expect(log).toEqual(["[Scanning 1 image", "]"]);
});

test("no line of a log is a command of the runner's, or more than one line", async () => {
  const { log, progress } = progressOnLog();
  const hostile = ["::error::x", "a\n::set-output name=a::b", "##[error]x", "\u001b[31mred"];
  await progress.group("##[warning]x", async (done) => {
    for (const text of hostile) {
      done(text);
      progress.say(text);
    }
    progress.update(hostile[0] ?? "");
    return Promise.resolve();
  });
  expect(log).toHaveLength(2 * hostile.length + 3);
  for (const line of log) expect(line).not.toMatch(/^\s*::|##\[|\n|\u001b/);
});

test("more lines than anybody reads are counted", async () => {
  const { log, progress } = progressOnLog();
  await progress.group("Scanning 900 images", async (done) => {
    for (let number = 1; number <= 900; number++) done(`scanned ${number}`);
    return Promise.resolve();
  });
  expect(log.length).toBeLessThan(500);
  expect(log.slice(-2)).toEqual(["… and 500 more", "]"]);
});
