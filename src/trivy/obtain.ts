import type { TrustRoot } from "../sigstore/trust-root.ts";
import { messageOf } from "../errors.ts";
import type { Surroundings } from "../network/proxy.ts";
import type { TrivySettings } from "../policy/vulnerabilities.ts";
import type { Progress } from "../progress.ts";
import type { Keep } from "../storage.ts";
import { TrivyError } from "./error.ts";
import { examineNamed, locateNamed } from "./named-program.ts";
import type { TrivyProgram } from "./program.ts";
import { programOfRelease } from "./release.ts";
import { defaultTrivyVersion } from "../policy/trivy-releases.ts";
import { requireSound } from "./sound-settings.ts";

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

/**
 * A Trivy that may be run, by the way that the policy names: a pinned release unless it names another.
 * Rejects with a TrivyError `program` that says what to do, and with nothing else.
 */
export async function obtainTrivy(
  settings: TrivySettings,
  options: ObtainOptions,
): Promise<TrivyProgram> {
  const { version = defaultTrivyVersion } = settings;
  requireSound(settings);
  try {
    const named = await locateNamed(settings, options);
    if (named !== undefined) return await examineNamed(named, options);
    return await programOfRelease({ ...settings, version }, options);
  } catch (thrown) {
    if (thrown instanceof TrivyError) throw thrown;
    const why = messageOf(thrown);
    throw new TrivyError("program", `Trivy cannot be made ready: ${why}`, { cause: thrown });
  }
}
