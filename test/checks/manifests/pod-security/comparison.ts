import { failingChecks } from "../../../../src/checks/manifests/pod-security/evaluate.ts";
import { newestMinor } from "../../../../src/checks/manifests/pod-security/rule.ts";
import { misfitsBefore, misfitsIn } from "../../../../src/checks/manifests/wrong-types.ts";
import type { Pod } from "../../../../src/kubernetes/pod.ts";
import { podsOf } from "../../../../src/kubernetes/workloads.ts";
import { resourceFrom } from "../pods.ts";
import { askOracle, type OracleAnswer } from "./oracle.ts";

/** An object on which we and the oracle do not agree. */
export interface Difference {
  readonly object: object;
  /** Such as `restricted:v1.31: ours …, theirs …`. */
  readonly told: string;
}

/** Every version that exists, oldest first, and `latest`. */
export const versions: readonly (number | "latest")[] = [
  ...Array.from({ length: newestMinor + 1 }, (_, minor) => minor),
  "latest",
];

/** The name that the oracle gives a level and version. */
export function nameOf(level: string, version: number | "latest"): string {
  return `${level}:${version === "latest" ? version : `v1.${version}`}`;
}

/** The objects on which we and the oracle differ, with the first difference of each. */
export function differences(binary: string, objects: readonly object[]): Difference[] {
  const answers = askOracle(binary, objects);
  return objects.flatMap((object, index) => {
    const answer = answers[index];
    const told = answer === undefined ? "no answer" : difference(object, answer);
    return told === undefined ? [] : [{ object, told }];
  });
}

function difference(object: object, answer: OracleAnswer): string | undefined {
  const resource = resourceFrom(JSON.stringify(object));
  const pods = podsOf(resource);
  const misfits = [...misfitsBefore(resource), ...pods.flatMap(misfitsIn)];
  if (answer.error !== undefined) {
    return misfits.length > 0
      ? undefined
      : `theirs: ${answer.error}; ours: nothing of a wrong type`;
  }
  const [misfit] = misfits;
  if (misfit !== undefined)
    return `ours: wrong type at ${misfit.field.path.join(".")}; theirs: none`;
  return differenceOf(pods, answer.results);
}

function differenceOf(
  pods: readonly Pod[],
  results: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  for (const level of ["baseline", "restricted"] as const) {
    for (const version of versions) {
      const name = nameOf(level, version);
      const ours = pods
        .flatMap((pod) => failingChecks(pod, { level, version }))
        .map(({ rule }) => rule.podSecurity.check)
        .sort()
        .join(" ");
      const theirs = results[name]?.join(" ") ?? "no answer";
      if (ours !== theirs) return `${name}: ours ${ours || "none"}; theirs ${theirs || "none"}`;
    }
  }
  return undefined;
}
