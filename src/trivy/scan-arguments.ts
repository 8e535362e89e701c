import { relative, sep } from "node:path";
import { TrivyError } from "./error.ts";
import type { ScanRoom } from "./scan-room.ts";

/** What a scan depends on, as far as Trivy's command line says it. */
export interface ScanOrder {
  /** The folder of an OCI image layout. */
  readonly layout: string;
  /** Of the manifest in the layout. */
  readonly digest: string;
  readonly databaseFolder: string;
  readonly secrets: boolean;
  readonly timeoutMs: number;
}

/** Between our own time limit and Trivy's, which is only there because it has a default. */
const laterMs = 60_000;

/** The words after `trivy` that scan one image of a layout without any network. */
export function scanArguments(order: ScanOrder, room: ScanRoom): readonly string[] {
  const { layout, digest, databaseFolder, secrets, timeoutMs } = order;
  return [
    ["image", "--config", room.configuration],
    ["--cache-dir", databaseFolder, "--cache-backend", "memory"],
    ["--skip-db-update", "--skip-java-db-update", "--offline-scan"],
    ["--skip-version-check", "--disable-telemetry", "--no-progress"],
    ["--scanners", secrets ? "vuln,secret" : "vuln"],
    ["--ignorefile", room.ignored, "--show-suppressed"],
    ["--format", "json", "--list-all-pkgs", "--exit-code", "0"],
    ["--timeout", `${Math.ceil((timeoutMs + laterMs) / 1000)}s`],
    ["--input", `${namedFrom(room.folder, layout)}@${digest}`],
  ].flat();
}

/** Trivy takes what follows the first `@` for a digest, wherever it stands; relative paths have none. */
function namedFrom(room: string, layout: string): string {
  const name = relative(room, layout).split(sep).join("/");
  if (!name.includes("@")) return name;
  throw new TrivyError("image", `Trivy reads no layout in a folder with an "@": ${name}`);
}
