import { jobToken } from "../github/job.ts";
import type { Fault } from "../github/github-faults.ts";
import { LocalCodeScanning, type TakenUpload } from "../github/local-github-code-scanning.ts";
import { LocalComments, type LocalComment } from "../github/local-github-comments.ts";
import { LocalGitHub, type ReceivedRequest } from "../github/local-github.ts";
import { runStepAsync, type StepResult } from "../github/runner.ts";
import type { Scene } from "./example-scene.ts";

/** A run of the built action, and what GitHub has of it. */
export interface ExampleRun {
  readonly result: StepResult;
  readonly uploads: readonly TakenUpload[];
  readonly comments: readonly LocalComment[];
  readonly requests: readonly ReceivedRequest[];
}

/** What GitHub says to a token that may only read. */
const mayOnlyRead: Fault = {
  kind: "raw",
  status: 403,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    message: "Resource not accessible by integration",
    documentation_url: "https://docs.github.com/rest",
    status: "403",
  }),
};
const writes = ["code-scanning/upload-sarif", "issues/create-comment", "issues/update-comment"];

/**
 * Runs the built action in a scene with the inputs of an example's step, on a GitHub that has the
 * scene's commit under its ref and nothing else. Throws when a request was not as GitHub describes them,
 * and when the step ended without a verdict of any kind.
 */
export async function runIn(
  scene: Scene,
  inputs: Readonly<Record<string, string>>,
): Promise<ExampleRun> {
  const { workspace, run, commit, ref } = scene;
  const github = await LocalGitHub.start({ token: jobToken });
  const known = { commits: new Set([commit]), refs: new Set([ref]) };
  const { uploads } = new LocalCodeScanning(github, known);
  const { comments } = new LocalComments(github);
  if (scene.mayOnlyRead) for (const write of writes) github.fault(write, mayOnlyRead);
  const result = await runStepAsync({
    workspace,
    ...run,
    inputs: { token: jobToken, ...inputs },
    environment: { GITHUB_API_URL: github.url, ...run.environment },
  }).finally(() => github.stop());
  if (result.outputs["verdict"] === undefined) throw new Error(`no verdict at all:\n${result.log}`);
  return { result, uploads, comments, requests: github.requests };
}
