import { closeSync, openSync, readSync } from "node:fs";
import { access, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../errors.ts";
import type { DatabaseIdentity } from "../model/vulnerabilities-summary.ts";
import { run, type Finished } from "../process/run.ts";
import type { TrivyDatabase } from "./database.ts";
import { TrivyError } from "./error.ts";
import { requireFreeRoom } from "./free-room.ts";
import type { ImageScan } from "./image-scan.ts";
import type { TrivyProgram } from "./program.ts";
import { nameAt, objectAt } from "./reading/fields.ts";
import type { Interning } from "./reading/interning.ts";
import { readReport } from "./reading/read-report.ts";
import { scanArguments } from "./scan-arguments.ts";
import { failureOf, needsJava } from "./scan-failure.ts";
import { warningsIn } from "./scan-warnings.ts";
import { furnish, type ScanRoom } from "./scan-room.ts";

/** One platform of an image on the disk. */
export interface ScannableLayout {
  /** An OCI image layout that has the manifest with all that belongs to it. */
  readonly folder: string;
  /** Of the platform's own manifest. */
  readonly digest: string;
  /** `linux/amd64`, `linux/arm/v7` */
  readonly platform: string;
}

export interface ScanOptions {
  readonly timeoutMs: number;
  /** Whether to search for secrets as well. */
  readonly secrets: boolean;
  /** A folder of our own that nobody else uses; whoever gave it removes it. */
  readonly folder: string;
  readonly interning: Interning;
  /** Ends the scan. */
  readonly signal?: AbortSignal;
  /** A report of more bytes than this is not read. */
  readonly reportBytes?: number;
  /** With less room than this on the disk, before or after, nothing is decided. */
  readonly leastFreeBytes?: number;
}

/** What came of a scan. */
export interface LayoutScan {
  readonly scan: ImageScan;
  /** The state of the database of Java archives, if it was there to be asked. */
  readonly javaDatabase: DatabaseIdentity | undefined;
  /** Trivy's own JSON, in the folder of the options. */
  readonly report: string;
}

/** Far more than any real image has. */
const defaultReportBytes = 512 << 20;
const chunkBytes = 128 << 10;
/** Warnings come first and the cause of a failure last. */
const stderrLimit = 4 << 20;

/**
 * Lets Trivy look at an image of a layout, in a room of its own and without any network. Java archives
 * are never passed over: Trivy fails where their database is missing, and is run again with it. Every
 * failure is a TrivyError; `image` leaves other images as they are.
 */
export async function scanLayout(
  program: TrivyProgram,
  database: TrivyDatabase,
  layout: ScannableLayout,
  options: ScanOptions,
): Promise<LayoutScan> {
  // What lies in the folder from before is only used after it has been compared with what is current.
  const hadJava = await hasJava(database);
  if (hadJava) await javaOf(database);
  const report = join(options.folder, "report.json");
  const room = await roomIn(options.folder);
  await requireFreeRoom(room.folder, options.leastFreeBytes);
  let said: Finished;
  try {
    said = await runTrivy(program, database, layout, { ...options, room, report });
  } catch (cause) {
    if (!needsJava(cause) || hadJava) throw failed(cause, program, room, database);
    await javaOf(database);
    await rm(report, { force: true });
    said = await runTrivy(program, database, layout, { ...options, room, report }).catch(
      (again: unknown) => {
        throw failed(again, program, room, database);
      },
    );
  }
  // Others may have filled the disk meanwhile.
  await requireFreeRoom(room.folder, options.leastFreeBytes);
  const target = { ...layout, configuration: await configurationOf(layout) };
  const scan = readReport(chunksOf(report), target, options.interning);
  const javaDatabase = (await hasJava(database)) ? await javaOf(database) : undefined;
  return {
    scan: { ...scan, remarks: [...scan.remarks, ...warningsIn(said)] },
    javaDatabase,
    report,
  };
}

async function roomIn(folder: string): Promise<ScanRoom> {
  try {
    await mkdir(folder, { recursive: true });
    return await furnish(folder);
  } catch (cause) {
    throw new TrivyError("image", `there is no room for Trivy to run in: ${messageOf(cause)}`, {
      cause,
    });
  }
}

interface Running extends ScanOptions {
  readonly room: ScanRoom;
  readonly report: string;
}

/** What Trivy says on its standard error; its report goes into the file. */
async function runTrivy(
  program: TrivyProgram,
  { folder: databaseFolder }: TrivyDatabase,
  { folder: layout, digest }: ScannableLayout,
  { room, report, timeoutMs, secrets, signal, reportBytes = defaultReportBytes }: Running,
): Promise<Finished> {
  const order = { layout, digest, databaseFolder, secrets, timeoutMs };
  return run(program.path, scanArguments(order, room), {
    environment: room.environment,
    cwd: room.folder,
    timeoutMs,
    stdoutFile: report,
    stdoutLimit: reportBytes,
    stderrLimit,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** What the manifest says the image's configuration is; Trivy knows an image by it. */
async function configurationOf({ folder, digest }: ScannableLayout): Promise<string> {
  try {
    const text = await readFile(join(folder, "blobs", ...digest.split(":")), "utf8");
    const json: unknown = JSON.parse(text);
    return nameAt(objectAt(objectAt(json, "it")["config"], "config")["digest"], "digest", 256);
  } catch (cause) {
    const message = `the layout of ${digest} cannot be read: ${messageOf(cause)}`;
    throw new TrivyError("image", message, { cause });
  }
}

/** The bytes of a file, a piece at a time and each in the place of the one before. */
function* chunksOf(file: string): Iterable<Buffer> {
  const descriptor = openSync(file, "r");
  const chunk = Buffer.allocUnsafe(chunkBytes);
  try {
    for (;;) {
      const size = readSync(descriptor, chunk);
      if (size === 0) return;
      yield chunk.subarray(0, size);
    }
  } finally {
    closeSync(descriptor);
  }
}

function hasJava({ folder }: TrivyDatabase): Promise<boolean> {
  return access(join(folder, "java-db", "metadata.json")).then(
    () => true,
    () => false,
  );
}

const javaRemedy =
  "Name a repository that has the database of Java archives in vulnerabilities.java-db-repository, or run again later if its own was only busy.";

/** Without the database of Java archives other images can still be judged. */
async function javaOf(database: TrivyDatabase): Promise<DatabaseIdentity> {
  try {
    return await database.withJava();
  } catch (cause) {
    const message = `the database that its Java archives need is missing: ${messageOf(cause)}`;
    throw new TrivyError("image", message, { cause, remedy: javaRemedy });
  }
}

function failed(
  cause: unknown,
  program: TrivyProgram,
  room: ScanRoom,
  database: TrivyDatabase,
): unknown {
  return failureOf(cause, program, [room.folder, database.folder]);
}
