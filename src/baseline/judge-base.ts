import { realpathSync } from "node:fs";
import type { Subject } from "../checks/check.ts";
import { checkNamed } from "../checks/index.ts";
import { problemFindings } from "../checks/manifests/problems.ts";
import { type CheckRun, problemSpeaker } from "../checks/run.ts";
import { withCommitTree } from "../git/commit-tree.ts";
import type { RangeSources } from "../git/complete-range.ts";
import type { Finding } from "../model/finding.ts";
import type { Request } from "../request.ts";
import { CommitFiles } from "./commit-files.ts";
import { demandsBy } from "./demands.ts";
import type { KeptFiles } from "./kept-files.ts";
import { KnownImages } from "./known-images.ts";
import { readBase, type BaseTree } from "./read-base.ts";
import { submodulesIn } from "./submodules.ts";
import { Unchanged } from "./unchanged.ts";

/** The run whose findings are compared. */
export interface JudgedHead {
  readonly request: Request;
  readonly subject: Subject;
  readonly runs: readonly CheckRun[];
  readonly files: KeptFiles;
}

/** What is known of the base. */
export interface JudgedBase {
  readonly commit: string;
  /** What the checks of the files say of it, before the policy's settings and waivers. */
  readonly findings: readonly Finding[];
  /** The images that its own files would run. */
  readonly images: KnownImages;
  readonly unchanged: Unchanged;
}

/** The checks whose findings depend on nothing but the files and the policy. */
const fileChecks: ReadonlySet<string> = new Set(["manifests", "registries"]);

/**
 * Judges the base as the run was judged: the same paths, policy and replaced images, by those checks of
 * the files that decided in the run. Throws where the base cannot be had or read in full.
 */
export async function judgeBase(
  { commit, sources }: { readonly commit: string; readonly sources: RangeSources },
  head: JudgedHead,
): Promise<JudgedBase> {
  const root = realpathSync(head.request.root);
  return withCommitTree(sources, commit, async (tree) => {
    const files = await CommitFiles.of(root, tree, head.files);
    const base = await readBase(head.request, root, files);
    const submodules = await submodulesIn(root, head.subject.tree);
    return {
      commit,
      findings: await findingsOf(base, head),
      images: await imagesOf(base, head),
      unchanged: new Unchanged({ root, here: head.files, there: files, submodules }),
    };
  });
}

async function findingsOf({ tree, constraints }: BaseTree, head: JudgedHead): Promise<Finding[]> {
  const { runs } = head;
  const subject: Subject = {
    ...head.subject,
    tree,
    constraints: [...tree.resources, ...constraints],
  };
  const { shard } = head.request;
  // Of several shards the first speaks of what could not be read.
  const speaker = shard === undefined || shard.index === 1 ? problemSpeaker(runs) : undefined;
  const findings = speaker === undefined ? [] : problemFindings(tree.problems, speaker.name);
  for (const { name, outcome } of runs) {
    if (!fileChecks.has(name) || outcome.kind !== "decided") continue;
    const judged = await checkNamed(name).run(subject);
    if (judged.kind === "decided") for (const finding of judged.findings) findings.push(finding);
  }
  return findings;
}

async function imagesOf({ tree }: BaseTree, head: JudgedHead): Promise<KnownImages> {
  const { subject, request, runs } = head;
  const isAsked = runs.some(({ name, findings }) => name === "signatures" && findings.length > 0);
  return new KnownImages({
    here: subject.tree.images,
    there: tree.images,
    named: request.images.map(({ reference }) => reference),
    demandsOf: isAsked ? await demandsBy(subject) : undefined,
  });
}
