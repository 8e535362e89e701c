import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { TestRepository, type Content } from "../git/repository.ts";
import type { LocalGitHub } from "./local-github.ts";
import { runStepAsync, temporaryFolder, type StepOptions, type StepResult } from "./runner.ts";

/** The token that the local GitHub of these tests lets in. */
export const jobToken = "ghs_s3cr3tT0k3n";

/** What a job has checked out, and the commit. */
export interface Checkout {
  readonly workspace: string;
  readonly commit: string;
}

/** A checkout of one commit with these files, and a GITHUB_SERVER_URL where Git finds it as `acme/shop`. */
export function checkoutOf(
  files: Readonly<Record<string, Content>>,
): Checkout & { readonly server: string } {
  const server = temporaryFolder();
  const repository = new TestRepository(join(server, "acme", "shop"));
  const commit = repository.commit(files);
  return { commit, workspace: repository.folder, server: `file://${server}` };
}

export type JobStep = Partial<StepOptions>;

/**
 * Runs the built action on a push to main of a checkout, with the local GitHub as its API. It looks at
 * the manifests alone and does not wait for the processing, which takes five seconds at least, unless
 * told otherwise.
 */
export function stepOf(
  github: LocalGitHub,
  { workspace, commit }: Checkout,
  { inputs, environment, ...step }: JobStep = {},
): Promise<StepResult> {
  return runStepAsync({
    workspace,
    event: "push",
    ...step,
    inputs: { checks: "manifests", "wait-for-processing": "false", token: jobToken, ...inputs },
    environment: {
      GITHUB_API_URL: github.url,
      GITHUB_REF: "refs/heads/main",
      GITHUB_SHA: commit,
      ...environment,
    },
  });
}

/** The messages of the commands of one level: `error`, `warning` or `notice`. */
export function said({ commands }: StepResult, level: string): string[] {
  return commands.filter(({ name }) => name === level).map(({ message }) => message);
}

/** The first Node of that major version on PATH; nothing where there is none. */
export function nodeOfVersion(major: number): string | undefined {
  const candidates = [
    process.execPath,
    ...(process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "node")),
  ];
  return candidates.find((node) => {
    const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
    return typeof stdout === "string" && stdout.startsWith(`v${major}.`);
  });
}
