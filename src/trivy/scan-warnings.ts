import type { Finished } from "../process/run.ts";

/** Trivy's warnings after which it finds less than there is, and what they mean (pkg/detector, v0.74.0). */
const meanings: readonly (readonly [RegExp, string])[] = [
  [
    /\bUnsupported os\b/,
    "Trivy has no data for its distribution, so the packages of the distribution were not looked up.",
  ],
  [
    /\bThis OS version is not on the EOL list\b/,
    "Trivy does not know the version of its distribution; there may be no data for it.",
  ],
  [
    /\bThe library type is not supported for vulnerability scanning\b/,
    "Trivy has no data for one of its kinds of packages.",
  ],
];

/** An image can make Trivy say as much as it likes before it says that. */
const cutMeaning =
  "Trivy said more about it than is kept, so what else it did not look up is not known.";

/** What Trivy's log says about things that it could not look up, as sentences of our own. */
export function warningsIn({
  stderr,
  isStderrCut,
}: Pick<Finished, "stderr" | "isStderrCut">): readonly string[] {
  const warnings = stderr.split("\n").filter((line) => /\bWARN\b/.test(line));
  const known = meanings
    .filter(([pattern]) => warnings.some((line) => pattern.test(line)))
    .map(([, meaning]) => meaning);
  return isStderrCut ? [...known, cutMeaning] : known;
}
