import { describe, expect, test } from "@jest/globals";
import { warningsIn } from "../../src/trivy/scan-warnings.ts";
import { realTool } from "../tools/real-tools.ts";
import { vulnerableAlpine } from "./material/images.ts";
import { databaseIn, layoutOf, programOf, scan } from "./scanning.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

const cut = "Trivy said more about it than is kept, so what else it did not look up is not known.";

test("warnings about what was not looked up are sentences of our own, and only warnings", () => {
  const lines = ["INFO\tUnsupported os", "WARN\tUnsupported os\tfamily=x", "WARN\tsomething else"];
  expect(warningsIn({ stderr: lines.join("\n"), isStderrCut: false })).toEqual([
    expect.stringContaining("no data for its distribution"),
  ]);
  expect(warningsIn({ stderr: "", isStderrCut: false })).toEqual([]);
});

test("what was cut off is told, beside what was not", () => {
  const stderr = "WARN\tUnsupported os\n";
  expect(warningsIn({ stderr, isStderrCut: true })).toEqual([expect.any(String), cut]);
});

if (trivy !== undefined && writer !== undefined) {
  describe("a Trivy that an image makes say much", () => {
    const after = (bytes: number) =>
      programOf(`
        const { writeSync } = require("fs");
        const line = "2026-11-21T00:00:00Z\\tWARN\\todd file\\n";
        for (let left = ${bytes}; left > 0; left -= line.length) writeSync(2, line.slice(0, left));
        const { status } = require("child_process").spawnSync(${JSON.stringify(trivy)}, process.argv.slice(2), { stdio: "inherit" });
        process.exit(status ?? 1);`);

    test("leaves a remark where its warnings cannot be read to the end, and finds the same", async () => {
      const database = databaseIn(writer);
      const layout = await layoutOf(vulnerableAlpine);
      const { scan: quiet } = await scan(after(1 << 20), database, layout);
      const { scan: loud } = await scan(after(4 << 20), database, layout);
      expect(quiet.remarks).toEqual([]);
      expect(loud).toEqual({ ...quiet, remarks: [cut] });
      expect(loud.vulnerabilities).toHaveLength(1);
    });
  });
}
