import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import type { TrivyDatabase } from "../../src/trivy/database.ts";
import { TrivyError } from "../../src/trivy/error.ts";
import type { TrivyProgram } from "../../src/trivy/program.ts";
import { Interning } from "../../src/trivy/reading/interning.ts";
import {
  scanLayout,
  type LayoutScan,
  type ScannableLayout,
  type ScanOptions,
} from "../../src/trivy/scan.ts";
import { smallDatabase, writeDatabase } from "./material/database.ts";
import { pushImage, type ImageRecipe } from "./material/images.ts";
import { writeJavaDatabase } from "./material/java-database.ts";
import { layoutIn } from "./material/layout.ts";

/** When the databases of these tests were finished. */
export const updatedAt = "2026-11-20T06:00:00Z";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is removed after the tests of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-scan-"));
  folders.push(folder);
  return folder;
}

/** The image as a layout on the disk. */
export async function layoutOf(
  recipe: ImageRecipe,
  platform = "linux/amd64",
): Promise<ScannableLayout> {
  const folder = join(newFolder(), "layout");
  const { digest } = await pushImage(layoutIn(folder), "app", undefined, recipe);
  return { folder, digest, platform };
}

/** A database on the disk that gets its Java part, with nothing in it, when it is asked for it. */
export function databaseIn(
  writer: string | undefined,
  folder = newFolder(),
): TrivyDatabase & { readonly javaAsked: () => number } {
  if (writer !== undefined) writeDatabase(writer, join(folder, "db"), smallDatabase(updatedAt));
  const identity = { repository: "registry.test/db:2", digest: "sha256:db", updatedAt };
  let asked = 0;
  return {
    folder,
    identity,
    withJava: () => {
      if (asked++ === 0)
        writeJavaDatabase(join(folder, "java-db"), { Version: 1, UpdatedAt: updatedAt });
      return Promise.resolve({
        ...identity,
        repository: "registry.test/java:1",
        digest: "sha256:java",
      });
    },
    notices: () => [],
    javaAsked: () => asked,
  };
}

/** The Trivy at the path. */
export function programAt(path: string): TrivyProgram {
  return { path, version: "0.74.0", origin: "test", sha256: "0".repeat(64) };
}

/** A program of Node's that takes Trivy's place; it does what the script says. */
export function programOf(script: string): TrivyProgram {
  const path = join(newFolder(), "trivy");
  writeFileSync(path, `#!${process.execPath}\n${script}\n`, { mode: 0o755 });
  return programAt(path);
}

/** Scans with the usual options and those given. */
export function scan(
  program: TrivyProgram,
  database: TrivyDatabase,
  layout: ScannableLayout,
  options: Partial<ScanOptions> = {},
): Promise<LayoutScan> {
  return scanLayout(program, database, layout, {
    timeoutMs: 60_000,
    secrets: false,
    folder: join(newFolder(), "room"),
    interning: new Interning(),
    ...options,
  });
}

/** The TrivyError that the work ends with. */
export async function trivyError(work: Promise<unknown>): Promise<TrivyError> {
  const cause: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (cause instanceof TrivyError) return cause;
  throw new Error("it did not end with a TrivyError", { cause });
}
