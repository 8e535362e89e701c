import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../errors.ts";
import { run } from "../process/run.ts";
import { TrivyError } from "./error.ts";
import type { TrivyProgram } from "./program.ts";
import { malformed, objectAt } from "./reading/fields.ts";
import type { SbomFormat, SbomOrder } from "./sbom-format.ts";
import { failureOf } from "./scan-failure.ts";
import { furnish } from "./scan-room.ts";

/** The report of a scan, and what it is about. */
export interface SbomSource {
  /** The JSON file that Trivy wrote. */
  readonly report: string;
  /** `registry/repository`, as policies know the image. */
  readonly name: string;
  /** Of the platform's own manifest. */
  readonly digest: string;
  readonly platform: string;
}

const endings: Readonly<Record<SbomFormat, string>> = {
  cyclonedx: "cdx.json",
  "spdx-json": "spdx.json",
};

const timeoutMs = 2 * 60 * 1000;
const largestBytes = 512 << 20;

/**
 * The name of the file for a platform of an image: letters, digits, `.`, `_` and `-` only, never
 * hidden, never too long, and different for each digest.
 */
export function sbomFileName(source: Omit<SbomSource, "report">, format: SbomFormat): string {
  const name = safe(source.name.split("/").slice(1).join("_").slice(-100));
  const digest = safe(source.digest.replace(/^sha256:/, "")).slice(0, 64);
  return `${name || "image"}-${safe(source.platform).slice(0, 50)}-${digest}.${endings[format]}`;
}

function safe(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "_");
}

/**
 * Turns the report of a scan into a bill of materials by `trivy convert`, under the image's own name;
 * gives the path of the file. `room` is a folder that nobody else uses. Throws a TrivyError.
 */
export async function writeSbom(
  program: TrivyProgram,
  source: SbomSource,
  { format, folder }: SbomOrder,
  { room, signal }: { readonly room: string; readonly signal?: AbortSignal },
): Promise<string> {
  const file = join(folder, sbomFileName(source, format));
  try {
    await mkdir(room, { recursive: true });
    const { environment, configuration } = await furnish(room);
    const renamed = join(room, "renamed.json");
    const made = join(room, "made.json");
    await rm(made, { force: true });
    await writeFile(renamed, await renamedReport(source));
    const words = ["convert", "--config", configuration, "--format", format, renamed];
    await run(program.path, words, {
      environment,
      cwd: room,
      timeoutMs,
      stdoutFile: made,
      stdoutLimit: largestBytes,
      ...(signal === undefined ? {} : { signal }),
    });
    await mkdir(folder, { recursive: true });
    // A new name first: what already has the name may be a link to somewhere else.
    const partial = `${file}.${randomUUID()}.partial`;
    await copyFile(made, partial, constants.COPYFILE_EXCL);
    await rename(partial, file);
    return file;
  } catch (cause) {
    const failure = failureOf(cause, program, [room]);
    const clause = `no bill of materials could be written: ${messageOf(failure)}`;
    throw new TrivyError("image", clause, { cause });
  }
}

/** Trivy knows the layout by the name of its folder; whoever reads the bill looks for the image. */
async function renamedReport({ report, name, digest }: SbomSource): Promise<string> {
  const json: unknown = JSON.parse(await readFile(report, "utf8"));
  const fields = objectAt(json, "it");
  const pinned = `${name}@${digest}`;
  const metadata = objectAt(fields["Metadata"], "Metadata");
  if (fields["ArtifactName"] === undefined) throw malformed("it names no artifact");
  return JSON.stringify({
    ...fields,
    ArtifactName: pinned,
    Metadata: { ...metadata, RepoDigests: [pinned] },
  });
}
