import path from "node:path";
import { reportOf } from "./assemble.ts";
import type { Subject } from "./checks/check.ts";
import type { CommitsSubject } from "./checks/commits/subject.ts";
import { checkNamed } from "./checks/index.ts";
import { constraintKinds, constraintsAmong } from "./checks/registries/gatekeeper/constraint.ts";
import { type CheckRun, runChecks } from "./checks/run.ts";
import { UsageError } from "./errors.ts";
import { settle } from "./findings/settle.ts";
import type { ImageArgument } from "./kubernetes/image-use.ts";
import { readTree, type TreeRequest } from "./kubernetes/read-tree.ts";
import type { SourceFile } from "./kubernetes/source-file.ts";
import type { Tree } from "./kubernetes/tree.ts";
import { checkNames, type CheckName } from "./model/check.ts";
import type { Report } from "./model/report.ts";
import type { FailLine } from "./model/severity.ts";
import { anyGlob } from "./policy/glob.ts";
import { policyPath } from "./policy/load.ts";
import type { PodSecurityTarget, Policy } from "./policy/policy.ts";

/** What the caller asks for: the inputs of the Action or the words of the command line, validated. */
export interface Request {
  /** The absolute path of the repository's root; every path in the report is relative to it. */
  readonly root: string;
  /** Absolute, or relative to the working directory. */
  readonly paths: readonly string[];
  readonly policy: Policy;
  /** Where the policy came from, for the report. */
  readonly policyOrigin: string | undefined;
  /** The checks named by the caller; `undefined` leaves the choice to us. */
  readonly checks: readonly CheckName[] | undefined;
  readonly images: readonly ImageArgument[];
  readonly podSecurity: PodSecurityTarget | undefined;
  readonly failOn: FailLine | undefined;
  readonly allowEmpty: boolean;
  /** The commits to judge; without a word there are none. */
  readonly commits?: CommitsSubject;
  /** Contact nothing. */
  readonly offline?: boolean;
  /** Whether checks that the policy says nothing to run as well, to be shown as skipped. */
  readonly everyCheck?: boolean;
  /** The day on which waivers expire or not, YYYY-MM-DD. */
  readonly today: string;
  /** Sentences for the report from whoever prepared the request. */
  readonly notices?: readonly string[];
}

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
  const tree = readTree({ ...request, excluded: anyGlob(request.policy.exclude) });
  refuseUnmatchedImages(tree);
  const subject = subjectOf(request, tree);
  const runs = await runChecks(checksOf(request), subject, emptinessOf(request, tree));
  const findings = runs.flatMap((run) => run.findings);
  const settled = settle(findings, request.policy, request.today, rulesOf(runs));
  return { report: reportOf(request, tree, runs, settled), sources: tree.files };
}

/** The checks that the caller names, else those that somebody has something to say to. */
function checksOf({ checks, policy, everyCheck = false }: Request): readonly CheckName[] {
  if (checks !== undefined || everyCheck) return checks ?? checkNames;
  const isAsked = policy.signatures !== undefined || policy.require.includes("signatures");
  return checkNames.filter((name) => name !== "signatures" || isAsked);
}

/** A waiver for a rule of a check that did not run is not unused. */
function rulesOf(runs: readonly CheckRun[]): string[] {
  return runs.flatMap(({ name }) => checkNamed(name).rules.map(({ id }) => id));
}

function subjectOf(request: Request, tree: Tree): Subject {
  const { policy } = request;
  return {
    tree,
    policy,
    constraints: [...tree.resources, ...constraintsOf(request)],
    podSecurity: request.podSecurity ?? policy.manifests.podSecurity,
    root: request.root,
    offline: request.offline ?? false,
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
  const inside = file.startsWith(root + path.sep);
  const shown = inside ? path.relative(root, file).split(path.sep).join("/") : file;
  return `${shown}: holds no constraint that is evaluated here; valid: ${constraintKinds.join(", ")} of constraints.gatekeeper.sh`;
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

function refuseUnmatchedImages({ unmatchedImages }: Tree): void {
  if (unmatchedImages.length === 0) return;
  throw new UsageError(
    unmatchedImages.map(
      (name) => `--image ${name}=…: no file under the paths uses the image ${JSON.stringify(name)}`,
    ),
  );
}

/** Why there is nothing to judge, if so; a gate that looked at nothing must not open. */
function emptinessOf(
  request: Request,
  tree: Tree,
): { reason: string; allowed: boolean } | undefined {
  const { counts, images, problems } = tree;
  if (counts.resources > 0 || images.length > 0 || problems.length > 0) return undefined;
  const where = request.paths.join(", ");
  return {
    reason: `no Kubernetes object in the ${counts.files} YAML and JSON files under ${where}`,
    allowed: request.allowEmpty,
  };
}
