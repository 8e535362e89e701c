import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inputNames, type InputName } from "../../src/github/inputs.ts";
import type { Report } from "../../src/model/report.ts";

const entry = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

/** A command that the runner would obey. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface StepOptions {
  readonly workspace: string;
  readonly event: string;
  readonly payload?: unknown;
  readonly inputs?: Partial<Record<InputName, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface StepResult {
  readonly status: number | null;
  readonly log: string;
  readonly commands: readonly Command[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

const folders: string[] = [];

/** Removes what the runs of this test file left. */
export function cleanUp(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-step-"));
  folders.push(folder);
  return folder;
}

/** Runs the built action as a runner does, and reads what a runner would read. */
export function runStep(options: StepOptions): StepResult {
  const temporary = temporaryFolder();
  const files = {
    GITHUB_OUTPUT: join(temporary, "output"),
    GITHUB_STEP_SUMMARY: join(temporary, "summary"),
    GITHUB_EVENT_PATH: join(temporary, "event.json"),
  };
  writeFileSync(files.GITHUB_OUTPUT, "");
  writeFileSync(files.GITHUB_STEP_SUMMARY, "");
  writeFileSync(files.GITHUB_EVENT_PATH, JSON.stringify(options.payload ?? {}));
  const inputs = inputNames.map((name) => [
    `INPUT_${name.toUpperCase()}`,
    options.inputs?.[name] ?? "",
  ]);
  const child = spawnSync(process.execPath, [entry], {
    cwd: options.workspace,
    encoding: "utf8",
    maxBuffer: 64 << 20,
    env: {
      PATH: process.env["PATH"],
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: options.event,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_SHA: "3".repeat(40),
      GITHUB_WORKFLOW_REF: "acme/shop/.github/workflows/gate.yml@refs/heads/main",
      GITHUB_WORKSPACE: options.workspace,
      RUNNER_TEMP: temporary,
      ...files,
      ...Object.fromEntries(inputs),
      ...options.environment,
    },
  });
  return {
    status: child.status,
    log: `${child.stdout}${child.stderr}`,
    commands: commandsIn(child.stdout),
    outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, "utf8")),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

export function reportOf({ outputs }: StepResult): Report {
  return JSON.parse(readFileSync(outputs["report-file"] ?? "", "utf8")) as Report;
}

/** What the runner would obey: `::` where a line begins, `##[` anywhere, and nothing while it is told to stop. */
function commandsIn(log: string): Command[] {
  const commands: Command[] = [];
  let stopped: string | undefined;
  for (const line of log.split(/\r?\n|\r/)) {
    const command = commandIn(line);
    if (stopped !== undefined) {
      if (command?.name === stopped) stopped = undefined;
      else if (command !== undefined) throw new Error(`only the stop word holds back ${line}`);
    } else if (command?.name === "stop-commands") stopped = command.message;
    else if (command !== undefined) commands.push(command);
  }
  if (stopped !== undefined) throw new Error("commands were never resumed");
  return commands;
}

function commandIn(line: string): Command | undefined {
  const match = /^\s*::(?<name>[^\s:]+)(?: (?<properties>.*?))?::(?<message>.*)$/.exec(
    line,
  )?.groups;
  if (match !== undefined) {
    const properties = (match["properties"] ?? "").split(",").map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), unescape(pair.slice(equals + 1))] as const;
    });
    return {
      name: match["name"] ?? "",
      properties: Object.fromEntries(properties),
      message: unescape(match["message"] ?? ""),
    };
  }
  const old = /##\[(?<name>[^\]]+)\](?<message>.*)$/.exec(line)?.groups;
  if (old === undefined) return undefined;
  return { name: old["name"] ?? "", properties: {}, message: old["message"] ?? "" };
}

function unescape(text: string): string {
  const codes: Readonly<Record<string, string>> = {
    "%0A": "\n",
    "%0D": "\r",
    "%3A": ":",
    "%2C": ",",
    "%25": "%",
  };
  return text.replace(/%(?:0A|0D|3A|2C|25)/g, (code) => codes[code] ?? code);
}

/** `name<<delimiter`, the value, the delimiter. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const match of text.matchAll(/^(.+?)<<(.+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm)) {
    outputs[match[1] ?? ""] = match[3] ?? "";
  }
  return outputs;
}
