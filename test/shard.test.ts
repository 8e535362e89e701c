import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { noImageReason, shareOf } from "../src/shard.ts";

const references = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 60 });

test("each reference is in exactly one shard, in whatever order they come, and shards are even", () => {
  fc.assert(
    fc.property(references, fc.integer({ min: 1, max: 9 }), (all, of) => {
      const shares = Array.from({ length: of }, (_, place) =>
        shareOf(all, { index: place + 1, of }),
      );
      const taken = shares.flatMap(({ mine }) => [...mine]);
      expect(taken.sort()).toEqual([...all].sort());
      const sizes = shares.map(({ mine }) => mine.size);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      const [first] = shares;
      const reversed = shareOf(all.toReversed(), { index: 1, of });
      expect([...reversed.mine].sort()).toEqual([...(first?.mine ?? [])].sort());
      expect(new Set(shares.map(({ shard }) => shard.images)).size).toBe(1);
      expect(reversed.shard.images).toBe(first?.shard.images);
    }),
  );
});

test("other references make another set", () => {
  const shard = { index: 1, of: 2 };
  expect(shareOf(["a", "b"], shard).shard.images).not.toBe(shareOf(["a,b"], shard).shard.images);
  expect(shareOf(["a", "b"], shard).shard.images).not.toBe(shareOf(["a"], shard).shard.images);
});

test("a shard that got no image says of how many", () => {
  expect(noImageReason(undefined)).toBe("no image in the files");
  expect(noImageReason({ index: 2, of: 3, images: 0 })).toBe("no image in the files");
  expect(noImageReason({ index: 2, of: 3, images: 1 })).toBe(
    "none of the 1 image falls to shard 2 of 3",
  );
  expect(noImageReason({ index: 9, of: 9, images: 4 })).toBe(
    "none of the 4 images falls to shard 9 of 9",
  );
});
