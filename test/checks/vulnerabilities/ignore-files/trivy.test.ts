import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ignoredBy } from "../../../../src/checks/vulnerabilities/ignore-files/ignored-by.ts";
import { readIgnoreFile } from "../../../../src/checks/vulnerabilities/ignore-files/read.ts";
import { UsageError } from "../../../../src/errors.ts";
import { realTool } from "../../../tools/real-tools.ts";
import { everything, lodashPath, ScannedByTrivy } from "../scanned-by-trivy.ts";

const trivy = realTool("trivy");
const database = realTool("trivy-database");
const crane = realTool("crane");

if (trivy !== undefined && database !== undefined && crane !== undefined) {
  describe("beside the real Trivy", () => {
    let scanned: ScannedByTrivy;
    beforeAll(async () => {
      scanned = await ScannedByTrivy.start({ trivy, database, crane });
    });
    afterAll(() => scanned.stop());

    /** What is left by us; `undefined` where the file is refused. */
    function ours(name: string, text: string): string[] | undefined {
      try {
        const files = [readIgnoreFile(text, name)];
        const today = new Date().toISOString().slice(0, 10);
        return everything.filter((found) => {
          const [id = "", purl = ""] = found.split(" ");
          const path = purl.startsWith("pkg:npm/") ? lodashPath : undefined;
          const question = { kind: "vulnerability", ids: [id], purl, path, today } as const;
          return ignoredBy(files, question) === undefined;
        });
      } catch (error) {
        if (error instanceof UsageError) return undefined;
        throw error;
      }
    }
    const theirs = (name: string, text: string): string[] | undefined =>
      scanned.left("--ignorefile", name, text);
    const day = (offset: number): string =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const entry = (rest: string): string =>
      `vulnerabilities:\n  - id: CVE-2021-23337\n    ${rest}\n`;

    test.each<readonly [string, number, string]>([
      ["nothing", 3, ""],
      ["ids and comments", 1, "# why\nCVE-2023-5363\n\n CVE-2021-23337 # why\n"],
      ["a date to come", 2, `CVE-2023-5363 exp:${day(2)}\n`],
      ["today as the date", 3, `CVE-2023-5363 exp:${day(0)}\n`],
      ["a date of the past", 3, `CVE-2023-5363 exp:${day(-2)}\n`],
    ])("a list with %s: %d left", (_, count, text) => {
      expect(theirs(".trivyignore", text)).toHaveLength(count);
      expect(ours(".trivyignore", text)).toEqual(theirs(".trivyignore", text));
    });

    test.each<readonly [string, number, string]>([
      ["nothing", 3, ""],
      ["an id", 2, entry("statement: why")],
      ["a path", 2, entry("paths: [app/**/package.json]")],
      ["the path itself", 2, entry(`paths: ["${lodashPath}"]`)],
      ["another path", 3, entry("paths: [usr/**]")],
      ["a star that ends at a slash", 3, entry("paths: [app/*]")],
      ["a package", 2, entry('purls: ["pkg:npm/lodash"]')],
      ["another version", 3, entry('purls: ["pkg:npm/lodash@4.17.11"]')],
      ["a date to come", 2, entry(`expired_at: ${day(2)}`)],
      ["today as the date", 3, entry(`expired_at: ${day(0)}`)],
      ["other sections", 3, "misconfigurations:\n  - id: CVE-2021-23337\nlicenses:\n"],
    ])("YAML with %s: %d left", (_, count, text) => {
      expect(theirs("ignore.yaml", text)).toHaveLength(count);
      expect(ours("ignore.yaml", text)).toEqual(theirs("ignore.yaml", text));
    });

    // Trivy reads past these, and whoever wrote them never learns that they do not count, or count for ever.
    test.each<readonly [string, string, number, string]>([
      ["a wrong date", ".trivyignore", 3, "CVE-2023-5363 exp:tomorrow\n"],
      ["further words", ".trivyignore", 2, "CVE-2023-5363 CVE-2021-23337\n"],
      ["a wildcard", ".trivyignore", 3, "CVE-2023-*\n"],
      ["another case", ".trivyignore", 3, "cve-2023-5363\n"],
      ["a misspelt date", "ignore.yaml", 2, entry("expires_at: 2020-01-01")],
      ["a misspelt section", "ignore.yaml", 3, "vulnerability:\n  - id: CVE-2023-5363\n"],
      ["an entry without an id", "ignore.yaml", 3, "vulnerabilities:\n  - statement: why\n"],
    ])("stricter than Trivy: %s is a mistake", (_, name, count, text) => {
      expect(theirs(name, text)).toHaveLength(count);
      expect(ours(name, text)).toBeUndefined();
    });

    test.each(["vulnerabilities: [", "vulnerabilities: x\n", entry("purls: [openssl]")])(
      "both refuse %j",
      (text) => {
        expect(theirs("ignore.yaml", text)).toBeUndefined();
        expect(ours("ignore.yaml", text)).toBeUndefined();
      },
    );
  });
}
