import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the results of a run lie for the steps that follow. */
export interface ReportFiles {
  readonly sarif: string;
  readonly report: string;
}

/** A new folder that only this run uses. */
export function runFolder(temporary: string): string {
  return mkdtempSync(join(temporary, "portcullis-"));
}

/** Writes the SARIF log and the JSON report into the run's folder and returns their paths. */
export function writeReportFiles(folder: string, sarif: string, report: string): ReportFiles {
  const files = { sarif: join(folder, "portcullis.sarif"), report: join(folder, "report.json") };
  writeFileSync(files.sarif, sarif);
  writeFileSync(files.report, report);
  return files;
}

/** Writes texts under their paths into a folder of the run, and returns where each lies. */
export function writeTexts(
  folder: string,
  texts: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, string> {
  const written = new Map<string, string>();
  for (const [path, text] of texts) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    written.set(path, file);
  }
  return written;
}
