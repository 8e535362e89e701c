import { UsageError } from "../errors.ts";
import { withCommitTree } from "../git/commit-tree.ts";
import { GitError } from "../git/error.ts";
import { decodeText } from "../kubernetes/decode.ts";
import { maxFileBytes } from "../kubernetes/file-bytes.ts";
import { SourceFile } from "../kubernetes/source-file.ts";
import type { Report, Shard } from "../model/report.ts";

/** More files than this are not shown; nobody reads as many. */
const mostFiles = 2_000;

/**
 * The files that the findings of joined shards stand in, for excerpts: as the judged commit has them,
 * out of the objects of a checkout. None where the shards judged something else than a commit, or
 * the checkout lacks it.
 */
export async function committedSources(
  { findings }: Report,
  { commit, changed }: Shard,
  checkout: string,
): Promise<ReadonlyMap<string, SourceFile>> {
  const sources = new Map<string, SourceFile>();
  if (commit === undefined || changed !== false) return sources;
  const wanted = new Set(findings.map(({ location }) => location.path));
  try {
    await withCommitTree({ checkout, remote: undefined }, commit, async ({ entries, blobs }) => {
      const files = entries.filter(({ path }) => wanted.has(path)).slice(0, mostFiles);
      const ids = [...new Set(files.map(({ id }) => id))];
      const texts = new Map<string, string>();
      for await (const object of blobs(ids, maxFileBytes)) {
        if (object.state !== "whole") continue;
        const decoded = decodeText(object.bytes);
        if (!("problem" in decoded)) texts.set(object.id, decoded.text);
      }
      for (const { id, path } of files) {
        const text = texts.get(id);
        if (text !== undefined) sources.set(path, new SourceFile(path, text));
      }
    });
  } catch (error) {
    // A report without excerpts still says everything.
    if (!(error instanceof GitError || error instanceof UsageError)) throw error;
  }
  return sources;
}
