import { writeFileSync } from "node:fs";
import path from "node:path";
import { allRules } from "../checks/index.ts";
import { policyContext } from "../checks/policy-context.ts";
import { messageOf, UsageError } from "../errors.ts";
import { judge, type Outcome, type Request } from "../pipeline.ts";
import { forEvent } from "../policy/events.ts";
import { loadPolicy } from "../policy/load.ts";
import type { Policy } from "../policy/policy.ts";
import { render } from "../report/format.ts";
import { truncationNotices } from "../sarif/limits.ts";
import { exitStatuses } from "../verdict.ts";
import { type CheckArguments, parseCheckArguments, type Target } from "./arguments.ts";
import { commitsAsked } from "./commits.ts";
import type { Console } from "./console.ts";
import { rootOf } from "./root.ts";

/** `portcullis check`: judges the paths, writes the reports, and returns the exit status (0, 1 or 2). */
export async function check(words: readonly string[], console: Console): Promise<number> {
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
    today: new Date().toISOString().slice(0, 10),
  });
  for (const target of wanted.targets) write(target, outcome, console);
  if (wanted.targets.some(({ format }) => format === "sarif")) {
    for (const notice of truncationNotices(outcome.report)) console.warn(notice);
  }
  return exitStatuses[outcome.report.verdict];
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
    throw new UsageError("--range: it is of no use without the check commits");
  }
  return { commits: await commitsAsked({ root, range, policy, policyOrigin }) };
}

function write({ format, file }: Target, outcome: Outcome, console: Console): void {
  const color = file === undefined && console.color;
  const text = render(format, outcome, {
    color,
    ...(console.width === undefined ? {} : { width: console.width }),
    rules: allRules,
    category: "portcullis",
  });
  if (file === undefined) {
    console.out(text);
    return;
  }
  try {
    writeFileSync(path.resolve(console.workingDirectory, file), text);
  } catch (error) {
    throw new UsageError(
      `--output: ${JSON.stringify(file)} cannot be written: ${messageOf(error)}`,
      { cause: error },
    );
  }
}
