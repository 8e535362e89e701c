import { rmSync } from "node:fs";
import { afterAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { historyOf } from "./history.ts";
import { clone, expectTruth, find, remoteOf, removeMade, truth } from "./range-truth.ts";

afterAll(removeMade);

/** Up to forty commits with up to three parents each, and tips to include and exclude among them. */
const cases = fc.integer({ min: 2, max: 40 }).chain((size) =>
  fc.record({
    shape: fc.tuple(
      ...Array.from({ length: size }, (_, number) =>
        number === 0
          ? fc.constant<number[]>([])
          : fc.uniqueArray(fc.integer({ min: Math.max(0, number - 6), max: number - 1 }), {
              maxLength: 3,
            }),
      ),
    ),
    include: fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 2 }),
    exclude: fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }),
    depth: fc.constantFrom(1, 2, 3, 5, 50),
  }),
);

test("any range of any history is what git says of a full clone, or is said to be incomplete", async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ({ shape, include, exclude, depth }) => {
      const whole = historyOf(shape);
      const shallow = clone(whole, `--depth=${depth}`, "--no-single-branch");
      const tips = include.map((number) => whole.ids[number] ?? "");
      const not = exclude.map((number) => whole.ids[number] ?? "");
      await expectTruth(whole, { checkout: whole.repository.folder }, tips, not);
      await expectTruth(whole, { checkout: shallow, remote: remoteOf(whole) }, tips, not);
      const alone = await find({ checkout: shallow }, tips, not);
      if (alone.missing.length === 0) {
        told++;
        expect(alone.isClosed).toBe(true);
        expect(alone.commits).toEqual(truth(whole, tips, not));
      }
      whole.repository.remove();
      rmSync(shallow, { recursive: true });
    }),
    { numRuns: 12, seed: 4, endOnFailure: true },
  );
  // Otherwise nothing was compared.
  expect(told).toBeGreaterThan(2);
}, 120_000);
