import { UsageError } from "../errors.ts";
import { sharedChecks } from "../model/check.ts";
import type { ReportedImage } from "../model/report.ts";
import { shareOf } from "../shard.ts";
import type { ShardReport } from "./read-report.ts";

/** So many mistakes tell what happened; the others are counted. */
const mistakesShown = 20;

/**
 * Throws UsageError unless the shards, all of one set of images, list exactly what falls to each of them,
 * and a check of images that came to a result has one for each image of its share and for no other.
 */
export function refuseOtherShares(shards: readonly ShardReport[]): void {
  const all = new Set(
    shards.flatMap(({ report }) => report.images.map(({ reference }) => reference)),
  );
  const [first] = shards;
  if (first === undefined) return;
  const { shard } = first.report;
  if (shareOf(all, shard).shard.images !== shard.images) {
    const files = shards.map(({ file }) => file).join(", ");
    throw new UsageError(
      `${files}: together they list ${all.size} images, which are not the ones that were shared out; one was left out or added, so make the reports anew`,
    );
  }
  const mistakes = shards.flatMap((shard) => mistakesIn(shard, all));
  if (mistakes.length === 0) return;
  const left = mistakes.length - mistakesShown;
  throw new UsageError([
    ...mistakes.slice(0, mistakesShown),
    ...(left > 0 ? [`and ${left} more of the same`] : []),
  ]);
}

function mistakesIn({ file, report }: ShardReport, all: ReadonlySet<string>): string[] {
  const { shard, images } = report;
  const { mine } = shareOf(all, shard);
  const part = `shard ${shard.index} of ${shard.of}`;
  // The first shard also says where every image comes from.
  const expected = shard.index === 1 ? all : mine;
  const listed = new Set(images.map(({ reference }) => reference));
  const twice = images.length > listed.size ? [`${file}: lists an image twice`] : [];
  return [
    ...twice,
    ...without(expected, listed).map((image) => `${file}: lacks the image ${image} of ${part}`),
    ...without(listed, expected).map(
      (image) => `${file}: lists the image ${image}, which does not fall to ${part}`,
    ),
    ...images.flatMap((image) => wrongResults(image, mine.has(image.reference), report, file)),
  ];
}

function wrongResults(
  { reference, checks }: ReportedImage,
  isMine: boolean,
  report: ShardReport["report"],
  file: string,
): string[] {
  return sharedChecks.flatMap((name) => {
    const state = report.checks[name]?.state;
    const isDecided = state === "passed" || state === "failed";
    const hasResult = checks[name] !== undefined;
    if (hasResult && !isMine)
      return [
        `${file}: says ${name} of the image ${quoted(reference)}, which falls to another shard`,
      ];
    return isMine && isDecided && !hasResult
      ? [`${file}: says nothing of ${name} of the image ${quoted(reference)}, which falls to it`]
      : [];
  });
}

function without(references: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...references].filter((reference) => !others.has(reference)).map(quoted);
}

function quoted(reference: string): string {
  return JSON.stringify(reference.slice(0, 300));
}
