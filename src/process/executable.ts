import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import type { Environment } from "./environment.ts";
import { ProcessError } from "./error.ts";

/**
 * The absolute path of a program, looked up in the absolute folders of the given environment's PATH.
 * The system's own search would also look into the working directory on Windows.
 */
export async function findExecutable(name: string, environment: Environment): Promise<string> {
  if (isAbsolute(name)) {
    if (await isExecutable(name)) return name;
    throw new ProcessError("not-found", `${name} is not an executable file`);
  }
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((f) => isAbsolute(f));
  const fileName = process.platform === "win32" && !/\.exe$/i.test(name) ? `${name}.exe` : name;
  for (const folder of folders) {
    const candidate = join(folder, fileName);
    if (await isExecutable(candidate)) return candidate;
  }
  throw new ProcessError("not-found", `${name} is not installed: no folder of PATH has it`);
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
