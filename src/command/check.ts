import path from "node:path";
import { policyContext } from "../checks/policy-context.ts";
import { UsageError } from "../errors.ts";
import { judge } from "../pipeline.ts";
import { forEvent } from "../policy/events.ts";
import { loadPolicy } from "../policy/load.ts";
import type { Policy } from "../policy/policy.ts";
import type { Request } from "../request.ts";
import { exitStatuses } from "../verdict.ts";
import { type CheckArguments, parseCheckArguments } from "./arguments.ts";
import { comparisonAsked } from "./base.ts";
import { commitsAsked } from "./commits.ts";
import type { Console } from "./console.ts";
import { rootOf } from "../root.ts";
import { writeTargets } from "./targets.ts";
import { userStorage } from "./user-cache.ts";
import { keepYoungMemorySmall } from "../thrifty-memory.ts";

/** `portcullis check`: judges the paths, writes the reports, and returns the exit status (0, 1 or 2). */
export async function check(words: readonly string[], console: Console): Promise<number> {
  keepYoungMemorySmall();
  const wanted = parseCheckArguments(words);
  const paths = wanted.paths.length === 0 ? ["."] : wanted.paths;
  const root = rootOf(paths, console.workingDirectory);
  const policy = forEvent(
    loadPolicy(root, wanted.policy, console.workingDirectory, policyContext),
    undefined,
  );
  const policyOrigin = wanted.policy === undefined ? "the working tree" : "--policy";
  const outcome = await judge({
    ...wanted,
    root,
    paths: paths.map((named) => path.resolve(console.workingDirectory, named)),
    policy,
    policyOrigin,
    ...(await commitsFor(wanted, root, policy, policyOrigin)),
    ...(await comparisonAsked({ ...wanted, root, policy })),
    sbom: sbomFor(wanted, console.workingDirectory),
    storage: userStorage(),
    progress: console.progress,
    now: new Date(),
  });
  console.progress.end();
  await writeTargets(wanted.targets, outcome, console);
  return exitStatuses[outcome.report.verdict];
}

/** Folders on the command line are relative to where it is given. */
function sbomFor({ sbom }: CheckArguments, workingDirectory: string): Request["sbom"] {
  return sbom.map(({ format, folder }) => ({
    format,
    folder: path.resolve(workingDirectory, folder),
  }));
}

/** Git is not even looked for where nobody wants to know about commits. */
async function commitsFor(
  { checks, range }: CheckArguments,
  root: string,
  policy: Policy,
  policyOrigin: string,
): Promise<Pick<Request, "commits">> {
  if (checks !== undefined && !checks.includes("commits")) {
    if (range === undefined) return {};
    throw new UsageError("--range: it has no effect without the check commits");
  }
  return { commits: await commitsAsked({ root, range, policy, policyOrigin }) };
}
