import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseDuration } from "../../src/policy/duration.ts";
import { durationText } from "../../src/policy/duration-text.ts";

test.each([
  ["1s", "1 second"],
  ["59s", "59 seconds"],
  ["90s", "1 minute and 30 seconds"],
  ["60m", "1 hour"],
  ["48h", "2 days"],
  ["50h", "2 days and 2 hours"],
  ["14d", "14 days"],
  ["90061s", "1 day, 1 hour, 1 minute and 1 second"],
])("%s is %s", (text, words) => {
  expect(durationText(parseDuration(text) ?? Number.NaN)).toBe(words);
});

test("is cut after so many units, and never says zero", () => {
  expect(durationText(90_061_000, 2)).toBe("1 day and 1 hour");
  expect(durationText(90_061_000, 1)).toBe("1 day");
  expect(durationText(10 * 86_400_000 + 33_000, 2)).toBe("10 days");
  expect(durationText(0)).toBe("less than a second");
});

test("two durations that can be written are the same where their words are", () => {
  const written = fc
    .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom("s", "m", "h", "d"))
    .map(([count, unit]) => parseDuration(`${count}${unit}`) ?? 0);
  fc.assert(
    fc.property(written, written, (a, b) => (durationText(a) === durationText(b)) === (a === b)),
  );
});
