import { setMaxListeners } from "node:events";
import { join } from "node:path";
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
import { scanNetwork } from "./scan-network.ts";
import { eachInParallel, scansAtOnce } from "./scan-parallel.ts";
import {
  keptOutcome,
  scanPlatform,
  type PlatformOutcome,
  type ScanTools,
} from "./scan-platform.ts";
import { scanProgram, type ScanProgram } from "./scan-program.ts";
import { planScans, type PlannedImage, type ScanPlan } from "./scan-targets.ts";
import type { ImageToScan, ScannedImage, Scanning } from "./scanning.ts";

/** What scans depend on besides the images. */
export interface ScanContext {
  readonly subject: Subject;
  readonly policy: VulnerabilitiesPolicy;
  /** By which the age of the database is told. */
  readonly now: Date;
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
  const { resolutions, offline, progress, storage, sbom } = subject;
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
    progress,
    folder,
    interning: new Interning(),
    blobs: new BlobStore(join(folder, "blobs")),
    turns: new Slots(scansAtOnce()),
    signal: stop.signal,
  };
  const outcomes = await outcomesOf(plan, tools, stop);
  await results?.shrink();
  const isNew = [...outcomes.values()].some((each) => each.kind === "scanned" && !each.isReused);
  const used = isNew ? (await database.obtain()).identity : identity;
  return scanningOf(plan, outcomes, { program: trivy, database: used });
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
  await eachInParallel(plan.targets, scansAtOnce() + layoutsAhead, async ([key, target]) => {
    const number = ++begun;
    progress.update(`scanning images, ${number} of ${count}: ${target.name} (${target.platform})`);
    try {
      const outcome =
        (await keptOutcome(target, tools)) ?? (await scanPlatform(target, number, tools));
      outcomes.set(key, outcome);
    } catch (cause) {
      // It concerns every image.
      stop.abort();
      throw cause;
    }
  });
  return outcomes;
}

function scanningOf(
  plan: ScanPlan,
  outcomes: ReadonlyMap<string, PlatformOutcome>,
  used: Pick<Scanning, "program" | "database">,
): Scanning {
  const images = new Map<string, ScannedImage>();
  for (const [reference, planned] of [...plan.images].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    images.set(reference, scannedImage(planned, outcomes));
  }
  const java = [...outcomes.values()].flatMap((outcome) =>
    outcome.kind === "scanned" && outcome.javaDatabase !== undefined ? [outcome.javaDatabase] : [],
  );
  return { ...used, javaDatabase: java[0], images };
}

function scannedImage(
  planned: PlannedImage,
  outcomes: ReadonlyMap<string, PlatformOutcome>,
): ScannedImage {
  if (planned.kind === "undecided") return planned;
  const { digest, targets } = planned;
  const own = targets.map((key): [string, PlatformOutcome | undefined] => [key, outcomes.get(key)]);
  const reasons = own.flatMap(([key, outcome]) => {
    if (outcome?.kind === "scanned") return [];
    const platform = key.slice(key.indexOf(" ") + 1);
    return [`${platform}: ${outcome?.reason ?? "it was not looked at"}`];
  });
  const scanned = own.flatMap(([, outcome]) => (outcome?.kind === "scanned" ? [outcome] : []));
  if (reasons.length > 0 || scanned.length === 0) {
    return { kind: "undecided", digest, reason: [...new Set(reasons)].join("; ") };
  }
  const scans = scanned
    .map(({ scan }) => scan)
    .toSorted((a, b) => (`${a.platform} ${a.digest}` < `${b.platform} ${b.digest}` ? -1 : 1));
  return { kind: "scanned", digest, scans, isReused: scanned.every(({ isReused }) => isReused) };
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
  { subject, policy, now }: ScanContext,
  { folder, network, stop }: Surroundings,
): ScanDatabase {
  const { offline, progress, storage } = subject;
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
