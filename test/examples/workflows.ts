import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const root = path.join(import.meta.dirname, "../..");

export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly "working-directory"?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The values of an axis by its name, or whole rows under `include`. */
export interface Matrix {
  readonly include?: readonly Readonly<Record<string, string>>[];
  readonly [axis: string]: readonly unknown[] | undefined;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Matrix };
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface WorkflowFile {
  readonly file: string;
  readonly text: string;
  readonly workflow: Workflow;
}

/** The workflows of a folder of this repository, by name. */
export function workflowsIn(folder: string): WorkflowFile[] {
  return readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(".yml"))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(root, folder, file), "utf8");
      return { file, text, workflow: parse(text) as Workflow };
    });
}

export interface ActionFile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

export const action = parse(readFileSync(path.join(root, "action.yml"), "utf8")) as ActionFile;

/** Every step of a workflow with the job that it is in. */
export function stepsOf(workflow: Workflow): { readonly job: Job; readonly step: Step }[] {
  return Object.values(workflow.jobs).flatMap((job) => job.steps.map((step) => ({ job, step })));
}

/** Whether a step is this action, as users write it. */
export function isOurs({ uses }: Step): boolean {
  return uses?.startsWith("portcullis-dev/portcullis@") === true;
}
