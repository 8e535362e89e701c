import { shortened, visibleText } from "../../report/visible-text.ts";
import { GitHubApiError } from "../api-error.ts";
import { readOnlyCause, type TokenSource } from "../read-only.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Miss } from "./outcome.ts";

/** What of a run explains why GitHub does not let it upload. */
export type Refused = TokenSource & Pick<Surroundings, "server" | "api">;

const never = "set `upload: never`";
const permission = `add it to the job's permissions, or ${never}`;

/** Why nobody knows whether GitHub took an upload, as a clause; nothing where it surely did not. */
export function doubtIn({ code, status = 0 }: GitHubApiError): string | undefined {
  if (code === "too-large") return "GitHub's answer is longer than any";
  const isTaken = code === "bad-response" && status >= 200 && status < 300;
  return isTaken ? `GitHub's answer (${status}) is not JSON` : undefined;
}

/** What a failed upload means to the reader: who cannot upload is told apart from what went wrong. */
export function refusalOf(error: GitHubApiError, run: Refused): Miss {
  switch (error.code) {
    case "forbidden":
      return forbidden(error, run);
    case "not-found":
      return notFound(run);
    case "unauthorized":
      return {
        why: "GitHub does not accept the token (401)",
        how: "leave the input `token` out, or renew what it names",
        isExpected: false,
      };
    case "rate-limited":
      return {
        why: `GitHub takes no more requests for now${saying(error)}`,
        how: "run the job again later",
        isExpected: false,
      };
    case "rejected":
      return rejected(error);
    case "redirected":
      return {
        why: error.message,
        how: `look for a proxy in between, and at GITHUB_API_URL (${run.api})`,
        isExpected: false,
      };
    case "unavailable":
    case "timed-out":
    case "bad-response":
    case "too-large":
      return { why: error.message, how: "run the job again", isExpected: false };
  }
}

/** The texts are GitHub's; codeql-action tells these cases apart by the same ones. */
function forbidden(error: GitHubApiError, run: Refused): Miss {
  const said = error.said ?? "";
  if (/not accessible by (?:integration|personal access token)/i.test(said)) return readOnly(run);
  if (/archived/i.test(said)) {
    return { why: "this repository is archived", how: never, isExpected: true };
  }
  if (/(?:code security|advanced security|code scanning)\b.*\benabled/i.test(said)) {
    return {
      why: "code scanning is off for this repository",
      how: `turn it on in its settings (GitHub Code Security where it is private), or ${never}`,
      isExpected: true,
    };
  }
  return {
    why: `GitHub refuses it (403)${saying(error)}`,
    how: "see whether the job has `security-events: write`",
    isExpected: false,
  };
}

function readOnly(run: Refused): Miss {
  const why = readOnlyCause(run);
  if (why === undefined) {
    const weak = "the token lacks `security-events: write`";
    return { why: weak, how: permission, isExpected: true };
  }
  return { why, how: "upload that by upload-sarif in a workflow_run job", isExpected: true };
}

/** GitHub says the same of what is not there and of what the token may not see. */
function notFound({ server }: Refused): Miss {
  const isGitHub = /^https:\/\/(?:github\.com|[^/]+\.ghe\.com)$/i.test(server);
  return isGitHub
    ? {
        why: "GitHub has no code scanning here, or the token may not see it (404)",
        how: "leave the input `token` out",
        isExpected: true,
      }
    : {
        why: "this server has no code scanning here, or the token may not see it (404)",
        how: `have GitHub Code Security turned on, or ${never}`,
        isExpected: true,
      };
}

function rejected(error: GitHubApiError): Miss {
  const said = error.said ?? "";
  if (error.status === 413) {
    return {
      why: "the log is too large for GitHub (413)",
      how: "judge fewer files at once, each part with its own `category`",
      isExpected: false,
    };
  }
  if (/commit not found|ref .*not found/i.test(said)) {
    return {
      why: `GitHub does not know the commit or the ref${saying(error)}`,
      how: "check out a commit that is on GitHub",
      isExpected: false,
    };
  }
  return {
    why: `GitHub does not take the log (${error.status ?? "no status"})${saying(error)}`,
    how: "run the job again; where that does not help, open an issue with that file",
    isExpected: false,
  };
}

function saying({ said }: GitHubApiError): string {
  if (said === undefined) return "";
  return `, saying ${JSON.stringify(shortened(visibleText(said), { word: 60, total: 160 }))}`;
}
