import { delimiter, isAbsolute } from "node:path";

export type Environment = Readonly<Record<string, string>>;

/** Windows programs do not start without these; none of them is secret. */
const windowsNeeds = ["SystemRoot", "SystemDrive", "ComSpec", "TEMP", "TMP", "PATHEXT"] as const;

/**
 * The environment for children: a search path, a neutral language and what the caller adds. Nothing
 * else of ours is handed on, so that no token reaches a child by accident.
 */
export function cleanEnvironment(additions: Environment = {}): Environment {
  const kept = process.platform === "win32" ? pick(windowsNeeds) : {};
  return { ...kept, PATH: searchPath().join(delimiter), LANG: "C", LC_ALL: "C", ...additions };
}

/** The absolute folders of PATH: a relative one would run programs out of the judged repository. */
export function searchPath(): readonly string[] {
  return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
}

/** Those of our own environment variables that are named and set. */
export function pick(names: readonly string[]): Environment {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}
