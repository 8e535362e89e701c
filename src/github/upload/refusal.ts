import { GitHubApiError } from "../api-error.ts";
import { readOnlyCause, type TokenSource } from "../read-only.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Miss } from "./outcome.ts";

/** What of a run explains why GitHub does not let it upload. */
export type Refused = TokenSource & Pick<Surroundings, "server">;

const never = "set `upload: never` to leave it out";
const permission =
  "give the job `permissions: { contents: read, security-events: write }`, or " + never;

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
        how: "leave the input token as it is, or renew what it names",
        isExpected: false,
      };
    case "rate-limited":
      return {
        why: `GitHub takes no more requests for now${saying(error)}`,
        how: "run the job again later, or less often",
        isExpected: false,
      };
    case "rejected":
      return rejected(error);
    case "unavailable":
    case "timed-out":
    case "bad-response":
    case "redirected":
    case "too-large":
      return {
        why: error.message,
        how: "run the job again once GitHub can be reached",
        isExpected: false,
      };
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
      why: `code scanning is off for this repository${saying(error)}`,
      how: `turn it on in the repository's settings, which takes GitHub Code Security where it is private, or ${never}`,
      isExpected: true,
    };
  }
  return { why: `GitHub refuses it (403)${saying(error)}`, how: permission, isExpected: false };
}

function readOnly(run: Refused): Miss {
  const why = readOnlyCause(run);
  if (why === undefined) {
    const weak = "the token lacks the permission security-events: write";
    return { why: weak, how: permission, isExpected: true };
  }
  const how =
    "to have it there, upload the file of the output sarif-file from a workflow_run job by github/codeql-action/upload-sarif";
  return { why, how, isExpected: true };
}

/** GitHub says the same of what is not there and of what the token may not see. */
function notFound({ server }: Refused): Miss {
  const isGitHub = /^https:\/\/(?:github\.com|[^/]+\.ghe\.com)$/i.test(server);
  return isGitHub
    ? {
        why: "GitHub knows no code scanning here, or the token may not see it (404)",
        how: permission,
        isExpected: true,
      }
    : {
        why: "this GitHub server has no code scanning for the repository, or the token may not see it (404)",
        how: `have GitHub Code Security turned on, or ${never}`,
        isExpected: true,
      };
}

function rejected(error: GitHubApiError): Miss {
  const said = error.said ?? "";
  if (error.status === 413) {
    return {
      why: "the log is too large for GitHub (413)",
      how: "judge fewer files at once, each part with a category of its own",
      isExpected: false,
    };
  }
  if (/commit not found|ref .*not found/i.test(said)) {
    return {
      why: `GitHub does not know the commit or the ref${saying(error)}`,
      how: "check out the commit of the run; one that was made in the job or forced away cannot be uploaded for",
      isExpected: false,
    };
  }
  return {
    why: `GitHub does not take the log (${error.status ?? "no status"})${saying(error)}`,
    how: "report this as a bug of Portcullis with the file of the output sarif-file",
    isExpected: false,
  };
}

function saying({ said }: GitHubApiError): string {
  return said === undefined ? "" : `, saying ${JSON.stringify(said)}`;
}
