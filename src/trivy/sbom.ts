import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../errors.ts";
import { run } from "../process/run.ts";
import { copyWhole } from "../whole-file.ts";
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
  /** `registry/repository` of each image that has the digest, as policies know them. */
  readonly names: readonly string[];
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

/** What a file is named after. */
export interface SbomSubject extends Omit<SbomSource, "report" | "names"> {
  readonly name: string;
}

/**
 * The name of the file for a platform of an image: letters, digits, `.`, `_` and `-` only, never
 * hidden, never too long, and different for each digest. The registry is part of it only where asked.
 */
export function sbomFileName(
  source: SbomSubject,
  format: SbomFormat,
  { withRegistry = false }: { readonly withRegistry?: boolean } = {},
): string {
  const parts = source.name.split("/").slice(withRegistry ? 0 : 1);
  const name = safe(parts.join("_").slice(-100));
  const digest = safe(source.digest.replace(/^sha256:/, "")).slice(0, 64);
  return `${name || "image"}-${safe(source.platform).slice(0, 50)}-${digest}.${endings[format]}`;
}

function safe(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "_");
}

/** What is needed to make bills of materials. */
export interface SbomMeans {
  readonly program: TrivyProgram;
  /** A folder that nobody else uses. */
  readonly room: string;
  readonly signal?: AbortSignal;
}

/**
 * Turns the report of a scan into a bill of materials by `trivy convert` for each name of the image, in
 * which it has that name; gives the paths of the files. Throws a TrivyError.
 */
export async function writeSboms(
  source: SbomSource,
  { format, folder }: SbomOrder,
  means: SbomMeans,
): Promise<readonly string[]> {
  const files = new Map<string, string>();
  const names = [...new Set(source.names)].toSorted();
  for (const name of names) {
    const short = sbomFileName({ ...source, name }, format);
    const isTaken = files.has(short);
    const own = isTaken ? sbomFileName({ ...source, name }, format, { withRegistry: true }) : short;
    files.set(own, name);
  }
  try {
    for (const [file, name] of files) {
      const made = await converted({ ...source, name }, format, means);
      await put(made, folder, file);
    }
  } catch (cause) {
    throw unwritten(cause, means);
  }
  return [...files.keys()].map((file) => join(folder, file));
}

/** The path of the bill in the room. */
async function converted(
  source: SbomSubject & Pick<SbomSource, "report">,
  format: SbomFormat,
  { program, room, signal }: SbomMeans,
): Promise<string> {
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
  return made;
}

async function put(made: string, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // What already has the name may be a link to somewhere else.
  await copyWhole(made, join(folder, name));
}

function unwritten(cause: unknown, { program, room }: SbomMeans): TrivyError {
  const failure = failureOf(cause, program, [room]);
  const remedy =
    failure instanceof TrivyError
      ? failure.remedy
      : "See to it that the folder named by sbom can be written and its disk has room, or name another.";
  const clause = `no bill of materials could be written: ${messageOf(failure)}`;
  return new TrivyError("image", clause, { cause, remedy });
}

/** Trivy knows the layout by the name of its folder; whoever reads the bill looks for the image. */
async function renamedReport({
  report,
  name,
  digest,
}: Pick<SbomSource, "report" | "digest"> & { readonly name: string }): Promise<string> {
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
