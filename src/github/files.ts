import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { DiskError } from "../disk-error.ts";
import { messageOf, UsageError } from "../errors.ts";
import { announce } from "./remark.ts";

/** The results of a run for the steps that follow: their texts, or where they lie. */
export interface ReportFiles {
  readonly sarif: string;
  readonly report: string;
  readonly html: string;
  readonly badge: string;
}

/**
 * A new folder that only this run uses; where RUNNER_TEMP takes none, in the system's folder for
 * temporary files, with a warning. Throws UsageError where neither takes one.
 */
export function runFolder(temporary: string): string {
  try {
    // A relative folder would lie in what is judged.
    return newFolder(isAbsolute(temporary) ? temporary : tmpdir());
  } catch (error) {
    const elsewhere = newFolder(tmpdir());
    const line = `RUNNER_TEMP: ${messageOf(error)}. The files of this run are in ${elsewhere}.`;
    announce({ level: "warning", line });
    return elsewhere;
  }
}

function newFolder(temporary: string): string {
  const prefix = join(temporary, "portcullis-");
  try {
    return mkdtempSync(prefix);
  } catch (cause) {
    throw unwritable(prefix, cause);
  }
}

function unwritable(path: string, cause: unknown): UsageError {
  return new UsageError(new DiskError(path, cause).message, { cause });
}

/**
 * Writes the SARIF log, the JSON report and the page into the run's folder and returns their paths. The
 * path of one that cannot be written is empty, and a warning says why: the verdict does not need it.
 */
export function writeReportFiles(folder: string, texts: ReportFiles): ReportFiles {
  return {
    sarif: written(join(folder, "portcullis.sarif"), texts.sarif, "sarif-file"),
    report: written(join(folder, "report.json"), texts.report, "report-file"),
    html: written(join(folder, "report.html"), texts.html, "html-file"),
    badge: written(join(folder, "badge.svg"), texts.badge, "badge-file"),
  };
}

function written(file: string, text: string, output: string): string {
  try {
    writeFileSync(file, text);
    return file;
  } catch (cause) {
    // Half a report must not be taken for a whole one.
    rmSync(file, { force: true, recursive: true });
    const why = new DiskError(file, cause).message;
    announce({
      level: "warning",
      line: `${why}. The output ${output} is empty; the verdict stands.`,
    });
    return "";
  }
}

/**
 * Writes texts under their paths into a folder of the run, and returns where each lies. The verdict
 * rests on them, so one that cannot be written is a UsageError.
 */
export function writeTexts(
  folder: string,
  texts: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, string> {
  const lying = new Map<string, string>();
  for (const [path, text] of texts) {
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    } catch (cause) {
      throw unwritable(file, cause);
    }
    lying.set(path, file);
  }
  return lying;
}
