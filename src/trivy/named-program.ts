import { delimiter, isAbsolute } from "node:path";
import { messageOf } from "../errors.ts";
import type { TrivySettings } from "../policy/vulnerabilities.ts";
import { findExecutable } from "../process/executable.ts";
import { TrivyError } from "./error.ts";
import { fileDigest } from "./file-digest.ts";
import { leadsThrough } from "./leads-through.ts";
import type { ObtainOptions } from "./obtain.ts";
import type { TrivyProgram } from "./program.ts";
import { versionOf } from "./program-version.ts";

/** The program at a path that the policy names, compared with its SHA-256 where the policy tells it. */
export async function programAt(
  path: string,
  settings: TrivySettings,
  options: ObtainOptions,
): Promise<TrivyProgram> {
  const name = `vulnerabilities.trivy.path: ${JSON.stringify(path)}`;
  if (!isAbsolute(path)) throw problem(`${name} is not absolute; write the whole path`);
  if (await leadsThrough(path, options.root)) {
    throw problem(
      `${name} lies in the judged repository or comes through it, which would choose what judges it; name a program elsewhere`,
    );
  }
  const executable = await findExecutable(path, {}).catch(() => undefined);
  if (executable === undefined) {
    throw problem(`${name} is not an executable file; name a Trivy that is installed`);
  }
  return described(executable, { name, origin: path, settings, options });
}

/** The first Trivy in the folders of PATH that the judged repository has no hand in. */
export async function programOfSystem(
  settings: TrivySettings,
  options: ObtainOptions,
): Promise<TrivyProgram> {
  const { surroundings = process.env, root } = options;
  const folders = (surroundings["PATH"] ?? "").split(delimiter).filter((one) => isAbsolute(one));
  for (const folder of folders) {
    const executable = await findExecutable("trivy", { PATH: folder }).catch(() => undefined);
    if (executable === undefined || (await leadsThrough(executable, root))) continue;
    const name = "vulnerabilities.trivy.version: system";
    const origin = `system, ${executable}`;
    const { version: _, ...others } = settings;
    return described(executable, {
      name,
      origin,
      settings: { ...others, version: undefined },
      options,
    });
  }
  throw problem(
    "vulnerabilities.trivy.version: system: no folder of PATH outside of the judged repository has a trivy; install it, or leave version out for the release that Portcullis pins",
  );
}

interface Naming {
  /** How messages begin. */
  readonly name: string;
  readonly origin: string;
  readonly settings: TrivySettings;
  readonly options: ObtainOptions;
}

async function described(
  executable: string,
  { name, origin, settings, options }: Naming,
): Promise<TrivyProgram> {
  const sha256 = await fileDigest(executable).catch((cause: unknown) => {
    throw problem(`${name} cannot be read: ${messageOf(cause)}`);
  });
  if (settings.sha256 !== undefined && sha256 !== settings.sha256) {
    throw problem(
      `${name}: the SHA-256 of ${executable} is ${sha256}, and vulnerabilities.trivy.sha256 says ${settings.sha256}; it is not run`,
    );
  }
  const version = await versionOf(executable, options.folder);
  if (settings.version !== undefined && version !== settings.version) {
    throw problem(
      `${name} is Trivy ${version}, and vulnerabilities.trivy.version says ${settings.version}; make them agree`,
    );
  }
  const lock = settings.sha256 === undefined ? "not verified" : "verified by SHA-256";
  return { path: executable, version, origin: `${origin}, ${lock}`, sha256 };
}

function problem(message: string): TrivyError {
  return new TrivyError("program", message);
}
