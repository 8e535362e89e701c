import { type ProblemKind, problemKinds } from "../kubernetes/problem.ts";
import type { Finding } from "../model/finding.ts";

/** What has to be the same in the base for a finding to count as known. */
export type Ground =
  /** The finding itself: fingerprint, evidence, and no lesser severity. */
  | "finding"
  /** That, and the bytes of the file that nobody could look into. */
  | "file"
  /** That, and the kustomization with everything that it reads. */
  | "kustomization"
  /** That, and the whole chart that the template is a part of. */
  | "chart"
  /** That, and the commit of the submodule. */
  | "submodule"
  /** The reference of the image: what is found in it does not depend on who runs it. */
  | "image"
  /** The reference, and what the policy asks of the object that runs it. */
  | "demand"
  /** Nothing: it is never known. */
  | "never";

const problemGrounds: Readonly<Record<ProblemKind, Ground>> = {
  unreadable: "file",
  "wrong-type": "file",
  // Both values stand in the file, and the one that counts is judged.
  "duplicate-key": "finding",
  "template-not-judged": "chart",
  "kustomize-not-evaluated": "kustomization",
  "git-lfs-pointer": "file",
  "empty-submodule": "submodule",
  "link-not-followed": "file",
};

const groundsOfFiles: ReadonlyMap<string, Ground> = new Map(
  problemKinds.map((kind) => [`files/${kind}`, problemGrounds[kind]]),
);

/** Findings of these rules are about files, whichever check says them. */
export const filesPrefix = "files/";

/** By what a finding counts as known; a rule about files that is not in the table is never known. */
export function groundOf({ check, rule }: Pick<Finding, "check" | "rule">): Ground {
  if (rule.startsWith(filesPrefix)) return groundsOfFiles.get(rule) ?? "never";
  switch (check) {
    case "manifests":
    case "registries":
      return "finding";
    case "signatures":
      return "demand";
    case "vulnerabilities":
      return "image";
    case "commits":
      return "never";
  }
}
