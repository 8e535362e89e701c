import { setTimeout as pause } from "node:timers/promises";
import { messageOf } from "../errors.ts";
import { systemCodeOf } from "../network/error.ts";
import { cleanEnvironment } from "../process/environment.ts";
import { ProcessError } from "../process/error.ts";
import { run } from "../process/run.ts";
import { TrivyError } from "./error.ts";
import { refusalOf } from "../policy/trivy-releases.ts";

const timeoutMs = 30_000;
const mostAttempts = 5;
const pauseMs = 50;

/**
 * What a program says its version is. Throws a TrivyError where it says none, or one that is never run.
 * The folder is empty or our own: no configuration and no database is to be found in it.
 */
export async function versionOf(program: string, folder: string): Promise<string> {
  const printed = await ask(program, folder);
  const version = /^Version: v?(\d+\.\d+\.\d+[\w.+-]*)\r?$/m.exec(printed)?.[1];
  if (version === undefined) {
    throw new TrivyError(
      "program",
      `${program} does not print a version as a release of Trivy does ("Version: 1.2.3"); use a released Trivy`,
    );
  }
  const refusal = refusalOf(version);
  if (refusal !== undefined) {
    throw new TrivyError("program", `${program} is Trivy ${version}: ${refusal}`);
  }
  return version;
}

async function ask(program: string, folder: string): Promise<string> {
  const environment = cleanEnvironment({ HOME: folder, XDG_CACHE_HOME: folder });
  for (let attempt = 1; ; attempt++) {
    try {
      const { stdout } = await run(program, ["--version"], {
        environment,
        cwd: folder,
        timeoutMs,
        stdoutLimit: 64 << 10,
      });
      return stdout.toString("utf8");
    } catch (thrown) {
      if (attempt < mostAttempts && isBusy(thrown)) await pause(pauseMs);
      else
        throw new TrivyError("program", `Trivy cannot be run: ${messageOf(thrown)}`, {
          cause: thrown,
        });
    }
  }
}

/** A child that another part of this process starts holds the new program open for an instant. */
function isBusy(thrown: unknown): boolean {
  return thrown instanceof ProcessError && systemCodeOf(thrown.cause) === "ETXTBSY";
}
