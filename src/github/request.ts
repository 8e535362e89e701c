import { existsSync, realpathSync } from "node:fs";
import { join, relative, resolve, sep, isAbsolute } from "node:path";
import { policyContext } from "../checks/policy-context.ts";
import { trustOnDisk } from "../checks/commits/trust-on-disk.ts";
import { rootOf } from "../root.ts";
import { UsageError } from "../errors.ts";
import { SourceFile } from "../kubernetes/source-file.ts";
import type { Request } from "../request.ts";
import { defaultPolicy } from "../policy/default.ts";
import { forEvent } from "../policy/events.ts";
import { loadPolicy } from "../policy/load.ts";
import { withFilePaths } from "../policy/named-files.ts";
import type { Policy } from "../policy/policy.ts";
import { readPolicy } from "../policy/read.ts";
import type { Repository } from "./base-files.ts";
import { actionsStorage } from "./actions-keep.ts";
import { refuseOtherCheckout } from "./change-checkout.ts";
import { baseOf } from "./base.ts";
import { commitsOf, type CommitsQuestion } from "./commits.ts";
import { writeTexts } from "./files.ts";
import type { Inputs } from "./inputs.ts";
import { runIdentity } from "./run-identity.ts";
import { stepProgress } from "./step-progress.ts";
import type { Surroundings } from "./surroundings.ts";
import { tighten } from "./tighten.ts";
import { followChain, type Chain } from "./trust-chain.ts";
import { sinceCommit, type TrustPoint } from "./trust-point.ts";
import { trustPointOf } from "./trust-points.ts";
import { policyAtBase, type TrustedPolicy } from "./trusted-policy.ts";

/** What is to be judged and by which policy; files of the base branch are put into `folder`. */
export async function requestOf(
  inputs: Inputs,
  surroundings: Surroundings,
  folder: string,
): Promise<Request> {
  const now = new Date();
  const paths = pathsOf(inputs, surroundings);
  const root = rootIn(paths, surroundings.workspace);
  const { trusted, steps, since, repository } = await trustFor(inputs, surroundings, root);
  const { notices, gate, ...tightened } = tighten(inputs, trusted.policy, surroundings.event);
  await refuseOtherCheckout({ paths, checks: tightened.checks, surroundings });
  return {
    root,
    paths,
    policy: withReplaced(trusted, folder),
    policyOrigin: trusted.origin,
    ...tightened,
    images: inputs.images,
    imagesInput: "images",
    allowEmpty: inputs.allowEmpty,
    offline: inputs.offline,
    everyCheck: true,
    shard: inputs.shard,
    sbom: sbomFor(inputs, surroundings),
    storage: actionsStorage({ folder, offline: inputs.offline }),
    progress: stepProgress(),
    now,
    run: runIdentity(surroundings, now),
    notices: [...trusted.notices, ...notices],
    ...(inputs.onlyNew
      ? { comparison: { base: await baseOf(surroundings, repository), gate } }
      : {}),
    ...(await commitsFor(
      { inputs, surroundings, repository, trusted, steps, since },
      tightened.checks,
    )),
  };
}

/** The folder of an input is relative to the workspace, as `path` is. */
function sbomFor({ sbom }: Inputs, { workspace }: Surroundings): Request["sbom"] {
  return sbom.map(({ format, folder }) => ({ format, folder: resolve(workspace, folder) }));
}

function pathsOf({ paths }: Inputs, { workspace }: Surroundings): string[] {
  const wanted = paths.length === 0 ? ["."] : paths;
  const outside = wanted.filter((path) => {
    const absolute = resolve(workspace, path);
    return existsSync(absolute) && pathIn(workspace, realpathSync(absolute)) === undefined;
  });
  if (outside.length > 0) {
    throw new UsageError(
      outside.map(
        (path) => `path: ${JSON.stringify(path)} lies outside of the workspace ${workspace}`,
      ),
    );
  }
  return wanted.map((path) => resolve(workspace, path));
}

/** The workspace where it is the checkout, else the checkout around the first path, as with two of them. */
function rootIn(paths: readonly string[], workspace: string): string {
  if (existsSync(join(workspace, ".git"))) return workspace;
  const root = rootOf(paths, workspace);
  return pathIn(workspace, root) === undefined ? workspace : root;
}

/** Git is not even looked for where nobody wants to know about commits. */
async function commitsFor(
  question: CommitsQuestion,
  checks: Request["checks"],
): Promise<Pick<Request, "commits">> {
  if (checks !== undefined && !checks.includes("commits")) return {};
  return { commits: await commitsOf(question) };
}

interface Trust extends Chain {
  readonly repository: Repository;
}

async function trustFor(inputs: Inputs, surroundings: Surroundings, root: string): Promise<Trust> {
  const { event, server, workspace, workflowPath } = surroundings;
  const { policy, token, offline } = inputs;
  const named = policy === undefined ? undefined : policyPathOf(policy, workspace, root);
  const repository = { root, server, name: surroundings.repository, token, offline };
  const policyAt = (base: TrustPoint): Promise<TrustedPolicy> =>
    policyAtBase({
      repository,
      base,
      event,
      named,
      workflowPath,
      parse: (text, path) => parse(text, path, event.name),
      otherwise: forEvent(defaultPolicy(), event.name),
    });
  const point = await trustPointOf(inputs, surroundings, repository);
  if (point === undefined) {
    const file = named === undefined ? undefined : join(root, named);
    return { trusted: checkedOut(root, file, surroundings), steps: [], repository };
  }
  const trusted = await policyAt(point);
  const since = trusted.policy.commits?.sinceCommit;
  if (point.isAnchored || since === undefined) return { trusted, steps: [], repository };
  const chain = await followChain({
    repository,
    since,
    until: surroundings.event.head,
    policyAt: (commit) => policyAt(sinceCommit({ branch: point.branch, commit })),
  });
  return { ...chain, repository };
}

/** Without a word about the repository's branches there is nothing better than what is checked out. */
function checkedOut(
  root: string,
  file: string | undefined,
  { event, workspace }: Surroundings,
): TrustedPolicy {
  const policy = forEvent(loadPolicy(root, file, workspace, policyContext), event.name);
  const origin = "the checked-out commit";
  const trust = trustOnDisk(policy, root, origin);
  return { policy, origin, notices: [], replaced: new Map(), trust, changed: [] };
}

function policyPathOf(named: string, workspace: string, root: string): string {
  const path = pathIn(root, resolve(workspace, named));
  if (path !== undefined && path !== "") return path;
  throw new UsageError(`policy: ${JSON.stringify(named)} is not a file in the checkout ${root}`);
}

function parse(bytes: Buffer, path: string, eventName: string): Policy {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(`${path}: is not UTF-8 text; save it as UTF-8`, { cause });
  }
  return forEvent(readPolicy(new SourceFile(path, text), policyContext), eventName);
}

/** The policy with the base's version of what the change edits. */
function withReplaced({ policy, replaced }: TrustedPolicy, folder: string): Policy {
  if (replaced.size === 0) return policy;
  const files = writeTexts(join(folder, "base"), replaced);
  return withFilePaths(policy, (path) => files.get(path) ?? path);
}

/** The path from a folder to what lies in it, with `/`; nothing where it lies outside. */
function pathIn(folder: string, absolute: string): string | undefined {
  const path = relative(folder, absolute);
  if (path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined;
  return path.replaceAll(sep, "/");
}
