import { mkdir, readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { hashOf } from "../hash.ts";
import { writeWhole } from "../whole-file.ts";
import { isMapping } from "../registry/json.ts";
import { refusalOf } from "../policy/trivy-releases.ts";

/** What a program turned out to be when its bytes were read and it was asked. */
export interface ProgramNote {
  /** Of the executable. */
  readonly sha256: string;
  readonly version: string;
}

const mostNoteBytes = 4096;
/** A file that was changed in the instant in which it was looked at may look the same; no clock of a disk is coarser. */
const racyMs = 2_000;

/**
 * All by which the system tells one state of a file from another: nobody changes its bytes without that
 * its time of change tells. Nothing for what is not there.
 */
export async function fileState(executable: string): Promise<string | undefined> {
  try {
    const path = await realpath(executable);
    const { dev, ino, size, mode, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return JSON.stringify([path, ...[dev, ino, size, mode, mtimeNs, ctimeNs].map(String)]);
  } catch {
    return undefined;
  }
}

/** What an earlier run noted of the file in its present state. Only for a folder whose content is believed; never rejects. */
export async function notedProgram(
  executable: string,
  results: string,
): Promise<ProgramNote | undefined> {
  try {
    const file = noteFor(executable, results);
    if ((await stat(file)).size > mostNoteBytes) return undefined;
    const noted: unknown = JSON.parse(await readFile(file, "utf8"));
    if (!isMapping(noted)) return undefined;
    const { state, sha256, version } = noted;
    if (typeof sha256 !== "string" || typeof version !== "string") return undefined;
    // A version may be refused only since.
    if (refusalOf(version) !== undefined) return undefined;
    return state === (await fileState(executable)) ? { sha256, version } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Notes what the file is whose state was the same before its bytes were read and after. A file that has
 * only just been changed is not noted. Never rejects.
 */
export async function noteProgram(
  executable: string,
  { sha256, version }: ProgramNote,
  { state, results, now = Date.now() }: NoteOptions,
): Promise<void> {
  if (state === undefined || (await fileState(executable)) !== state) return;
  try {
    if (now - (await stat(executable)).ctimeMs < racyMs) return;
    await mkdir(join(results, folder), { recursive: true, mode: 0o700 });
    await writeWhole(noteFor(executable, results), JSON.stringify({ state, sha256, version }));
  } catch {
    // The next run reads the program again.
  }
}

export interface NoteOptions {
  /** The state of the file before its bytes were read. */
  readonly state: string | undefined;
  readonly results: string;
  /** When its bytes began to be read, in milliseconds. */
  readonly now?: number;
}

const folder = "named-programs";

function noteFor(executable: string, results: string): string {
  const name = hashOf("sha256", executable);
  return join(results, folder, `${name}.json`);
}
