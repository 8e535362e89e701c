import type { Chance } from "../../manifests/pod-security/random.ts";
import { copyOf, nodesOf, treeOf, written, type Node } from "./der-tree.ts";
import { armoured } from "./workshop.ts";

/** What is judged: a signature as it stands in a commit, and what it is over. */
export interface Case {
  readonly signature: Buffer;
  readonly payload: Buffer;
}

/** A signature to start from, in DER. */
export interface Seed {
  readonly der: Buffer;
  readonly payload: Buffer;
}

/** Changes one thing in a tree; the second tree is there to take parts from. */
type TreeChange = (tree: Node, other: Node, chance: Chance) => void;

const treeChanges: readonly TreeChange[] = [
  flipByte,
  (tree, _, chance) => inParent(tree, chance, (list, at) => list.splice(at, 1)),
  (tree, _, chance) =>
    inParent(tree, chance, (list, at, child) => list.splice(at, 0, copyOf(child))),
  (tree, _, chance) => inParent(tree, chance, (list, at) => list.unshift(...list.splice(at, 1))),
  (tree, other, chance) =>
    inParent(tree, chance, (list, at) => list.splice(at, 0, copyOf(pick(nodesOf(other), chance)))),
  (tree, other, chance) =>
    inParent(tree, chance, (list, at) => list.splice(at, 1, copyOf(pick(nodesOf(other), chance)))),
  likeAnother,
  (tree, _, chance) => {
    pick(nodesOf(tree), chance).tag = pick(
      [0x02, 0x04, 0x05, 0x30, 0x31, 0xa0, 0xa1, 0x80],
      chance,
    );
  },
  (tree, _, chance) => {
    const holders = nodesOf(tree).filter(({ children }) => children !== undefined);
    // The outer ones first: that is where gpgsm writes open lengths.
    const depth = Math.floor(chance.next() ** 2 * holders.length);
    for (const each of holders.slice(0, depth + 1)) each.open = chance.happens(0.8);
  },
  grownBag,
];

/** A signature that was changed once to three times, as a tree, as bytes, or as text. */
export function mutant(seeds: readonly Seed[], chance: Chance): Case {
  const { der, payload } = pick(seeds, chance);
  if (chance.happens(0.05))
    return { signature: armoured(der), payload: changedBytes(payload, chance) };
  if (chance.happens(0.1)) return { signature: changedBytes(armoured(der), chance), payload };
  if (chance.happens(0.1)) return { signature: armoured(changedBytes(der, chance)), payload };
  const tree = treeOf(der);
  const times = 1 + Math.floor(chance.next() * 3);
  for (let time = 0; time < times; time += 1) {
    pick(treeChanges, chance)(tree, treeOf(pick(seeds, chance).der), chance);
  }
  return { signature: armoured(written(tree)), payload };
}

function pick<Item>(items: readonly Item[], chance: Chance): Item {
  return chance.oneOf(items);
}

function inParent(
  tree: Node,
  chance: Chance,
  change: (list: Node[], at: number, child: Node) => unknown,
): void {
  const parents = nodesOf(tree).filter(({ children }) => (children?.length ?? 0) > 0);
  if (parents.length === 0) return;
  const list = pick(parents, chance).children ?? [];
  const at = Math.floor(chance.next() * list.length);
  const child = list[at];
  if (child !== undefined) change(list, at, child);
}

function flipByte(tree: Node, _: Node, chance: Chance): void {
  const leaves = nodesOf(tree).filter(({ content, children }) => !children && content.length > 0);
  if (leaves.length === 0) return;
  const { content } = pick(leaves, chance);
  const at = Math.floor(chance.next() * content.length);
  content[at] = (content[at] ?? 0) ^ (1 << Math.floor(chance.next() * 8));
}

/** Gives a leaf what another of its kind holds: other algorithms, other names. */
function likeAnother(tree: Node, other: Node, chance: Chance): void {
  const leaves = nodesOf(tree).filter(({ children }) => children === undefined);
  if (leaves.length === 0) return;
  const leaf = pick(leaves, chance);
  const alike = [...nodesOf(tree), ...nodesOf(other)].filter(({ tag }) => tag === leaf.tag);
  leaf.content = Buffer.from(pick(alike, chance).content);
}

/** Puts the other signature's certificates among the tree's. */
function grownBag(tree: Node, other: Node, chance: Chance): void {
  const bag = bagOf(tree);
  for (const certificate of bagOf(other)) {
    bag.splice(Math.floor(chance.next() * (bag.length + 1)), 0, copyOf(certificate));
  }
}

/** The certificates that come with a signature. */
export function bagOf(tree: Node): Node[] {
  const signedData = tree.children?.[1]?.children?.[0]?.children ?? [];
  return signedData.find(({ tag }) => tag === 0xa0)?.children ?? [];
}

function changedBytes(bytes: Buffer, chance: Chance): Buffer {
  const at = Math.floor(chance.next() * bytes.length);
  const rest = bytes.subarray(at + 1);
  const byte = bytes.readUInt8(at);
  const changed = pick(
    [[byte ^ (1 << Math.floor(chance.next() * 8))], [], [byte, byte], [byte, 0x0a], [0x0a]],
    chance,
  );
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(changed), rest]);
}
