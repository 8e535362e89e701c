import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "@jest/globals";
import type { Log } from "sarif";
import type { Report } from "../../../src/model/report.ts";
import { SwitchableRegistry } from "../../registry/switchable-registry.ts";
import {
  databaseLayer,
  pushDatabase,
  smallDatabase,
  writeDatabase,
  type DatabaseDescription,
} from "../../trivy/material/database.ts";
import { alpineFiles, nodeFiles, storeIn, type ImageRecipe } from "../../trivy/material/images.ts";

const cli = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

/** Trivy shares two cores with all other tests. */
export const slow = 120_000;

/** What came of a run of the built command. */
export interface Ran {
  /** Nothing where a signal ended it. */
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A run with a report. */
export interface Judged extends Ran {
  readonly report: Report;
  readonly sarif: Log;
}

export type RunningCommand = ChildProcessByStdio<null, Readable, Readable>;

/** The programs of `.tools` that it takes. */
export interface RealPrograms {
  readonly trivy: string;
  readonly writer: string;
}

const open: Room[] = [];

afterAll(async () => {
  for (const room of open.splice(0)) await room.stop();
});

/** The image of these tests: openssl with one vulnerability, lodash with two. */
export const shop: ImageRecipe = {
  layers: [
    {
      files: [...alpineFiles({ openssl: "3.1.3-r0" }), ...nodeFiles({ lodash: "4.17.10" })],
    },
  ],
};

/** Nothing that the small database knows, and nothing to remark on. */
export const sound: ImageRecipe = {
  layers: [{ files: alpineFiles({ musl: "1.2.4-r2" }) }],
  config: { User: "65532" },
  created: new Date().toISOString(),
};

/** A repository with Kubernetes files, a loopback registry with a database, and a user with a home of their own. */
export class Room {
  readonly registry: SwitchableRegistry;
  readonly programs: RealPrograms;
  /** What a shell does before the command takes its place. */
  prelude = "";
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), "portcullis-e2e-")));

  private constructor(registry: SwitchableRegistry, programs: RealPrograms) {
    this.registry = registry;
    this.programs = programs;
    for (const name of ["repo/.git", "home", "tmp"]) {
      mkdirSync(this.path(name), { recursive: true });
    }
  }

  static async start(programs: RealPrograms, database?: DatabaseDescription): Promise<Room> {
    const room = new Room(await new SwitchableRegistry().start(), programs);
    open.push(room);
    await room.pushDatabase(database);
    return room;
  }

  async stop(): Promise<void> {
    await this.registry.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  path(...parts: string[]): string {
    return join(this.#folder, ...parts);
  }

  /** What the runs have left in the folder for temporary files. */
  leftovers(): string[] {
    return readdirSync(this.path("tmp"));
  }

  image(rest: string): string {
    return `${this.registry.host()}/${rest}`;
  }

  async pushDatabase(
    database = smallDatabase(new Date().toISOString()),
    repository = "trivy-db",
  ): Promise<void> {
    const folder = this.path("database");
    writeDatabase(this.programs.writer, folder, database);
    const layers = [databaseLayer(folder)];
    await pushDatabase(storeIn(this.registry), { repository, tag: "2", layers });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const path = this.path("repo", name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /** A Pod for each image; the image of the nth stands on line 8n + 7 of deploy/pods.yaml. */
  deploy(...images: readonly string[]): void {
    this.write({ "deploy/pods.yaml": images.map(podWith).join("") });
  }

  /** A policy under which the check needs the loopback alone. `keys` are lines of its section, `rest` of the file. */
  policy(keys: readonly string[] = [], { rest = "", trivy = this.programs.trivy } = {}): void {
    const host = this.registry.host();
    const usual = {
      trivy: `{ path: ${JSON.stringify(trivy)} }`,
      "db-repository": `"${host}/trivy-db:2"`,
      epss: "off",
      kev: "off",
    };
    const own = Object.entries(usual)
      .filter(([key]) => !keys.some((line) => line.startsWith(`${key}:`)))
      .map(([key, value]) => `${key}: ${value}`);
    const section = [...own, ...keys].map((line) => `  ${line}\n`).join("");
    const text = `version: 1\nregistries: { allow: ["${host}/"] }\nvulnerabilities:\n${section}${rest}`;
    this.write({ ".github/portcullis.yml": text });
  }

  /** A program of a shell that takes Trivy's place and knows the real one as `$TRIVY`; it still tells its version. */
  stub(script: string): string {
    const path = this.path(`trivy-${readdirSync(this.#folder).length}`);
    const version = `case "$1" in version|--version) exec "$TRIVY" "$@";; esac`;
    const text = `#!/bin/sh\nTRIVY='${this.programs.trivy}'\n${version}\n${script}\n`;
    writeFileSync(path, text, { mode: 0o755 });
    return path;
  }

  /** Starts the built command in the repository; nothing of our own environment but PATH is there. */
  start(
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): RunningCommand {
    const env = {
      PATH: process.env["PATH"],
      HOME: this.path("home"),
      TMPDIR: this.path("tmp"),
      ...environment,
    };
    const command = [process.execPath, cli, ...words];
    const shell = ["/bin/sh", "-c", `${this.prelude}; exec "$@"`, "sh"];
    const [program = "", ...rest] = this.prelude === "" ? command : [...shell, ...command];
    return spawn(program, rest, {
      cwd: this.path("repo"),
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async run(
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Ran> {
    return ended(this.start(words, environment));
  }

  /** `portcullis check` for this check alone, with more words. */
  check(words: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) {
    return this.run(["check", "deploy", "--checks", "vulnerabilities", ...words], environment);
  }

  /** The same with the check `registries` beside it; gives what every format says. */
  async judge(
    words: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Judged> {
    const [report, sarif] = [this.path("report.json"), this.path("log.sarif")];
    for (const file of [report, sarif]) rmSync(file, { force: true });
    const formats = ["--format", "text", "--format", "json", "--output", report];
    const more = ["--format", "sarif", "--output", sarif];
    const checks = ["--checks", "registries,vulnerabilities"];
    const ran = await this.run(
      ["check", "deploy", ...checks, ...formats, ...more, ...words],
      environment,
    );
    if (!existsSync(report)) throw new Error(`no report: ${ran.err}${ran.out}`);
    return {
      ...ran,
      report: JSON.parse(readFileSync(report, "utf8")) as Report,
      sarif: JSON.parse(readFileSync(sarif, "utf8")) as Log,
    };
  }
}

/** Waits for a command, and gives all that it wrote. */
export async function ended(child: RunningCommand): Promise<Ran> {
  const [out, err] = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString("utf8");
  }) as [() => string, () => string];
  const [status] = (await once(child, "close")) as [number | null];
  return { status, out: out(), err: err() };
}

function podWith(image: string, index: number): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: "p${index}", namespace: shop }
spec:
  containers:
    - name: app
      image: ${JSON.stringify(image)}
---
`;
}

/**
 * Demands that a run came to no verdict: the exit status, the words and the report say so and name the
 * cause, and the log has no run of the check, which would close its alerts.
 */
export function expectNoVerdict({ status, out, report, sarif }: Judged, cause: RegExp): void {
  expect(report.checks.vulnerabilities?.reason).toMatch(cause);
  expect(report.checks.vulnerabilities?.state).toBe("error");
  expect(report.verdict).toBe("error");
  expect(status).toBe(2);
  expect(out).toContain("NO VERDICT");
  expect(sarif.runs.map((run) => run.automationDetails?.id)).toEqual(["portcullis/registries/"]);
}

/** Identifiers of open findings about vulnerabilities and of the rules about what could not be looked at. */
export function openRules({ findings }: Report): string[] {
  return findings
    .filter(({ status, rule }) => status === "open" && /^(?:CVE-|vulnerabilities\/)/.test(rule))
    .map(({ rule }) => rule)
    .sort();
}
