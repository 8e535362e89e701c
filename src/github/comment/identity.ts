import { GitHubApiError } from "../api-error.ts";
import { gitHubApi, type ApiOptions } from "../api.ts";
import { valueAt } from "../payload-value.ts";

/** An author of comments as the REST API names it. */
export interface Identity {
  /** Those of apps end with `[bot]`. */
  readonly login: string;
  readonly type: "Bot" | "User";
}

/** Whom the token of a job comments as. */
export const actionsBot: Identity = { login: "github-actions[bot]", type: "Bot" };

/** Tokens of apps, and so those of jobs, begin with this. */
const installationToken = /^ghs_/;

/**
 * Whom a token comments as. REST tells no app its own name, GraphQL does; where that brings no answer,
 * it is taken to be the job's own token, so that at worst a comment is not found again.
 */
export async function identityOf(
  graphql: string | undefined,
  options: Omit<ApiOptions, "baseUrl">,
): Promise<Identity> {
  const { token = "" } = options;
  const base = /^(?<base>.+)\/graphql$/.exec(graphql ?? "")?.groups?.["base"];
  if (base === undefined) return actionsBot;
  const api = gitHubApi({ ...options, baseUrl: base });
  try {
    const { body } = await api.request({
      method: "POST",
      path: "/graphql",
      body: { query: "{ viewer { login } }" },
      // It changes nothing.
      isRepeatable: true,
    });
    const login = valueAt(body, "data", "viewer", "login");
    return typeof login === "string" && login !== "" ? named(login, token) : actionsBot;
  } catch (error) {
    if (error instanceof GitHubApiError) return actionsBot;
    throw error;
  } finally {
    api.close();
  }
}

/** GraphQL names apps with and without the suffix, and a user may have the name of an app. */
function named(login: string, token: string): Identity {
  const isApp = login.endsWith("[bot]") || installationToken.test(token);
  if (!isApp) return { login, type: "User" };
  return { login: `${login.replace(/\[bot\]$/, "")}[bot]`, type: "Bot" };
}
