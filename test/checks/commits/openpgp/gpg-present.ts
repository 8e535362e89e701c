import { jest, test } from "@jest/globals";
import { cleanEnvironment } from "../../../../src/process/environment.ts";
import { findExecutable } from "../../../../src/process/executable.ts";

/** Making keys and starting programs takes seconds on a busy machine. */
const patience = 120_000;

/** Whether there is a gpg to compare with; where not, a skipped test says so. */
export async function gpgPresent(): Promise<boolean> {
  const found = await findExecutable("gpg", cleanEnvironment()).catch(() => undefined);
  jest.setTimeout(patience);
  if (found === undefined) test.skip("needs gpg; install GnuPG 2.2 or newer", () => {});
  return found !== undefined;
}
