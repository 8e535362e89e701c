import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { shareOf } from "../src/shard.ts";

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
