import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "@jest/globals";

/** The tools that tests compare with, and how each is built; they lie in `.tools`. */
const recipes = {
  oracle: "npm run tools builds it, and needs Go",
  cosign: "npm run tools builds it, and needs Go",
  crane: "npm run tools builds it, and needs Go",
  olareg: "npm run tools builds it, and needs Go",
  trivy: "npm run tools builds it, and needs Go",
  "trivy-database": "npm run tools builds it, and needs Go",
} as const;

/**
 * The path of a real tool. Where it is missing there is no path, and a skipped test that says how to
 * get it stands in the report; a failing one where PORTCULLIS_REQUIRE_TOOLS demands every tool.
 */
export function realTool(name: keyof typeof recipes): string | undefined {
  const path = join(import.meta.dirname, "../../.tools", name);
  if (existsSync(path)) return path;
  const title = `needs .tools/${name}; ${recipes[name]}`;
  if (process.env["PORTCULLIS_REQUIRE_TOOLS"] !== undefined) {
    test(title, () => {
      throw new Error(title);
    });
  } else test.skip(title, () => {});
  return undefined;
}
