import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The results of a run for the steps that follow: their texts, or where they lie. */
export interface ReportFiles {
  readonly sarif: string;
  readonly report: string;
  readonly html: string;
}

/** A new folder that only this run uses. */
export function runFolder(temporary: string): string {
  return mkdtempSync(join(temporary, "portcullis-"));
}

/** Writes the SARIF log, the JSON report and the page into the run's folder and returns their paths. */
export function writeReportFiles(folder: string, texts: ReportFiles): ReportFiles {
  const files = {
    sarif: join(folder, "portcullis.sarif"),
    report: join(folder, "report.json"),
    html: join(folder, "report.html"),
  };
  writeFileSync(files.sarif, texts.sarif);
  writeFileSync(files.report, texts.report);
  writeFileSync(files.html, texts.html);
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
