import { expect, test } from "@jest/globals";
import { fuzz } from "./fuzzing.ts";
import { openWorkshop } from "./workshop.ts";

test("what we accept openssl accepts", () => {
  const shop = openWorkshop();
  try {
    const report = fuzz(shop, 2_000, 20_240_607);
    expect(report.violations).toEqual([]);
    expect(report.compared).toBeGreaterThan(50);
    expect(Object.keys(report.verdicts)).toEqual(
      expect.arrayContaining(["known", "unknown", "bad", "malformed", "unsupported"]),
    );
  } finally {
    shop.remove();
  }
}, 60_000);
