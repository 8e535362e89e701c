import { existsSync } from "node:fs";
import { join } from "node:path";
import { GitError } from "../git/error.ts";
import { resolveCommit } from "../git/range.ts";
import { localRefs, remoteRefs, type Ref } from "../git/refs.ts";
import type { RemoteRepository } from "../git/remote.ts";
import type { Repository } from "./base-files.ts";

/** The repository on its server; none where nothing may be contacted. */
export function remoteOf({
  server,
  name,
  token,
  offline,
}: Repository): RemoteRepository | undefined {
  return offline ? undefined : { server, repository: name, token };
}

/** The checkout's folder; none where the job did not check out. */
export function checkoutOf({ root }: Pick<Repository, "root">): string | undefined {
  return existsSync(join(root, ".git")) ? root : undefined;
}

/** The commit at the tip of a branch: on the server, else as the checkout last saw it; nothing where neither says. */
export async function branchTip(
  repository: Repository,
  branch: string,
): Promise<string | undefined> {
  const remote = remoteOf(repository);
  if (remote !== undefined) {
    try {
      const refs = await remoteRefs(remote, [`refs/heads/${branch}`]);
      const [found] = refs;
      if (found !== undefined) return found.id;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
    }
  }
  const checkout = checkoutOf(repository);
  return checkout && resolveCommit(checkout, `refs/remotes/origin/${branch}`);
}

/** Every tag of the repository, from the server, else from the checkout. */
export async function allTags(repository: Repository): Promise<readonly Ref[]> {
  const remote = remoteOf(repository);
  if (remote !== undefined) {
    try {
      return await remoteRefs(remote, ["refs/tags/"]);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
    }
  }
  const checkout = checkoutOf(repository);
  return checkout === undefined ? [] : localRefs(checkout, ["refs/tags/"]);
}
