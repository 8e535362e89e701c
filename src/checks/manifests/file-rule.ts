import type { Rule } from "../../model/rule.ts";

type Told = Pick<Rule, "id" | "title" | "severity" | "rationale" | "remediation" | "example">;

/** A rule about reading files: it belongs to no kind of object and to no published standard. */
export function fileRule(told: Told): Rule {
  return {
    ...told,
    check: "manifests",
    kinds: [],
    source: "Kubernetes",
    standards: {},
    equivalents: {},
  };
}
