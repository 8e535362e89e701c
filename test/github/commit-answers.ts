/** GitHub's `verification` object of a commit. */
export interface Verification {
  readonly verified: boolean;
  readonly reason: string;
  readonly signature: string | null;
  readonly payload: string | null;
  readonly verified_at: string | null;
}

/** What GitHub says about a signature that it verified. */
export const verified: Verification = {
  verified: true,
  reason: "valid",
  signature: "-----BEGIN SSH SIGNATURE-----\n…",
  payload: "tree …",
  verified_at: "2026-11-20T10:00:00Z",
};

/** What GitHub says where it verified nothing. */
export function unverified(reason: string): Verification {
  return { verified: false, reason, signature: null, payload: null, verified_at: null };
}

const address = "https://api.github.com/repos/acme/shop/git";
const person = { name: "Ada", email: "ada@acme.example", date: "2026-11-20T09:00:00Z" };

/** The answer of `git/get-commit`. */
export function gitCommit(sha: string, verification: Verification): unknown {
  return {
    sha,
    node_id: "C_x",
    url: `${address}/commits/${sha}`,
    html_url: `https://github.com/acme/shop/commit/${sha}`,
    author: person,
    committer: person,
    message: "change",
    tree: { sha: "4".repeat(40), url: `${address}/trees/${"4".repeat(40)}` },
    parents: [],
    verification,
  };
}

/** An entry of `repos/list-commits`. */
export function listedCommit(sha: string, verification: Verification): unknown {
  const { node_id, url, html_url, author, committer, message, tree, parents } = gitCommit(
    sha,
    verification,
  ) as Record<string, unknown>;
  return {
    sha,
    node_id,
    url,
    html_url,
    comments_url: `${String(url)}/comments`,
    author: null,
    committer: null,
    parents,
    commit: { url, author, committer, message, tree, comment_count: 0, verification },
  };
}
