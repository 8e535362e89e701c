import { expect, test } from "@jest/globals";
import { eachInParallel, scansAtOnce } from "../../../src/checks/vulnerabilities/scan-parallel.ts";

test("no more go on at once than may, and every item has its turn", async () => {
  let [running, most] = [0, 0];
  const done: number[] = [];
  await eachInParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    done.push(item);
  });
  expect(most).toBe(3);
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("the first failure is thrown when nothing goes on any more, and nothing is begun after it", async () => {
  const begun: number[] = [];
  let ended = false;
  const work = eachInParallel([1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    if (item === 1) throw new Error("first");
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    ended = true;
    throw new Error("second");
  });
  await expect(work).rejects.toThrow("first");
  expect(ended).toBe(true);
  expect(begun).toEqual([1, 2]);
});

const gibibyte = 2 ** 30;

test.each([
  [2, 7 * gibibyte, 2],
  [16, 64 * gibibyte, 16],
  [16, 3 * gibibyte, 4],
  [2, gibibyte / 2, 1],
  [1, 0, 1],
])("on %i cores with %i bytes free: %i scans at once", (cores, free, count) => {
  expect(scansAtOnce(cores, free)).toBe(count);
});

test("on this machine there is room for one", () => {
  expect(scansAtOnce()).toBeGreaterThanOrEqual(1);
});
