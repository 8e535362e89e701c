import path from "node:path";
import { filesToCompare, settleAgainstBase } from "./baseline/index.ts";
import { reportOf } from "./assemble.ts";
import type { Subject } from "./checks/check.ts";
import type { CommitsSubject } from "./checks/commits/subject.ts";
import { checkNamed } from "./checks/index.ts";
import { constraintKinds, constraintsAmong } from "./checks/registries/gatekeeper/constraint.ts";
import { type CheckRun, runChecks } from "./checks/run.ts";
import { UsageError } from "./errors.ts";
import { readCheckout, readTree, type TreeRequest } from "./kubernetes/read-tree.ts";
import type { SourceFile } from "./kubernetes/source-file.ts";
import type { Tree } from "./kubernetes/tree.ts";
import { checkNames, sharedChecks, type CheckName } from "./model/check.ts";
import type { Report, Shard } from "./model/report.ts";
import { anyGlob } from "./policy/glob.ts";
import { policyPath } from "./policy/load.ts";
import { silent } from "./progress.ts";
import { Resolutions } from "./registry/resolutions.ts";
import type { Request } from "./request.ts";
import { type ImageShare, shareOf } from "./shard.ts";
import { nothingKept } from "./storage.ts";

/** The report, and the texts that its excerpts are taken from. */
export interface Outcome {
  readonly report: Report;
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/**
 * Judges what lies under the paths. Ends in a report whatever the files hold; throws UsageError for
 * what only the caller can mend (a path that does not exist, an image name that no file uses).
 */
export async function judge(request: Request): Promise<Outcome> {
  const files = filesToCompare(request);
  const tree = await readCheckout({
    ...request,
    excluded: anyGlob(request.policy.exclude),
    ...(files === undefined ? {} : { files }),
  });
  refuseUnmatchedImages(tree, request.imagesInput);
  const subject = subjectOf(request, tree);
  const { names, subjectFor, reported, share } = sharedOut(request, subject);
  const shard = share && (await identified(share, request, tree));
  const runs = await runChecks(names, subjectFor, emptinessOf(request, tree));
  const findings = runs.flatMap((run) => run.findings);
  const appliedRules = rulesOf(runs, shard);
  const settled = await settleAgainstBase({
    request,
    subject,
    runs,
    files,
    findings,
    appliedRules,
  });
  return { report: reportOf(request, reported, runs, settled, shard), sources: tree.files };
}

/** What of the run falls to this shard: without shards all of it. */
interface Share {
  readonly names: readonly CheckName[];
  readonly subjectFor: (name: CheckName) => Subject;
  /** The tree whose images the report lists. */
  readonly reported: Tree;
  readonly share?: ImageShare["shard"];
}

/** The images are shared out; what is not about one image falls to the first shard. */
function sharedOut(request: Request, subject: Subject): Share {
  const names = checksOf(request);
  const { tree } = subject;
  if (request.shard === undefined) return { names, subjectFor: () => subject, reported: tree };
  const references = tree.images.map(({ reference }) => reference);
  const { mine, shard } = shareOf(references, request.shard);
  const own = { ...tree, images: tree.images.filter(({ reference }) => mine.has(reference)) };
  const isFirst = shard.index === 1;
  // What could not be read is said by the first shard, once.
  const part = { ...request.shard, images: new Set(references).size };
  const shared = { ...subject, share: part, tree: isFirst ? own : { ...own, problems: [] } };
  return {
    names: isFirst ? names : names.filter(isAboutImages),
    subjectFor: (name) => (isAboutImages(name) ? shared : subject),
    reported: isFirst ? tree : own,
    share: shard,
  };
}

/** Says of which files and which policy the shard is. */
async function identified(
  share: ImageShare["shard"],
  request: Request,
  tree: Tree,
): Promise<Shard> {
  // It reads commits, and most runs are no shards.
  const { judgedSource } = await import("./judged-source.ts");
  return { ...share, ...(await judgedSource(request, tree)), mode: request.policy.mode };
}

/** Whether what a check says of one image needs no look at anything else. */
function isAboutImages(name: CheckName): boolean {
  return sharedChecks.some((each) => each === name);
}

/** The checks that the caller names, else those that somebody has something to say to. */
function checksOf({ checks, policy, everyCheck = false }: Request): readonly CheckName[] {
  if (checks !== undefined || everyCheck) return checks ?? checkNames;
  const left = sharedChecks.filter(
    (name) => policy[name] === undefined && !policy.require.includes(name),
  );
  return checkNames.filter((name) => !left.some((other) => other === name));
}

/** A waiver for a rule of a check that did not look at everything is not unused. */
function rulesOf(runs: readonly CheckRun[], shard: Shard | undefined): string[] {
  const decided = runs.filter(({ name, outcome }) => {
    return outcome.kind === "decided" && (shard === undefined || !isAboutImages(name));
  });
  return decided.flatMap(({ name }) => checkNamed(name).rules.map(({ id }) => id));
}

function subjectOf(request: Request, tree: Tree): Subject {
  const { policy } = request;
  return {
    tree,
    policy,
    constraints: [...tree.resources, ...constraintsOf(request)],
    podSecurity: request.podSecurity ?? policy.manifests.podSecurity,
    root: request.root,
    now: request.now,
    offline: request.offline ?? false,
    resolutions: new Resolutions(),
    storage: request.storage ?? nothingKept,
    sbom: request.sbom,
    progress: request.progress ?? silent,
    images: request.images,
    commits: request.commits ?? noCommits,
  };
}

/** Whoever asks for a run without saying anything about commits asks for none. */
const noCommits: CommitsSubject = {
  kind: "none",
  reason: "no commits were asked about",
  place: policyPath,
};

/** The objects in the files that the policy names as constraints; outside the paths they count too. */
function constraintsOf({ root, policy }: Request): Tree["resources"] {
  const paths = policy.registries.constraints.map((file) => path.resolve(root, file));
  if (paths.length === 0) return [];
  const trees = paths.map((file) => readTree(alone(root, file)));
  const unreadable = trees
    .flatMap(({ problems }) => problems)
    .filter(({ kind }) => kind === "unreadable");
  const mistakes = [
    ...unreadable.map(({ location, message }) => `${location.path}: ${message}`),
    ...trees.flatMap(({ resources }, index) =>
      constraintsAmong(resources).length > 0 ? [] : [withoutConstraint(root, paths[index] ?? "")],
    ),
  ];
  if (mistakes.length > 0) {
    throw new UsageError(mistakes.map((mistake) => `registries.constraints: ${mistake}`));
  }
  return trees.flatMap(({ resources }) => resources);
}

/** A file that says nothing about images would be a rule that is never applied. */
function withoutConstraint(root: string, file: string): string {
  return `${shownPath(root, file)}: holds no constraint that is evaluated here; valid: ${constraintKinds.join(", ")} of constraints.gatekeeper.sh`;
}

/** A policy from elsewhere names files beside itself, which lie outside of what is judged. */
function alone(root: string, file: string): TreeRequest {
  const inside = file.startsWith(root + path.sep);
  return {
    root: inside ? root : path.dirname(file),
    paths: [file],
    excluded: () => false,
    images: [],
  };
}

function refuseUnmatchedImages({ unmatchedImages }: Tree, input = "--image"): void {
  if (unmatchedImages.length === 0) return;
  throw new UsageError(
    unmatchedImages.map((name) => {
      const said = JSON.stringify(`${name}=…`);
      return `${input}: ${said}: no file under the paths uses the image ${JSON.stringify(name)}; write a name as the files have it, or the reference alone`;
    }),
  );
}

/** From the root: where a runner keeps a checkout tells nobody anything. */
function shownPath(root: string, name: string): string {
  const inside = name === root || name.startsWith(root + path.sep);
  return inside ? path.relative(root, name).split(path.sep).join("/") || "." : name;
}

/** Why there is nothing to judge, if so; a gate that looked at nothing must not open. */
function emptinessOf(
  request: Request,
  tree: Tree,
): { reason: string; allowed: boolean } | undefined {
  const { counts, images, problems } = tree;
  if (counts.resources > 0 || images.length > 0 || problems.length > 0) return undefined;
  const where = request.paths.map((name) => shownPath(request.root, name)).join(", ");
  const found = `no Kubernetes object in the ${counts.files} YAML and JSON files under ${where}`;
  // In workflows these are inputs, on the command line arguments.
  const todo =
    request.imagesInput === undefined
      ? "; name other paths, or --allow-empty if that is right"
      : "; set `path`, or `allow-empty: true` if that is right";
  return {
    reason: request.allowEmpty ? found : `${found}${todo}`,
    allowed: request.allowEmpty,
  };
}
