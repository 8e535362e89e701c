import { platformsOf, type ImagePlatform } from "../../registry/platforms.ts";
import { selectPlatforms } from "../../registry/platform-matching.ts";
import type { Registries, RemoteRepository } from "../../registry/registries.ts";
import type { Resolutions } from "../../registry/resolutions.ts";
import { reasonOf } from "./scan-reason.ts";
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
  | { readonly kind: "planned"; readonly digest: string; readonly targets: readonly string[] }
  | { readonly kind: "undecided"; readonly digest?: string; readonly reason: string };

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
}

const imagesAtOnce = 16;

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
      const names = outcome.platforms.map(keyOf);
      found.set(image.reference, { kind: "planned", digest: outcome.digest, targets: names });
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
  | { readonly digest: string; readonly platforms: readonly ImagePlatform[] }
  | { readonly digest?: string; readonly reason: string };

async function platformsFor(
  { reference, image }: ImageToScan,
  { registries, resolutions, offline, platforms: wanted, results }: PlanOptions,
): Promise<Platforms> {
  const remote = registries.image(image);
  let digest = image.digest;
  try {
    if (offline && digest === undefined) return { reason: offlineReason };
    if (!offline) ({ digest } = await resolutions.of(reference, () => remote.resolve()));
    if (digest === undefined) return { reason: offlineReason };
    const pinned = { ...image, digest };
    const kept = await results?.takePlatforms(digest);
    if (kept === undefined && offline) return { digest, reason: offlineReason };
    const found = kept ?? (await platformsOf(registries.image(pinned).repository(), digest));
    if (kept === undefined) await results?.putPlatforms(digest, found);
    return { digest, platforms: selectPlatforms(found, wanted, `${image.name}@${digest}`) };
  } catch (error) {
    const reason = reasonOf(error);
    return digest === undefined ? { reason } : { digest, reason };
  }
}

/** Why an image of which nothing is kept cannot be looked at. */
export const offlineReason =
  "nothing may be contacted (offline), and no result of an earlier run is kept for it";
