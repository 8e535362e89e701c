const parentLine = /parent (?<id>[0-9a-f]{40}(?:[0-9a-f]{24})?)\n/y;
const treeLine = /tree [0-9a-f]{40}(?:[0-9a-f]{24})?\n/y;

/**
 * The parents that a commit's own bytes name, read as git's walk reads them: the lines right behind
 * the tree. No graft, replacement or shallow file has a say. Empty for what is no commit at all.
 */
export function rawParents(bytes: Buffer): readonly string[] {
  const end = bytes.indexOf("\nauthor ");
  const head = bytes.toString("latin1", 0, end < 0 ? bytes.length : end + 1);
  treeLine.lastIndex = 0;
  if (!treeLine.test(head)) return [];
  const parents: string[] = [];
  parentLine.lastIndex = treeLine.lastIndex;
  for (let line; (line = parentLine.exec(head)) !== null;) parents.push(line.groups?.["id"] ?? "");
  return parents;
}
