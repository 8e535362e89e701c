import type { CheckName } from "./check.ts";
import type { Severity } from "./severity.ts";

/** The tools whose identifiers for the same practice a rule lists, each as the tool prints them. */
export const otherTools = [
  "trivy",
  "checkov",
  "kubescape",
  "kics",
  "kubeLinter",
  "kubeScore",
  "kubesec",
  "polaris",
  "kyverno",
  "gatekeeper",
] as const;
export type OtherTool = (typeof otherTools)[number];

/** The published standards that a rule can refer to. */
export const standards = ["pss", "cis", "nsa"] as const;
export type Standard = (typeof standards)[number];

/** What there is to know about a rule; the documentation, SARIF and `explain` are made from it. */
export interface Rule {
  /** `<group>/<name>` in kebab case: a public interface, never renamed. */
  readonly id: string;
  readonly check: CheckName;
  /** A sentence without a full stop that says what is wrong. */
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters: what somebody could do, or what goes wrong. */
  readonly rationale: string;
  /** What to write instead. */
  readonly remediation: string;
  readonly example: { readonly bad: string; readonly good: string };
  /** The kinds of object it judges; empty for rules about files and references. */
  readonly kinds: readonly string[];
  /** The source article or standard it comes from. */
  readonly source: string;
  readonly standards: Readonly<Partial<Record<Standard, readonly string[]>>>;
  readonly equivalents: Readonly<Partial<Record<OtherTool, readonly string[]>>>;
}
