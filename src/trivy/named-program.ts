import { delimiter, isAbsolute } from "node:path";
import { messageOf } from "../errors.ts";
import type { TrivySettings } from "../policy/vulnerabilities.ts";
import { findExecutable } from "../process/executable.ts";
import { TrivyError } from "./error.ts";
import { fileDigest } from "./file-digest.ts";
import { leadsThrough } from "./leads-through.ts";
import type { ObtainOptions } from "./obtain.ts";
import type { TrivyProgram } from "./program.ts";
import { fileState, notedProgram, noteProgram, type ProgramNote } from "./program-note.ts";
import { versionOf } from "./program-version.ts";

/** An executable that the policy names, before anybody looked into it. */
export interface NamedProgram {
  readonly executable: string;
  /** How messages begin. */
  readonly name: string;
  readonly origin: string;
  readonly settings: TrivySettings;
}

type Judged = Pick<ObtainOptions, "root" | "surroundings">;

/**
 * Where the program is that the policy names by a path or by `version: system`; nothing where it names
 * none. Throws a TrivyError `program` for one that is not there, or that the judged repository has a
 * hand in.
 */
export async function locateNamed(
  settings: TrivySettings,
  judged: Judged,
): Promise<NamedProgram | undefined> {
  if (settings.path !== undefined) return programAt(settings.path, settings, judged);
  return settings.version === "system" ? programOfSystem(settings, judged) : undefined;
}

async function programAt(
  path: string,
  settings: TrivySettings,
  { root }: Judged,
): Promise<NamedProgram> {
  const name = `vulnerabilities.trivy.path: ${JSON.stringify(path)}`;
  if (!isAbsolute(path)) throw problem(`${name} is not absolute; write the whole path`);
  if (await leadsThrough(path, root)) {
    throw problem(
      `${name} lies in the judged repository or comes through it, which would choose what judges it; name a program elsewhere`,
    );
  }
  const executable = await findExecutable(path, {}).catch(() => undefined);
  if (executable === undefined) {
    throw problem(`${name} is not an executable file; name a Trivy that is installed`);
  }
  return { executable, name, origin: path, settings };
}

/** The first Trivy in the folders of PATH that the judged repository has no hand in. */
async function programOfSystem(
  settings: TrivySettings,
  { surroundings = process.env, root }: Judged,
): Promise<NamedProgram> {
  const folders = (surroundings["PATH"] ?? "").split(delimiter).filter((one) => isAbsolute(one));
  for (const folder of folders) {
    const executable = await findExecutable("trivy", { PATH: folder }).catch(() => undefined);
    if (executable === undefined || (await leadsThrough(executable, root))) continue;
    const name = "vulnerabilities.trivy.version: system";
    const origin = `system, ${executable}`;
    const { version: _, ...others } = settings;
    return { executable, name, origin, settings: { ...others, version: undefined } };
  }
  throw problem(
    "vulnerabilities.trivy.version: system: no folder of PATH outside of the judged repository has a trivy; install it, or leave version out for the release that Portcullis pins",
  );
}

/** The program, compared with its SHA-256 where the policy tells it, and asked for its version. */
export async function examineNamed(
  named: NamedProgram,
  { folder, results }: Pick<ObtainOptions, "folder" | "results">,
): Promise<TrivyProgram> {
  const { executable, name, settings } = named;
  const [now, state] = [Date.now(), await fileState(executable)];
  const sha256 = await fileDigest(executable).catch((cause: unknown) => {
    throw problem(`${name} cannot be read: ${messageOf(cause)}`);
  });
  if (settings.sha256 !== undefined && sha256 !== settings.sha256) {
    throw problem(
      `${name}: the SHA-256 of ${executable} is ${sha256}, and vulnerabilities.trivy.sha256 says ${settings.sha256}; it is not run`,
    );
  }
  const version = await versionOf(executable, folder);
  if (settings.version !== undefined && version !== settings.version) {
    throw problem(
      `${name} is Trivy ${version}, and vulnerabilities.trivy.version says ${settings.version}; make them agree`,
    );
  }
  const note = { sha256, version };
  if (results !== undefined) await noteProgram(executable, note, { state, results, now });
  return describedBy(note, named);
}

/**
 * What `examineNamed` would say, by what an earlier run noted of the same file; nothing where it might
 * say something else. Never rejects.
 */
export async function recallNamed(
  named: NamedProgram,
  results: string,
): Promise<TrivyProgram | undefined> {
  const note = await notedProgram(named.executable, results);
  if (note === undefined) return undefined;
  const { sha256 = note.sha256, version = note.version } = named.settings;
  return sha256 === note.sha256 && version === note.version ? describedBy(note, named) : undefined;
}

function describedBy(
  { sha256, version }: ProgramNote,
  { executable, origin, settings }: NamedProgram,
): TrivyProgram {
  const lock = settings.sha256 === undefined ? "not verified" : "verified by SHA-256";
  return { path: executable, version, origin: `${origin}, ${lock}`, sha256 };
}

function problem(message: string): TrivyError {
  return new TrivyError("program", message);
}
