import { apiPath, type GitHubApi } from "../api.ts";
import { valueAt } from "../payload-value.ts";
import { numberIn } from "../pull-request.ts";
import type { Identity } from "./identity.ts";

/** A pull request as the API's paths name it. */
export interface Thread {
  readonly owner: string;
  readonly name: string;
  readonly number: number;
}

/** The comment of an earlier run; `unsearched` where there are too many to look through. */
export type FoundComment = number | "none" | "unsearched";

const perPage = 100;
const mostPages = 30;

/**
 * The oldest comment on a pull request that begins with our marker and that we wrote ourselves: anybody
 * may write the marker, and a token that may edit one comment may edit them all.
 */
export async function findOwnComment(
  api: GitHubApi,
  { owner, name, number }: Thread,
  { marker, identity }: { readonly marker: string; readonly identity: Identity },
): Promise<FoundComment> {
  const path = apiPath`/repos/${owner}/${name}/issues/${number}/comments`;
  for (let page = 1; page <= mostPages; page++) {
    const query = { per_page: perPage, page };
    const { body, hasNextPage } = await api.request({ method: "GET", path, query });
    const comments = Array.isArray(body) ? (body as readonly unknown[]) : [];
    const own = comments.find((comment) => isOwn(comment, marker, identity));
    const id = numberIn(valueAt(own, "id"));
    if (id !== undefined) return id;
    if (!hasNextPage) return "none";
  }
  return "unsearched";
}

function isOwn(comment: unknown, marker: string, { login, type }: Identity): boolean {
  const text = valueAt(comment, "body");
  if (typeof text !== "string" || text.split(/\r?\n/, 1)[0] !== marker) return false;
  if (valueAt(comment, "user", "login") !== login) return false;
  if (valueAt(comment, "user", "type") !== type) return false;
  const app = valueAt(comment, "performed_via_github_app", "slug");
  return type === "User" || typeof app !== "string" || `${app}[bot]` === login;
}
