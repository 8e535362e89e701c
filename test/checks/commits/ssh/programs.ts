import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, jest, test } from "@jest/globals";
import { openWorkshop, type Workshop } from "./workshop.ts";

/** Making RSA keys and starting programs takes seconds on a busy machine. */
const patience = 120_000;

/**
 * A suite that compares with real ssh-keygen and git; `prepare` makes keys in the workshop first. Where
 * a program is missing, a skipped test says so.
 */
export function describeWithPrograms(
  name: string,
  prepare: (workshop: Workshop) => void,
  suite: (workshop: () => Workshop) => void,
): void {
  const missing = ["ssh-keygen", "git"].filter(
    (program) => spawnSync(program, ["--version"]).error !== undefined,
  );
  if (missing.length > 0) {
    test.skip(`${name} (left out: ${missing.join(" and ")} not installed)`, () => {});
    return;
  }
  jest.setTimeout(patience);
  describe(name, () => {
    let workshop: Workshop | undefined;
    beforeAll(() => {
      workshop = openWorkshop();
      prepare(workshop);
    }, patience);
    afterAll(() => workshop?.remove());
    suite(() => {
      if (workshop === undefined) throw new Error("the workshop is not open");
      return workshop;
    });
  });
}
