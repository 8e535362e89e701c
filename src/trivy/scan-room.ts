import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cleanEnvironment, type Environment } from "../process/environment.ts";

/**
 * A folder of our own in which Trivy runs. Nothing of the judged tree and nothing of the user's is
 * there or in the environment, so that no `trivy.yaml`, `.trivyignore`, `TRIVY_…` variable or file of
 * a home folder can switch anything off.
 */
export interface ScanRoom {
  readonly folder: string;
  readonly environment: Environment;
  /** Empty files in the place of those that Trivy looks for. */
  readonly configuration: string;
  readonly ignored: string;
}

/** Furnishes a folder that exists and is ours alone. */
export async function furnish(folder: string): Promise<ScanRoom> {
  const home = join(folder, "home");
  const temporary = join(folder, "tmp");
  const configuration = join(folder, "configuration.yaml");
  const ignored = join(folder, "ignored");
  await Promise.all([mkdir(home, { recursive: true }), mkdir(temporary, { recursive: true })]);
  await Promise.all([configuration, ignored].map((file) => writeFile(file, "")));
  return {
    folder,
    environment: cleanEnvironment({
      ...Object.fromEntries(homes.map((name) => [name, home])),
      ...Object.fromEntries(temporaries.map((name) => [name, temporary])),
      ...thriftless,
    }),
    configuration,
    ignored,
  };
}

/**
 * Go tidies up after a tenth of what a scan needs, which costs more than the rest of its memory: it may
 * let the heap grow to five times what is in use, and is strict again where that comes to much.
 */
const thriftless = { GOGC: "400", GOMEMLIMIT: "512MiB" } as const;

/** Where Go and Trivy look for a user's files. */
const homes = [
  "HOME",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
  "DOCKER_CONFIG",
  "XDG_CONFIG_HOME",
  "XDG_CACHE_HOME",
  "XDG_DATA_HOME",
  "XDG_RUNTIME_DIR",
] as const;

const temporaries = ["TMPDIR", "TEMP", "TMP"] as const;
