import { readCommit, type CommitObject } from "../../git/commit-object.ts";
import type { FoundRange } from "../../git/complete-range.ts";
import { readObjects, type ReadObject } from "../../git/object-reader.ts";
import type { Merge } from "../../git/merge-tree.ts";
import type { ExemptCommit } from "../../policy/commits.ts";
import { subjectOf, type Described } from "./finding.ts";
import { judgeObject, type Bench, type Held } from "./judge.ts";
import { needsPlatform, type ApiMode } from "./platform-api.ts";
import { satisfies, type Demand } from "./requirement.ts";

/** A commit about which there is more to say or to ask; the others are only counted. */
export interface Remembered {
  readonly described: Described;
  readonly held: Held;
  /** Where the commit is a merge that must be made again. */
  readonly merge?: Merge;
}

/** What one look at every commit brings. */
export interface Examined {
  readonly remembered: readonly Remembered[];
  /** Commits with nothing more to say about, by their level. */
  readonly settled: ReadonlyMap<Held, number>;
  readonly exempt: number;
  readonly missing: readonly string[];
}

/** How commits are looked at. */
export interface Examination {
  readonly bench: Bench;
  readonly demand: Demand;
  readonly exempt: readonly ExemptCommit[];
  readonly apiMode: ApiMode;
}

const none = Buffer.alloc(0);

/** Looks at the commits one after the other, holding none of them longer than it takes. */
export async function examineCommits(
  { scratch }: FoundRange,
  commits: readonly string[],
  examination: Examination,
): Promise<Examined> {
  const exempt = new Set(examination.exempt.map(({ commit }) => commit));
  const remembered: Remembered[] = [];
  const counts = new Map<string, { readonly held: Held; count: number }>();
  const missing: string[] = [];
  const open = commits.filter((id) => !exempt.has(id));
  for await (const object of readObjects(scratch, open)) {
    if (object.state === "missing") {
      missing.push(object.id);
      continue;
    }
    const found = examine(object, scratch.format, examination.bench);
    if (isSettled(found, examination)) {
      const { held } = found;
      const name = held.kind === "level" ? held.level : held.kind;
      const known = counts.get(name);
      if (known === undefined) counts.set(name, { held, count: 1 });
      else known.count++;
    } else remembered.push(found);
  }
  const settled = new Map([...counts.values()].map(({ held, count }) => [held, count]));
  return { remembered, settled, exempt: commits.length - open.length, missing };
}

function isSettled({ held, merge }: Remembered, { demand, apiMode }: Examination): boolean {
  if (merge !== undefined || held.kind !== "level" || needsPlatform(held, apiMode)) return false;
  if (!satisfies(held, demand)) return false;
  return (
    demand.require !== undefined || ["trusted", "trusted-key", "platform"].includes(held.level)
  );
}

function examine(
  object: Exclude<ReadObject, { readonly state: "missing" }>,
  format: "sha1" | "sha256",
  bench: Bench,
): Remembered {
  const { id } = object;
  if (object.state === "too-large") {
    const reason = `It has ${object.size} bytes, and no commit of over 4 MiB is taken apart.`;
    return refused(id, none, reason);
  }
  if (object.type !== "commit") return refused(id, none, `It is a ${object.type}, not a commit.`);
  const commit = readCommit(object.bytes, format);
  if ("malformed" in commit) return refused(id, messageIn(object.bytes), commit.malformed);
  const held = judgeObject(
    {
      ...(commit.signature === undefined ? {} : { signature: commit.signature }),
      payload: commit.payload,
      maker: commit.committer,
      author: commit.author,
      isMerge: commit.parents.length === 2,
    },
    bench,
  );
  const described = describedCommit(id, commit);
  if (held.kind !== "level" || held.needsMerge !== true) return { described, held };
  return { described, held, merge: { id, parents: commit.parents, tree: commit.tree } };
}

function describedCommit(id: string, { message, author }: CommitObject): Described {
  return { id, what: "Commit", title: subjectOf(message), email: author.email };
}

function refused(id: string, message: Buffer, reason: string): Remembered {
  return {
    described: { id, what: "Commit", title: subjectOf(message), email: undefined },
    held: { kind: "failure", code: "malformed", reason },
  };
}

function messageIn(bytes: Buffer): Buffer {
  const end = bytes.indexOf("\n\n");
  return end < 0 ? none : bytes.subarray(end + 2);
}
