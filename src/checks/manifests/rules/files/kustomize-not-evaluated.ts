import { fileRule } from "../../file-rule.ts";

/** A part of a kustomization whose effect on the judged objects is not known. */
export const kustomizeNotEvaluated = fileRule({
  id: "files/kustomize-not-evaluated",
  title: "A part of the kustomization was not evaluated",
  severity: "info",
  rationale:
    "Patches, generators and components change objects after they were written; the files were judged as they stand, without these changes.",
  remediation: "Build the kustomization and judge what comes out, too.",
  example: {
    bad: "kind: Kustomization\nresources: [web.yaml]\npatches:\n  - path: host-network.yaml\n",
    good: "kind: Kustomization\nresources: [web.yaml]\n",
  },
});
