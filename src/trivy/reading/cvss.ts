import type { VulnerabilityFacts } from "../image-scan.ts";
import { numberAt, objectAt, textAt } from "./fields.ts";

/** Whose score is shown where several have one; after these the source of the severity, then by name. */
const first = ["nvd"] as const;
const then = ["ghsa", "redhat"] as const;
const longestVector = 512;

/**
 * One score out of those that Trivy reports by source (`CVSS.nvd.V3Score`): NVD's, else that of the
 * source of the severity, else GitHub's or Red Hat's; version 3 before version 4. Version 2 measures
 * differently and is left out.
 */
export function cvssAt(
  value: unknown,
  place: string,
  severitySource: string,
): VulnerabilityFacts["cvss"] {
  const sources = objectAt(value, place);
  const order = new Set([...first, severitySource, ...then, ...Object.keys(sources).toSorted()]);
  for (const source of order) {
    if (!Object.hasOwn(sources, source)) continue;
    const own = `${place}.${source}`;
    const { V3Score, V3Vector, V40Score, V40Vector } = objectAt(sources[source], own);
    const found =
      scoreAt(V3Score, V3Vector, `${own}.V3`) ?? scoreAt(V40Score, V40Vector, `${own}.V40`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function scoreAt(value: unknown, words: unknown, place: string): VulnerabilityFacts["cvss"] {
  const score = numberAt(value, `${place}Score`);
  const vector = textAt(words, `${place}Vector`, longestVector);
  // Go writes no zero, and nothing measured is not zero.
  if (score === undefined || !(score > 0 && score <= 10)) return undefined;
  return vector === "" ? { score } : { score, vector };
}
