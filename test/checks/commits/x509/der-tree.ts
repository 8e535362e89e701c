import { DerReader } from "../../../../src/checks/commits/x509/der.ts";
import { encode } from "../../../../src/checks/commits/x509/der-encoding.ts";

/** An element that can be changed: it holds others, or bytes. */
export interface Node {
  tag: number;
  children: Node[] | undefined;
  content: Buffer;
  /** Whether it is written with an open length, which DER does not allow. */
  open: boolean;
}

/** The tree of one element in DER. */
export function treeOf(der: Buffer): Node {
  const { tag, content } = new DerReader(der, "The seed").element();
  return node(tag, content);
}

function node(tag: number, content: Buffer): Node {
  if ((tag & 0x20) === 0)
    return { tag, children: undefined, content: Buffer.from(content), open: false };
  const children = new DerReader(content, "The seed")
    .rest()
    .map((each) => node(each.tag, each.content));
  return { tag, children, content, open: false };
}

/** A tree as bytes. */
export function written(tree: Node): Buffer {
  const content =
    tree.children === undefined ? tree.content : Buffer.concat(tree.children.map(written));
  if (!tree.open) return encode(tree.tag, content);
  return Buffer.concat([Buffer.from([tree.tag, 0x80]), content, Buffer.alloc(2)]);
}

/** All elements of a tree, outer ones first. */
export function nodesOf(tree: Node): Node[] {
  return [tree, ...(tree.children ?? []).flatMap(nodesOf)];
}

/** A copy that shares nothing that changes. */
export function copyOf(tree: Node): Node {
  const children = tree.children?.map(copyOf);
  return { ...tree, children, content: Buffer.from(tree.content) };
}
