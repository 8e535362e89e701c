import { comparePlainly } from "./model/location.ts";
import type { Shard } from "./model/report.ts";
import { sha256 } from "./hash.ts";

/** Which part of the images a run looks at: `2/5`. */
export interface ShardArgument {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** A shard, and how many images there are for all of them. */
export interface ShareOfImages extends ShardArgument {
  readonly images: number;
}

/** Why a check of images has nothing to look at: there is none, or none that falls to the shard. */
export function noImageReason(share: ShareOfImages | undefined): string {
  if (share === undefined || share.images === 0) return "no image in the files";
  const { images, index, of } = share;
  return `none of the ${images} ${images === 1 ? "image" : "images"} falls to shard ${index} of ${of}`;
}

/** More shards than GitHub lets a matrix have jobs. */
export const mostShards = 256;

/** The part of the images that falls to a shard. */
export interface ImageShare {
  readonly mine: ReadonlySet<string>;
  readonly shard: Pick<Shard, "index" | "of" | "images">;
}

/**
 * The references that a shard looks at: the same for the same set in any order, each reference in
 * exactly one shard, and as many in each as in any other, give or take one.
 */
export function shareOf(references: Iterable<string>, { index, of }: ShardArgument): ImageShare {
  const all = [...new Set(references)].sort(comparePlainly);
  const shuffled = all
    .map((reference) => ({ reference, order: sha256(reference) }))
    .sort((a, b) => comparePlainly(a.order, b.order));
  const mine = shuffled.filter((_, place) => place % of === index - 1);
  return {
    mine: new Set(mine.map(({ reference }) => reference)),
    shard: { index, of, images: sha256(JSON.stringify(all)) },
  };
}

/** What a reader of one shard's report must know. */
export function shardNotice({ index, of }: ShardArgument): string {
  return `This is shard ${index} of ${of}: only the joined reports of all shards make a verdict about every image.`;
}
