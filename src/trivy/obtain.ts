import type { TrustRoot } from "../checks/signatures/judge/trust-root.ts";
import { messageOf } from "../errors.ts";
import type { Surroundings } from "../network/proxy.ts";
import type { TrivySettings } from "../policy/vulnerabilities.ts";
import type { Progress } from "../progress.ts";
import type { Keep } from "../storage.ts";
import { TrivyError } from "./error.ts";
import { programAt, programOfSystem } from "./named-program.ts";
import type { TrivyProgram } from "./program.ts";
import { programOfRelease } from "./release.ts";
import { defaultTrivyVersion, refusalOf } from "./releases.ts";

/** What it takes to get a Trivy that may be run. */
export interface ObtainOptions {
  readonly keep: Keep;
  /** A folder whose content is believed as it is, which saves unpacking a program again. */
  readonly results?: string | undefined;
  /** The run's own temporary folder, which only we may enter. */
  readonly folder: string;
  /** The judged repository; nothing in it is ever run. */
  readonly root: string;
  /** Contact nothing. */
  readonly offline: boolean;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** Where PATH and proxies are looked up; our own environment unless told. */
  readonly surroundings?: Surroundings;
  /** Proves the signatures of releases in the place of the snapshot inside Portcullis. */
  readonly trustRoot?: TrustRoot;
}

const digest = /^[0-9a-f]{64}$/;
const plainVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/**
 * A Trivy that may be run, by the way that the policy names: a pinned release unless it names another.
 * Rejects with a TrivyError `program` that says what to do, and with nothing else.
 */
export async function obtainTrivy(
  settings: TrivySettings,
  options: ObtainOptions,
): Promise<TrivyProgram> {
  const { version = defaultTrivyVersion, path } = settings;
  requireSound(settings);
  try {
    if (path !== undefined) return await programAt(path, settings, options);
    if (version === "system") return await programOfSystem(settings, options);
    return await programOfRelease({ ...settings, version }, options);
  } catch (thrown) {
    if (thrown instanceof TrivyError) throw thrown;
    const why = messageOf(thrown);
    throw new TrivyError("program", `Trivy cannot be made ready: ${why}`, { cause: thrown });
  }
}

/** The policy has been read with care; what reaches a file name or a URL is looked at once more. */
function requireSound({ version, sha256, path }: TrivySettings): void {
  const refuse = (key: string, value: string, why: string): never => {
    throw new TrivyError(
      "program",
      `vulnerabilities.trivy.${key}: ${JSON.stringify(value)} ${why}`,
    );
  };
  if (sha256 !== undefined && !digest.test(sha256)) {
    refuse("sha256", sha256, "is not a SHA-256; write 64 digits, 0 to 9 and a to f");
  }
  if (version === undefined || (version === "system" && path === undefined)) return;
  if (!plainVersion.test(version))
    refuse("version", version, "is no version; write 1.2.3 or system");
  const refusal = refusalOf(version);
  if (refusal !== undefined) refuse("version", version, `is not used: ${refusal}`);
}
