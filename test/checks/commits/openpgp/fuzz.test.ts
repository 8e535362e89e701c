import { expect, test } from "@jest/globals";
import { fuzz } from "./fuzzing.ts";
import { gpgPresent } from "./gpg-present.ts";

if (await gpgPresent()) {
  test("what we accept gpg accepts", async () => {
    const report = await fuzz(1_500, 20_261);
    expect(report.violations).toEqual([]);
    expect(report.compared).toBeGreaterThan(100);
    const words = ["known", "bad", "malformed", "unsupported", "unknown", "certificate: known"];
    expect(Object.keys(report.verdicts)).toEqual(expect.arrayContaining(words));
  });
}
