import { within } from "../../deadline.ts";
import { RegistryError } from "../../registry/error.ts";
import { platformsOf, type ImagePlatform } from "../../registry/platforms.ts";
import { lackingPlatforms, selectPlatforms } from "../../registry/platform-matching.ts";
import type { Registries, RemoteRepository } from "../../registry/registries.ts";
import type { Resolutions } from "../../registry/resolutions.ts";
import { obstacleOf, offlineObstacle, type Obstacle } from "./scan-reason.ts";
import { eachInParallel } from "./scan-parallel.ts";
import type { ResultsCache } from "./results-cache.ts";
import type { ImageToScan } from "./scanning.ts";

/** One platform of an image, and where it can be had. Two references of one digest have the same. */
export interface ScanTarget {
  /** Of the platform's own manifest. */
  readonly digest: string;
  readonly platform: string;
  /** `registry/repository` of the first image that has it. */
  readonly name: string;
  readonly repositories: readonly RemoteRepository[];
}

/** What a reference stands for, or why that is not known. */
export type PlannedImage =
  | {
      readonly kind: "planned";
      readonly digest: string;
      readonly targets: readonly string[];
      /** The wanted platforms that the image has not. */
      readonly lacking: readonly string[];
    }
  | ({ readonly kind: "undecided"; readonly digest?: string } & Obstacle);

/** What there is to look at, each thing once. */
export interface ScanPlan {
  /** By reference. */
  readonly images: ReadonlyMap<string, PlannedImage>;
  /** By the names that `targets` of an image gives. */
  readonly targets: ReadonlyMap<string, ScanTarget>;
}

export interface PlanOptions {
  readonly registries: Registries;
  readonly resolutions: Resolutions;
  readonly offline: boolean;
  /** As the policy wants them; `undefined` means all. */
  readonly platforms: readonly string[] | undefined;
  readonly results: ResultsCache | undefined;
  /** How long the questions about the platforms of one image may take together; five minutes unless told. */
  readonly platformsMs?: number;
}

const imagesAtOnce = 16;
/**
 * An index of 500 entries that name no platform takes two questions for each. What they are for is told
 * by a registry in a minute, and by one that answers each in the last moment in a day.
 */
const defaultPlatformsMs = 5 * 60_000;

/** Resolves each reference to one digest, and that to the platforms that the policy wants. */
export async function planScans(
  images: readonly ImageToScan[],
  options: PlanOptions,
): Promise<ScanPlan> {
  const found = new Map<string, PlannedImage>();
  const targets = new Map<string, ScanTarget>();
  const platforms = new Map<string, readonly ImagePlatform[]>();
  await eachInParallel(images, imagesAtOnce, async (image) => {
    const outcome = await platformsFor(image, options);
    if ("reason" in outcome) found.set(image.reference, { kind: "undecided", ...outcome });
    else {
      platforms.set(image.reference, outcome.platforms);
      const { digest, lacking } = outcome;
      const names = outcome.platforms.map(keyOf);
      found.set(image.reference, { kind: "planned", digest, targets: names, lacking });
    }
  });
  // In the order of the images, so that nothing depends on who answered first.
  for (const { reference, image } of images) {
    for (const platform of platforms.get(reference) ?? []) {
      const known = targets.get(keyOf(platform));
      targets.set(keyOf(platform), {
        digest: platform.digest,
        platform: platform.name,
        name: known?.name ?? image.name,
        repositories: [
          ...(known?.repositories ?? []),
          options.registries.image(image).repository(),
        ],
      });
    }
  }
  return { images: found, targets };
}

function keyOf({ name, digest }: ImagePlatform): string {
  return `${digest} ${name}`;
}

type Platforms =
  | {
      readonly digest: string;
      readonly platforms: readonly ImagePlatform[];
      readonly lacking: readonly string[];
    }
  | ({ readonly digest?: string } & Obstacle);

async function platformsFor(
  { reference, image }: ImageToScan,
  options: PlanOptions,
): Promise<Platforms> {
  const { registries, resolutions, offline, platforms: wanted, results } = options;
  const remote = registries.image(image);
  let digest = image.digest;
  try {
    if (offline && digest === undefined) return offlineObstacle(digest);
    if (!offline) ({ digest } = await resolutions.of(reference, () => remote.resolve()));
    if (digest === undefined) return offlineObstacle(digest);
    const pinned = { ...image, digest };
    const kept = await results?.takePlatforms(digest);
    if (kept === undefined && offline) return { digest, ...offlineObstacle(digest) };
    const found =
      kept ?? (await platformsInTime(registries.image(pinned).repository(), digest, options));
    if (kept === undefined) await results?.putPlatforms(digest, found);
    const selected = selectPlatforms(found, wanted, `${image.name}@${digest}`);
    return { digest, platforms: selected, lacking: lackingPlatforms(found, wanted) };
  } catch (error) {
    const obstacle = obstacleOf(error);
    return digest === undefined ? obstacle : { digest, ...obstacle };
  }
}

/** Each question about an image has a deadline of its own; this one is for all of them. */
function platformsInTime(
  repository: RemoteRepository,
  digest: string,
  { platformsMs = defaultPlatformsMs }: PlanOptions,
): Promise<readonly ImagePlatform[]> {
  return within(platformsMs, undefined, async (signal) => {
    try {
      return await platformsOf(repository, digest, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      const { registry, repository: name } = repository.place;
      const what = `which platforms ${registry}/${name}@${digest} is for`;
      const message = `${registry} did not tell within ${platformsMs / 1000} s ${what}; try again, or name a faster mirror in registries.mirrors`;
      throw new RegistryError("timed-out", message);
    }
  });
}
