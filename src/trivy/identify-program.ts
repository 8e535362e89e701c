import type { TrivySettings } from "../policy/vulnerabilities.ts";
import { locateNamed, recallNamed } from "./named-program.ts";
import type { ObtainOptions } from "./obtain.ts";
import type { TrivyProgram } from "./program.ts";
import { wantedArchive } from "./wanted-archive.ts";
import { defaultTrivyVersion } from "../policy/trivy-releases.ts";
import { requireSound } from "./sound-settings.ts";
import { recallUnpacked } from "./unpacked-program.ts";

/**
 * The Trivy that `obtainTrivy` would bring, by what an earlier run noted of it: none of its bytes are
 * read, and it is not to be run. Nothing where that cannot be told, or `obtainTrivy` might refuse it:
 * that has the last word. Never rejects.
 */
export async function identifyTrivy(
  settings: TrivySettings,
  { results, ...judged }: Pick<ObtainOptions, "results" | "root" | "surroundings">,
): Promise<TrivyProgram | undefined> {
  if (results === undefined) return undefined;
  try {
    requireSound(settings);
    const named = await locateNamed(settings, judged);
    if (named !== undefined) return await recallNamed(named, results);
    const { version = defaultTrivyVersion } = settings;
    return await recallUnpacked(wantedArchive({ ...settings, version }), results);
  } catch {
    return undefined;
  }
}
