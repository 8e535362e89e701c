import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inputNames, type InputName } from "../../src/github/input-names.ts";
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
  /** The Node that runs it; that of the tests unless given. */
  readonly node?: string;
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

/** The checks that need nothing but the files: vulnerabilities of images are looked up in the network. */
export const fileChecks = "registries,manifests";

/** Runs the built action as a runner does, and reads what a runner would read. */
export function runStep(options: StepOptions): StepResult {
  const { node, environment, settings } = processFor(options);
  const child = spawnSync(node, [entry], { ...settings, encoding: "utf8", maxBuffer: 64 << 20 });
  return resultOf(child.status, child.stdout, child.stderr, environment);
}

/** The same while this process goes on, so that a server in it can answer the step. */
export async function runStepAsync(options: StepOptions): Promise<StepResult> {
  const { node, environment, settings } = processFor(options);
  const child = spawn(node, [entry], { ...settings, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString("utf8");
  }) as [() => string, () => string];
  const [status] = (await once(child, "close")) as [number | null];
  return resultOf(status, stdout(), stderr(), environment);
}

interface StepProcess {
  readonly node: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly settings: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  };
}

/** The files and variables that a runner gives to a step. */
function processFor(options: StepOptions): StepProcess {
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
  const environment = {
    PATH: process.env["PATH"],
    GITHUB_ACTIONS: "true",
    // Nobody listens there: a test that wants GitHub brings its own.
    GITHUB_API_URL: "http://127.0.0.1:9",
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
  };
  return {
    node: options.node ?? process.execPath,
    environment,
    settings: { cwd: options.workspace, env: environment },
  };
}

function resultOf(
  status: number | null,
  stdout: string,
  stderr: string,
  environment: StepProcess["environment"],
): StepResult {
  return {
    status,
    log: `${stdout}${stderr}`,
    commands: commandsIn(stdout),
    outputs: outputsIn(textOf(environment["GITHUB_OUTPUT"])),
    summary: textOf(environment["GITHUB_STEP_SUMMARY"]),
  };
}

/** What a file holds in the end; devices have no end, and folders hold no text. */
function textOf(file = ""): string {
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? readFileSync(file, "utf8") : "";
}

export function reportOf({ outputs }: StepResult): Report {
  return JSON.parse(readFileSync(outputs["report-file"] ?? "", "utf8")) as Report;
}

/** What the runner would obey: `::` where a line begins, `##[` anywhere, and nothing while it is told to stop. */
export function commandsIn(log: string): Command[] {
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
export function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const match of text.matchAll(/^(.+?)<<(.+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm)) {
    outputs[match[1] ?? ""] = match[3] ?? "";
  }
  return outputs;
}
