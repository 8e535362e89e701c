import { says, type GivenAnswer } from "./github-faults.ts";
import type { LocalGitHub, ReceivedRequest } from "./local-github.ts";

/** A comment as the tests care for it. */
export interface LocalComment {
  readonly id: number;
  readonly login: string;
  readonly type: "Bot" | "User";
  body: string;
}

const created = "2026-11-20T10:00:00Z";
const mostCharacters = 65_536;

/** The comments on pull requests of `acme/shop`, written by whoever has the token. */
export class LocalComments {
  readonly comments: LocalComment[] = [];
  readonly #viewer: Pick<LocalComment, "login" | "type">;

  constructor(
    github: LocalGitHub,
    viewer: Pick<LocalComment, "login" | "type"> = { login: "github-actions[bot]", type: "Bot" },
  ) {
    this.#viewer = viewer;
    github.answer("issues/list-comments", ({ query }) => this.#list(query));
    github.answer("issues/create-comment", (request) => this.#create(request));
    github.answer("issues/update-comment", (request) => this.#update(request));
  }

  /** Puts a comment there that was before the run. */
  add(login: string, type: LocalComment["type"], body: string): LocalComment {
    const comment = { id: 1_000 + this.comments.length, login, type, body };
    this.comments.push(comment);
    return comment;
  }

  #list(query: URLSearchParams): GivenAnswer {
    const size = Number(query.get("per_page") ?? 30);
    const start = (Number(query.get("page") ?? 1) - 1) * size;
    const next = '<https://api.github.com/next>; rel="next"';
    return {
      body: this.comments.slice(start, start + size).map(answerFor),
      ...(start + size < this.comments.length ? { headers: { link: next } } : {}),
    };
  }

  #create(request: ReceivedRequest): GivenAnswer {
    const body = textIn(request);
    if (body.length > mostCharacters) return tooLong;
    const { login, type } = this.#viewer;
    return { status: 201, body: answerFor(this.add(login, type, body)) };
  }

  /** Whoever may write comments may edit anybody's. */
  #update(request: ReceivedRequest): GivenAnswer | undefined {
    const found = this.comments.find(({ id }) => String(id) === request.path["comment_id"]);
    if (found === undefined) return undefined;
    const body = textIn(request);
    if (body.length > mostCharacters) return tooLong;
    found.body = body;
    return { body: answerFor(found) };
  }
}

const tooLong = says(422, "Validation Failed: body is too long (maximum is 65536 characters)");

function textIn({ body }: ReceivedRequest): string {
  return (body as { readonly body: string }).body;
}

/** The comment with everything that GitHub tells about it. */
function answerFor({ id, login, type, body }: LocalComment): unknown {
  const url = `https://api.github.com/repos/acme/shop/issues/comments/${id}`;
  return {
    id,
    node_id: `IC_${id}`,
    url,
    html_url: `https://github.com/acme/shop/pull/7#issuecomment-${id}`,
    issue_url: "https://api.github.com/repos/acme/shop/issues/7",
    created_at: created,
    updated_at: created,
    author_association: type === "Bot" ? "NONE" : "CONTRIBUTOR",
    body,
    user: userFor(login, type),
  };
}

function userFor(login: string, type: LocalComment["type"]): unknown {
  const name = encodeURIComponent(login);
  const url = `https://api.github.com/users/${name}`;
  return {
    login,
    id: 41_898_282,
    node_id: "MDM6Qm90NDE4OTgyODI=",
    avatar_url: "https://avatars.githubusercontent.com/in/15368?v=4",
    gravatar_id: "",
    url,
    html_url: `https://github.com/${name}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}
