import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { BlobStore } from "../../registry/blob-store.ts";
import type { NetworkPolicy } from "../../registry/network-policy.ts";
import { openRegistries, type Registries } from "../../registry/registries.ts";
import { Slots } from "../../registry/slots.ts";
import type { VulnerabilitiesPolicy } from "../../policy/vulnerabilities.ts";
import { withTemporaryFolder } from "../../temporary-folder.ts";
import { Interning } from "../../trivy/reading/interning.ts";
import type { Subject } from "../check.ts";
import { ResultsCache } from "./results-cache.ts";
import { scanDatabase, type ScanDatabase } from "./scan-database.ts";
import { sbomNotices } from "./sbom-notices.ts";
import { scanLine, scanTitle, unplannedLines } from "./scan-lines.ts";
import { scanNetwork } from "./scan-network.ts";
import { eachInParallel, scansAtOnce } from "./scan-parallel.ts";
import {
  keptOutcome,
  scanPlatform,
  type PlatformOutcome,
  type ScanTools,
} from "./scan-platform.ts";
import { scanProgram, type ScanProgram } from "./scan-program.ts";
import { scanningOf } from "./scan-results.ts";
import { planScans, type ScanPlan } from "./scan-targets.ts";
import type { ImageToScan, Scanning } from "./scanning.ts";

/** What scans depend on besides the images. */
export interface ScanContext {
  readonly subject: Subject;
  readonly policy: VulnerabilitiesPolicy;
  /** Ends everything. */
  readonly signal?: AbortSignal;
}

/** Layouts that wait for Trivy while others are looked at. */
const layoutsAhead = 2;

/**
 * Lets Trivy look at every wanted platform of all images, each digest once, or takes what an earlier run
 * learnt of it. An image about which nothing could be learnt is `undecided` and leaves the others as they
 * are. Throws a TrivyError where Trivy or its database cannot be had, and a UsageError for a file of
 * authorities that cannot be read.
 */
export function scanImages(
  images: readonly ImageToScan[],
  context: ScanContext,
): Promise<Scanning> {
  return withTemporaryFolder(async (folder) => {
    const stop = new AbortController();
    // Every request and every Trivy listens; Node 20 takes more than ten for a leak.
    setMaxListeners(0, stop.signal);
    const end = (): void => stop.abort();
    if (context.signal?.aborted === true) end();
    context.signal?.addEventListener("abort", end, { once: true });
    const network = scanNetwork(context.subject);
    const registries = openRegistries({ policy: network, signal: stop.signal });
    const surroundings = { folder, registries, network, stop };
    const program = programFor(context, surroundings);
    const database = databaseFor(context, surroundings);
    try {
      return await scanWith(images, context, { ...surroundings, program, database });
    } finally {
      end();
      context.signal?.removeEventListener("abort", end);
      // An image that cannot be had may be told of before what was to look at it is there.
      await Promise.all([program.settled(), database.settled()]);
      registries.close();
    }
  }, "images");
}

interface Surroundings {
  readonly folder: string;
  readonly registries: Registries;
  readonly network: NetworkPolicy;
  readonly stop: AbortController;
}

interface Means extends Surroundings {
  readonly program: ScanProgram;
  readonly database: ScanDatabase;
}

async function scanWith(
  images: readonly ImageToScan[],
  context: ScanContext,
  { folder, registries, stop, program, database }: Means,
): Promise<Scanning> {
  const { subject, policy } = context;
  const { resolutions, offline, progress, storage, sbom = [] } = subject;
  const results =
    storage.results === undefined ? undefined : new ResultsCache(join(storage.results, "scans"));
  const { platforms } = policy;
  // Without results to look up, program and database themselves are what is needed.
  const isNeeded = results === undefined;
  const [trivy, identity, plan] = await allOrStop(stop, [
    isNeeded ? program.obtain() : program.identity(),
    isNeeded ? database.obtain().then((there) => there.identity) : database.identity(),
    planScans(images, { registries, resolutions, offline, platforms, results }),
  ]);
  const tools: ScanTools = {
    program,
    trivy,
    database,
    identity,
    policy,
    offline,
    results,
    sbom,
    sbomFiles: new Set(),
    progress,
    folder,
    interning: new Interning(),
    blobs: new BlobStore(join(folder, "blobs")),
    turns: new Slots(scansAtOnce()),
    signal: stop.signal,
  };
  const outcomes = await outcomesOf(plan, tools, stop);
  await results?.shrink();
  const sboms = sbomNotices([...tools.sbomFiles], subject.root);
  const notices = [...(await database.notices()), ...sboms];
  return scanningOf(plan, outcomes, { program: trivy, database: identity, notices });
}

/** Waits for all; when one fails the others are told to end, and are waited for. */
async function allOrStop<A, B, C>(
  stop: AbortController,
  work: readonly [Promise<A>, Promise<B>, Promise<C>],
): Promise<[A, B, C]> {
  try {
    return await Promise.all(work);
  } catch (cause) {
    stop.abort();
    await Promise.allSettled(work);
    throw cause;
  }
}

/** By target, what came of it. */
async function outcomesOf(
  plan: ScanPlan,
  tools: ScanTools,
  stop: AbortController,
): Promise<ReadonlyMap<string, PlatformOutcome>> {
  const { progress } = tools;
  const outcomes = new Map<string, PlatformOutcome>();
  const count = plan.targets.size;
  let begun = 0;
  await progress.group(scanTitle(plan), async (done) => {
    for (const line of unplannedLines(plan)) done(line);
    await eachInParallel(plan.targets, scansAtOnce() + layoutsAhead, async ([key, target]) => {
      const number = ++begun;
      const { name, platform } = target;
      progress.update(`scanning images, ${number} of ${count}: ${name} (${platform})`);
      const start = performance.now();
      try {
        const kept = await keptOutcome(target, tools);
        const outcome = kept ?? (await scanPlatform(target, number, tools));
        outcomes.set(key, outcome);
        done(scanLine(target, outcome, performance.now() - start));
      } catch (cause) {
        // It concerns every image.
        stop.abort();
        throw cause;
      }
    });
  });
  return outcomes;
}

function programFor({ subject, policy }: ScanContext, { folder, stop }: Surroundings): ScanProgram {
  const { root, offline, progress, storage } = subject;
  const { keep, results } = storage;
  return scanProgram(policy.trivy, {
    keep,
    results,
    folder,
    root,
    offline,
    progress,
    signal: stop.signal,
  });
}

function databaseFor(
  { subject, policy }: ScanContext,
  { folder, network, stop }: Surroundings,
): ScanDatabase {
  const { now, offline, progress, storage } = subject;
  return scanDatabase({
    repositories: policy.databaseRepositories,
    javaRepositories: policy.javaDatabaseRepositories,
    maxAgeMs: policy.maxDatabaseAgeMs,
    keep: storage.keep,
    records: storage.results,
    folder: join(folder, "database"),
    registries: network,
    signal: stop.signal,
    now,
    offline,
    progress,
  });
}
