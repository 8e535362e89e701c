import { type Cursor, fail, MAX_DEPTH, refuse } from "./cursor.ts";
import type { Value } from "./mapping.ts";
import type { Place } from "./place.ts";
import type { Scalar } from "./scalar.ts";

/** A node that an alias can repeat. */
export interface Anchored {
  /** Whether the node is still being read: an alias to it would contain itself. */
  open: boolean;
  value: Value;
  place: Place | undefined;
  /** What a scalar was before it was resolved; an alias may stand as a key. */
  scalar: Scalar | undefined;
  /** Nodes in it, aliases counted as if written out. */
  nodes: number;
  /** Levels of collections in it. */
  height: number;
}

/** More nodes than this cannot be added by aliases: a few lines could stand for gigabytes. */
export const MAX_ALIAS_NODES = 100_000;

/** Makes the name known, from here on, for a node that is about to be read. */
export function openAnchor(cursor: Cursor, name: string): Anchored {
  const anchored: Anchored = {
    open: true,
    value: null,
    place: undefined,
    scalar: undefined,
    nodes: -cursor.nodes,
    height: cursor.deepest,
  };
  cursor.deepest = cursor.depth;
  cursor.anchors.set(name, anchored);
  return anchored;
}

/** Completes the anchor with the node that was read since it was opened. */
export function closeAnchor(
  cursor: Cursor,
  anchored: Anchored,
  value: Value,
  scalar?: Scalar,
): void {
  const before = anchored.height;
  anchored.open = false;
  anchored.value = value;
  anchored.place = cursor.place;
  anchored.scalar = scalar;
  anchored.nodes += cursor.nodes;
  anchored.height = cursor.deepest - cursor.depth;
  cursor.deepest = Math.max(cursor.deepest, before);
}

/** The node that the alias `name` repeats; counts it as if it were written out. */
export function repeat(cursor: Cursor, name: string, offset: number): Anchored {
  const anchored = cursor.anchors.get(name);
  if (anchored === undefined) return fail(`the alias *${name} has no anchor before it`, offset);
  if (anchored.open) return fail(`the anchor &${name} contains itself`, offset);
  cursor.nodes += 1 + anchored.nodes;
  cursor.aliasNodes += anchored.nodes;
  if (cursor.aliasNodes > MAX_ALIAS_NODES) {
    refuse(`aliases add more than ${MAX_ALIAS_NODES} nodes`, offset);
  }
  // The limit of go-yaml itself (decode.go) for documents of this size.
  if (
    cursor.aliasNodes > 100 &&
    cursor.nodes > 1000 &&
    cursor.aliasNodes / cursor.nodes > allowedRatio(cursor.nodes)
  ) {
    fail("the document consists almost wholly of aliases", offset);
  }
  cursor.deepest = Math.max(cursor.deepest, cursor.depth + anchored.height);
  if (cursor.deepest > MAX_DEPTH) {
    refuse(`aliases nest collections more than ${MAX_DEPTH} levels deep`, offset);
  }
  return anchored;
}

/** The share of nodes that may come from aliases: 99 % up to 400,000 nodes, 10 % from 4,000,000 on. */
function allowedRatio(nodes: number): number {
  const progress = Math.min(Math.max((nodes - 400_000) / 3_600_000, 0), 1);
  return 0.99 - 0.89 * progress;
}
