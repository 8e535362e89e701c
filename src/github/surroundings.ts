import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { messageOf, UsageError } from "../errors.ts";
import { payloadIfAny, readEvent, type Event } from "./event.ts";

/** What the runner says about the run. */
export interface Surroundings {
  readonly workspace: string;
  readonly temporary: string;
  readonly server: string;
  /** `owner/name` */
  readonly repository: string;
  readonly event: Event;
  /** The event as the runner hands it over. */
  readonly payload: unknown;
  /** GITHUB_SHA. */
  readonly commit: string;
  /** GITHUB_REF; empty where the runner sets none. */
  readonly ref: string;
  /** GITHUB_API_URL. */
  readonly api: string;
  /** GITHUB_GRAPHQL_URL. */
  readonly graphql: string | undefined;
  /** GITHUB_ACTOR: whoever made the event happen. */
  readonly actor: string;
  /** GITHUB_RUN_ID. */
  readonly runId: string | undefined;
  /** The workflow file that runs, from the repository's root; none where another repository has it. */
  readonly workflowPath: string | undefined;
}

/** Reads the runner's variables once. Throws UsageError with every one that is missing or malformed. */
export function readSurroundings(): Surroundings {
  const { env } = process;
  const mistakes: string[] = [];
  const need = (name: string, shape: RegExp): string => {
    const value = env[name] ?? "";
    if (!shape.test(value))
      mistakes.push(`${name}: ${JSON.stringify(value)} is not what a runner sets`);
    return value;
  };
  const found = {
    workspace: need("GITHUB_WORKSPACE", /./),
    server: need("GITHUB_SERVER_URL", /^\w+:\/\//),
    repository: need("GITHUB_REPOSITORY", /^(?!.*\.\.)[\w.-]+\/[\w.-]+$/),
    name: need("GITHUB_EVENT_NAME", /^[a-z_]+$/),
    commit: need("GITHUB_SHA", /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  };
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return {
    workspace: realWorkspace(found.workspace),
    temporary: env["RUNNER_TEMP"] ?? tmpdir(),
    server: found.server.replace(/\/+$/, ""),
    repository: found.repository,
    commit: found.commit,
    ref: env["GITHUB_REF"] ?? "",
    api: env["GITHUB_API_URL"] ?? "https://api.github.com",
    graphql: env["GITHUB_GRAPHQL_URL"],
    actor: env["GITHUB_ACTOR"] ?? "",
    runId: /^\d{1,20}$/.exec(env["GITHUB_RUN_ID"] ?? "")?.[0],
    payload: payloadIfAny({ ...found, payloadPath: env["GITHUB_EVENT_PATH"] }),
    event: readEvent({ ...found, payloadPath: env["GITHUB_EVENT_PATH"] }),
    workflowPath: workflowPathOf(env["GITHUB_WORKFLOW_REF"] ?? "", found.repository),
  };
}

function realWorkspace(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (cause) {
    throw new UsageError(`GITHUB_WORKSPACE: ${messageOf(cause)}`, { cause });
  }
}

/** `owner/name/.github/workflows/gate.yml@refs/heads/main` */
function workflowPathOf(reference: string, repository: string): string | undefined {
  if (!reference.startsWith(`${repository}/`)) return undefined;
  const path = reference.slice(repository.length + 1).split("@", 1)[0] ?? "";
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) ? path : undefined;
}
