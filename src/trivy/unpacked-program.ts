import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { copyWhole, writeWhole } from "../whole-file.ts";
import { fileDigest } from "./file-digest.ts";
import type { TrivyProgram } from "./program.ts";
import type { WantedArchive } from "./wanted-archive.ts";

/** How many programs stay; each has some 170 MB. */
const mostPrograms = 2;
const mostRecordBytes = 4096;
const recordEnding = ".json";

/**
 * The program that an earlier run unpacked from this very archive, its bytes compared with what that run
 * noted: a second run need not unpack 170 MB. Only for a folder whose content is believed; never rejects.
 */
export async function unpackedBefore(
  wanted: WantedArchive,
  results: string,
): Promise<TrivyProgram | undefined> {
  const program = await recallUnpacked(wanted, results);
  if (program === undefined) return undefined;
  const sha256 = await fileDigest(program.path).catch(() => undefined);
  return sha256 === program.sha256 ? program : undefined;
}

/** The same by that run's note alone: what is in the file now is not known, and it may be gone. */
export async function recallUnpacked(
  { sha256, member, version }: WantedArchive,
  results: string,
): Promise<TrivyProgram | undefined> {
  const folder = join(results, "programs");
  try {
    const record = join(folder, `${sha256}${recordEnding}`);
    if ((await stat(record)).size > mostRecordBytes) return undefined;
    const noted: unknown = JSON.parse(await readFile(record, "utf8"));
    if (!isRecord(noted) || noted.version !== version) return undefined;
    return { ...noted, path: join(folder, `${sha256}-${member}`) };
  } catch {
    return undefined;
  }
}

/** Keeps a copy of a program that has been verified and asked for its version. Never rejects. */
export async function rememberUnpacked(
  { sha256, member }: WantedArchive,
  { path, version, origin, sha256: digest }: TrivyProgram,
  results: string,
): Promise<void> {
  const folder = join(results, "programs");
  const [program, record] = [`${sha256}-${member}`, `${sha256}${recordEnding}`];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await copyWhole(path, join(folder, program), 0o700);
    // The record comes last: with it the program counts.
    await writeWhole(join(folder, record), JSON.stringify({ version, origin, sha256: digest }));
    await makeRoom(folder, record);
  } catch {
    // The next run unpacks it again.
  }
}

type Noted = Omit<TrivyProgram, "path">;

function isRecord(value: unknown): value is Noted {
  if (typeof value !== "object" || value === null) return false;
  const { version, origin, sha256 }: Partial<Record<keyof Noted, unknown>> = value;
  return [version, origin, sha256].every((each) => typeof each === "string");
}

async function makeRoom(folder: string, newest: string): Promise<void> {
  const names = await readdir(folder);
  const records = names.filter((name) => name.endsWith(recordEnding) && name !== newest);
  const dated = await Promise.all(
    records.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const stale = dated.sort((a, b) => b.at - a.at).slice(mostPrograms - 1);
  for (const { name } of stale) {
    const digest = name.slice(0, -recordEnding.length);
    for (const each of names.filter((one) => one.startsWith(digest))) {
      await rm(join(folder, each), { force: true });
    }
  }
}
