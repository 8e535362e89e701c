import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { resolveCommit } from "../git/range.ts";
import { submoduleAt } from "../git/submodule.ts";
import type { CheckName } from "../model/check.ts";
import { standingOf, type Standing } from "./checkout-standing.ts";
import type { Surroundings } from "./surroundings.ts";

/** What decides whether the files are those of the change. */
export interface CheckoutQuestion {
  /** The absolute paths whose files are judged. */
  readonly paths: readonly string[];
  readonly checks: readonly CheckName[] | undefined;
  readonly surroundings: Pick<
    Surroundings,
    "event" | "commit" | "payload" | "repository" | "workspace"
  >;
}

/**
 * Where a change is to be merged, every judged path has to lie in a checkout of its merge, of its head,
 * or of a commit that has the head in its history: else another state would be judged in its place,
 * as with a `ref` of actions/checkout that names the base branch. Throws UsageError, also where that
 * cannot be told. The check `commits` looks at no file.
 */
export async function refuseOtherCheckout(question: CheckoutQuestion): Promise<void> {
  const { paths, checks, surroundings } = question;
  const looksAtFiles = checks === undefined || checks.some((name) => name !== "commits");
  if (surroundings.event.base === undefined || !looksAtFiles) return;
  const folders = new Set<string>();
  for (const path of paths) folders.add(await checkoutAround(path, surroundings.workspace));
  for (const folder of folders) await refuseOther(folder, surroundings);
}

/** The checkout that a path belongs to; a submodule that is as its repository wants it belongs to that. */
async function checkoutAround(path: string, workspace: string): Promise<string> {
  const folder = nearestCheckout(existsSync(path) ? realpathSync(path) : path, workspace);
  if (folder === undefined) throw new UsageError(withoutCheckout(path, workspace));
  const outer = folder === workspace ? undefined : nearestCheckout(dirname(folder), workspace);
  if (outer === undefined) return folder;
  const place = relative(outer, folder).split(sep).join("/");
  const wanted = await tellable(outer, () => submoduleAt(outer, place));
  const found = await tellable(folder, () => resolveCommit(folder, "HEAD"));
  return wanted !== undefined && wanted === found ? checkoutAround(outer, workspace) : folder;
}

function nearestCheckout(path: string, workspace: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === workspace || dirname(folder) === folder) return undefined;
  }
}

async function refuseOther(
  folder: string,
  surroundings: CheckoutQuestion["surroundings"],
): Promise<void> {
  const found = await tellable(folder, () => resolveCommit(folder, "HEAD"));
  if (found === undefined) {
    throw new UsageError(undecidable(folder, "there is no commit at its HEAD"));
  }
  const standing = await tellable(folder, () => standingOf(folder, found, surroundings));
  if (standing !== "other" && standing !== "unknown") return;
  throw new UsageError(mismatch(folder, found, standing, surroundings));
}

/** A checkout that git cannot read is no reason to believe it. */
async function tellable<T>(folder: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new UsageError(undecidable(folder, messageOf(cause).replace(/\.$/, "")), { cause });
  }
}

function undecidable(folder: string, why: string): string {
  return `Nobody can tell whether the checkout ${folder} has this change: ${why}. Check out by actions/checkout.`;
}

function withoutCheckout(path: string, workspace: string): string {
  const shown = JSON.stringify(relative(workspace, path) || ".");
  return `path: ${shown} lies in no git checkout, so nobody can tell whether its files are those of this change: use actions/checkout before this step, and name its folder by \`path\`.`;
}

function mismatch(
  folder: string,
  found: string,
  standing: Extract<Standing, "other" | "unknown">,
  { event, commit, workspace }: CheckoutQuestion["surroundings"],
): string {
  const where = relative(workspace, folder);
  const place = where === "" ? "The checkout" : `The checkout ${JSON.stringify(where)}`;
  const isTarget = event.name === "pull_request_target";
  const isBase = found === event.base?.commit || (isTarget && found === commit);
  const what = isBase ? `the base branch ${event.base?.branch}` : "another commit";
  // Only for pull_request does GITHUB_SHA name the merge.
  const merge = event.name === "pull_request" ? `merge ${commit.slice(0, 10)}` : "merge";
  const wanted = `not this change's ${merge} or its head ${event.head.slice(0, 10)}`;
  const isSure = standing === "other" || isBase;
  const fault = isSure
    ? "so no file of the change would be judged"
    : "and its history here ends before it could tell more";
  return `${place} is ${what} (${found.slice(0, 10)}), ${wanted}, ${fault}: ${remedyFor(isTarget, isSure)}.`;
}

function remedyFor(isTarget: boolean, isSure: boolean): string {
  const remedy = isTarget
    ? "run on pull_request, or let actions/checkout have `ref: ${{ github.event.pull_request.head.sha }}` and run nothing of it"
    : "leave `ref` and `repository` of actions/checkout out";
  return isSure ? remedy : `${remedy}; for a commit upon the head, set \`fetch-depth: 0\``;
}
