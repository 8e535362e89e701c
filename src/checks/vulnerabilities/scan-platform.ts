import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DatabaseIdentity } from "../../model/vulnerabilities-summary.ts";
import type { Progress } from "../../progress.ts";
import type { BlobStore } from "../../registry/blob-store.ts";
import { RegistryError } from "../../registry/error.ts";
import { writeLayout, type ImageLayout } from "../../registry/image-layout.ts";
import type { Slots } from "../../registry/slots.ts";
import type { VulnerabilitiesPolicy } from "../../policy/vulnerabilities.ts";
import type { TrivyProgram } from "../../trivy/program.ts";
import type { Interning } from "../../trivy/reading/interning.ts";
import { scanLayout, type LayoutScan } from "../../trivy/scan.ts";
import type { SbomOrder } from "../../trivy/sbom-format.ts";
import { writeSboms, type SbomMeans } from "../../trivy/sbom.ts";
import type { KeptScan, ResultsCache } from "./results-cache.ts";
import type { ScanDatabase } from "./scan-database.ts";
import type { ScanProgram } from "./scan-program.ts";
import { obstacleOf, offlineObstacle, type Obstacle } from "./scan-reason.ts";
import type { ScanTarget } from "./scan-targets.ts";

/** What all scans of a run share. */
export interface ScanTools {
  readonly program: ScanProgram;
  /** Which program counts, known before it may be run. */
  readonly trivy: Pick<TrivyProgram, "sha256">;
  readonly database: ScanDatabase;
  /** Which database counts, known before it is there. */
  readonly identity: DatabaseIdentity;
  readonly policy: VulnerabilitiesPolicy;
  readonly offline: boolean;
  readonly results: ResultsCache | undefined;
  readonly sbom: readonly SbomOrder[];
  /** The paths of the bills of materials, as they are written. */
  readonly sbomFiles: Set<string>;
  readonly interning: Interning;
  readonly blobs: BlobStore;
  /** Where Trivy gets its turn. */
  readonly turns: Slots;
  readonly progress: Progress;
  /** The run's own folder. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** What came of one platform. */
export type PlatformOutcome =
  | ({
      readonly kind: "scanned";
      readonly isReused: boolean;
      /** Which state of the vulnerability database it was looked at with. */
      readonly database: DatabaseIdentity;
      /** Why a bill of materials is missing that was wanted of it. */
      readonly unbilled?: Obstacle;
    } & KeptScan)
  | ({ readonly kind: "undecided" } & Obstacle);

/** The scan of an earlier run, where one was kept for exactly this. */
export async function keptOutcome(
  target: ScanTarget,
  tools: ScanTools,
): Promise<PlatformOutcome | undefined> {
  const { results, interning, database, identity, sbom } = tools;
  // A bill of materials is made of what Trivy wrote, and that is not kept.
  if (results === undefined || sbom.length > 0) return undefined;
  const key = keyOf(target, tools);
  const kept = await results.take(key, interning, () => database.javaIdentity());
  if (kept === undefined) return undefined;
  return { kind: "scanned", isReused: true, database: identity, ...kept };
}

/**
 * Fetches one platform of an image and lets Trivy look at it; nothing of it is left on the disk. What
 * concerns every image (a TrivyError `program` or `database`) is thrown.
 */
export async function scanPlatform(
  target: ScanTarget,
  number: number,
  tools: ScanTools,
): Promise<PlatformOutcome> {
  if (tools.offline) return { kind: "undecided", ...offlineObstacle(target.digest) };
  const room = join(tools.folder, "rooms", String(number));
  let layout: ImageLayout | undefined;
  // Meanwhile; whoever needs it hears of its failure.
  tools.program.obtain().catch(() => undefined);
  tools.database.obtain().catch(() => undefined);
  try {
    layout = await fetched(target, join(tools.folder, "layouts", String(number)), tools);
    const found = await look(layout, target, room, tools);
    const { scan, javaDatabase, unbilled } = found;
    // What was got may be newer than what was named a moment before.
    const { identity } = await tools.database.obtain();
    await tools.results?.put(keyOf(target, { ...tools, identity }), { scan, javaDatabase });
    const also = unbilled === undefined ? {} : { unbilled };
    return { kind: "scanned", scan, javaDatabase, database: identity, isReused: false, ...also };
  } catch (error) {
    return { kind: "undecided", ...obstacleOf(error) };
  } finally {
    // First, for with the layout the next image learns how much room there is.
    await rm(room, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    await layout?.release().catch(() => undefined);
  }
}

interface Look extends LayoutScan {
  readonly unbilled: Obstacle | undefined;
}

async function look(
  { folder, digest }: ImageLayout,
  target: ScanTarget,
  room: string,
  tools: ScanTools,
): Promise<Look> {
  const { database, policy, interning, signal, turns } = tools;
  const { timeoutMs, secrets } = policy;
  const [program, there] = await Promise.all([tools.program.obtain(), database.obtain()]);
  const layout = { folder, digest, platform: target.platform };
  return turns.use("trivy", async () => {
    const options = { timeoutMs, secrets, folder: join(room, "scan"), interning, signal };
    const found = await scanLayout(program, there, layout, options);
    const means = { program, room: join(room, "sbom"), signal };
    return { ...found, unbilled: await billed(target, found.report, means, tools) };
  });
}

/** Writes the bills that are wanted; why one could not be written, which spoils no scan. */
async function billed(
  target: ScanTarget,
  report: string,
  means: SbomMeans,
  { sbom, sbomFiles }: ScanTools,
): Promise<Obstacle | undefined> {
  // Images of one digest are looked at once, and each has its own bill.
  const names = target.repositories.map(({ place }) => `${place.registry}/${place.repository}`);
  let failure: Obstacle | undefined;
  for (const order of sbom) {
    try {
      const files = await writeSboms({ ...target, names, report }, order, means);
      for (const file of files) sbomFiles.add(file);
    } catch (error) {
      failure ??= obstacleOf(error);
    }
  }
  return failure;
}

/** From the first of the repositories that has it. */
async function fetched(
  { digest, repositories }: ScanTarget,
  folder: string,
  { blobs, signal }: ScanTools,
): Promise<ImageLayout> {
  let failure: RegistryError | undefined;
  for (const repository of repositories) {
    try {
      return await writeLayout(repository, digest, folder, { blobs, signal });
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new RegistryError("not-found", `no repository is known for ${digest}`);
}

function keyOf(
  { digest, platform }: ScanTarget,
  { trivy, identity, policy }: ScanTools,
): Parameters<ResultsCache["put"]>[0] {
  return { digest, platform, program: trivy.sha256, database: identity, secrets: policy.secrets };
}
