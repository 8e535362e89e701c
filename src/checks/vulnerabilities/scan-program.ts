import type { TrivySettings } from "../../policy/vulnerabilities.ts";
import { TrivyError } from "../../trivy/error.ts";
import { identifyTrivy } from "../../trivy/identify-program.ts";
import { obtainTrivy, type ObtainOptions } from "../../trivy/obtain.ts";
import type { TrivyProgram } from "../../trivy/program.ts";

/** The Trivy of a run: which one it is can be known before it may be run, and it is made ready once at most. */
export interface ScanProgram {
  /** Makes Trivy ready only where it cannot be told otherwise which one it is. */
  identity(): Promise<TrivyProgram>;
  /** Rejects with a TrivyError, too, where it is not the one that `identity` told. */
  obtain(): Promise<TrivyProgram>;
  /** When nothing of it is under way any more, which would write into the run's folder; never rejects. */
  settled(): Promise<void>;
}

/** Looks at nothing yet. */
export function scanProgram(settings: TrivySettings, options: ObtainOptions): ScanProgram {
  let known: Promise<TrivyProgram | undefined> | undefined;
  let obtained: Promise<TrivyProgram> | undefined;
  const recall = (): Promise<TrivyProgram | undefined> =>
    (known ??= identifyTrivy(settings, options));
  const obtain = async (): Promise<TrivyProgram> => {
    const [expected, program] = await Promise.all([recall(), obtainTrivy(settings, options)]);
    if (expected !== undefined && expected.sha256 !== program.sha256) throw changed(program);
    return program;
  };
  const once = (): Promise<TrivyProgram> => (obtained ??= obtain());
  return {
    obtain: once,
    settled: async () => void (await obtained?.catch(() => undefined)),
    identity: async () => (await recall()) ?? once(),
  };
}

/** Results of the one program must not stand beside those of the other under one name. */
function changed({ path }: TrivyProgram): TrivyError {
  return new TrivyError("program", `${path} was exchanged while images were looked at; run again`);
}
