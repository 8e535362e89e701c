import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect } from "@jest/globals";
import { defaultVulnerabilities, type TrivySettings } from "../../src/policy/vulnerabilities.ts";
import { silent } from "../../src/progress.ts";
import { nothingKept, type Keep } from "../../src/storage.ts";
import { TrivyError } from "../../src/trivy/error.ts";
import { obtainTrivy, type ObtainOptions } from "../../src/trivy/obtain.ts";
import type { TrivyProgram } from "../../src/trivy/program.ts";
import { releaseArchive } from "../../src/policy/trivy-releases.ts";
import { serve, type LoopbackServer } from "../network/loopback-server.ts";
import { tarOf, type TarEntry } from "./archive/tar-writer.ts";

/** A version that no table knows, its archive, and where a mirror has it. */
export const version = "9.9.9";
export const name = releaseArchive(version)?.name ?? "";
export const path = `/v${version}/${name}`;

/** The run's folder, the judged repository, and what else there is on the machine. */
export interface Places {
  readonly folder: string;
  readonly root: string;
  readonly outside: string;
}

/** New places for each test; read them inside of it. */
export function placesForEach(): () => Places {
  let all = "";
  const places = (): Places => ({
    folder: join(all, "run"),
    root: join(all, "repository"),
    outside: join(all, "machine"),
  });
  beforeEach(() => {
    all = mkdtempSync(join(tmpdir(), "portcullis-obtain-"));
    for (const each of Object.values(places())) mkdirSync(each);
  });
  afterEach(() => rmSync(all, { recursive: true }));
  return places;
}

/** A program that says what Trivy says to `--version`, and nothing else. */
export function script(printed = version): string {
  return `#!/bin/sh\necho "Version: ${printed}"\n`;
}

export function archiveOf(printed = version, ...others: readonly TarEntry[]): Buffer {
  return gzipSync(
    tarOf({ name: "LICENSE" }, { name: "trivy", content: script(printed) }, ...others),
  );
}

export function sha256(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Keeps copies in a folder, whose paths the test may look at by their names. */
export function keepOf(files: Map<string, string>, folder: string): Keep {
  return {
    take: (kept) => Promise.resolve(files.get(kept)),
    put: (kept, file) => {
      const copy = join(folder, `kept-${files.size}`);
      copyFileSync(file, copy);
      files.set(kept, copy);
      return Promise.resolve();
    },
  };
}

export function obtainIn(
  { folder, root, outside }: Places,
  settings: Partial<TrivySettings>,
  options: Partial<ObtainOptions> = {},
): Promise<TrivyProgram> {
  return obtainTrivy(
    { ...defaultVulnerabilities.trivy, ...settings },
    {
      keep: nothingKept.keep,
      folder,
      root,
      offline: false,
      progress: silent,
      surroundings: { PATH: outside },
      ...options,
    },
  );
}

/** The message of the error that keeps Trivy from being obtained, which must be of its kind. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    (program) => `it was obtained: ${JSON.stringify(program)}`,
    (error: unknown) => error,
  );
  if (!(thrown instanceof TrivyError)) throw new Error(`not a TrivyError: ${String(thrown)}`);
  expect(thrown.code).toBe("program");
  expect(thrown.message).not.toContain("\n");
  return thrown.message;
}

/** Serves files by path, and 404 for all others. */
export function serveFiles(files: Readonly<Record<string, Buffer>>): Promise<LoopbackServer> {
  return serve(({ url = "" }, response) => {
    const file = files[url];
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
}
