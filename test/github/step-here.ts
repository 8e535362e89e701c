import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jest } from "@jest/globals";
import type { InputName } from "../../src/github/input-names.ts";
import { failStep, runStep } from "../../src/github/step.ts";
import { commandsIn, outputsIn, temporaryFolder, type StepResult } from "./runner.ts";

export interface StepHereOptions {
  readonly workspace: string;
  readonly event: string;
  readonly commit: string;
  /** GITHUB_API_URL. */
  readonly api: string;
  readonly payload?: unknown;
  readonly inputs?: Partial<Record<InputName, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs the step from its source in this process, so that pauses take no time; the built action is run
 * by `runStep` of runner.ts.
 */
export async function stepHere(options: StepHereOptions): Promise<StepResult> {
  const temporary = temporaryFolder();
  const environment = { ...surroundings(options, temporary), ...options.environment };
  const before = { ...process.env };
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  Object.assign(process.env, environment);
  const exitCode = process.exitCode;
  process.exitCode = 1;
  try {
    await runStep({ pause: () => Promise.resolve() }).catch(failStep);
    const log = written.join("");
    return {
      status: Number(process.exitCode),
      log,
      commands: commandsIn(log),
      outputs: outputsIn(textOf(environment["GITHUB_OUTPUT"])),
      summary: textOf(environment["GITHUB_STEP_SUMMARY"]),
    };
  } finally {
    spy.mockRestore();
    process.exitCode = exitCode;
    for (const name of Object.keys(environment)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function surroundings(
  { workspace, event, commit, api, payload, inputs = {} }: StepHereOptions,
  temporary: string,
): Record<string, string> {
  const files = ["output", "summary", "event.json"].map((name) => join(temporary, name));
  const [output = "", summary = "", payloadPath = ""] = files;
  for (const file of [output, summary]) appendFileSync(file, "");
  writeFileSync(payloadPath, JSON.stringify(payload ?? {}));
  return {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: api,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: payloadPath,
    GITHUB_OUTPUT: output,
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_SHA: commit,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
}

/** A device may have no end. */
function textOf(file = ""): string {
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? readFileSync(file, "utf8") : "";
}
