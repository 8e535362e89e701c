import { expect, test } from "@jest/globals";
import { fuzz } from "./fuzzing.ts";
import { describeWithPrograms } from "./programs.ts";

describeWithPrograms(
  "mutation fuzz",
  () => {},
  (workshop) => {
    test("what we accept ssh-keygen accepts", () => {
      const report = fuzz(workshop(), 2_000, 20_240_607);
      expect(report.violations).toEqual([]);
      expect(report.compared).toBeGreaterThan(100);
      expect(Object.keys(report.verdicts)).toEqual(
        expect.arrayContaining([
          "known",
          "unknown",
          "bad",
          "malformed",
          "error",
          "wrong-namespace",
        ]),
      );
    });
  },
);
