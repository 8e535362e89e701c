import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Log } from "sarif";

/** Where the package of Microsoft's SARIF Multitool lies, if it is installed. */
export const multitoolFolder = path.resolve("node_modules/@microsoft/sarif-multitool-linux");
const multitool = path.join(multitoolFolder, "Sarif.Multitool");

/** Whether the validator runs on this machine. */
export const multitoolRuns =
  process.platform === "linux" && process.arch === "x64" && existsSync(multitool);

/** What the validator says of each log at level error and warning; its exit status means nothing. */
export function complaintsOf(logs: readonly string[]): string[][] {
  const place = mkdtempSync(path.join(tmpdir(), "sarif-"));
  try {
    const files = logs.map((log, index) => {
      const file = path.join(place, `log-${index}.sarif`);
      writeFileSync(file, log);
      return file;
    });
    const output = path.join(place, "out.sarif");
    const options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", output];
    // The package sets this by a script at installation, and ours runs none that it need not.
    chmodSync(multitool, 0o755);
    const { error } = spawnSync(multitool, ["validate", ...files, ...options], {
      timeout: 110_000,
    });
    if (error !== undefined) throw error;
    const verdict = JSON.parse(readFileSync(output, "utf8").replace(/^\ufeff/, "")) as Log;
    const results = verdict.runs.flatMap((run) => run.results ?? []);
    return files.map((file) =>
      results
        .filter((result) => JSON.stringify(result.locations).includes(path.basename(file)))
        .map(({ ruleId, level = "warning", message }) => `${level} ${ruleId} ${message.id}`),
    );
  } finally {
    rmSync(place, { recursive: true });
  }
}
