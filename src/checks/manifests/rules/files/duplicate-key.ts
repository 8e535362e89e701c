import { fileRule } from "../../file-rule.ts";

/** A key that a mapping has twice. */
export const duplicateKey = fileRule({
  id: "files/duplicate-key",
  title: "A key stands twice in a mapping",
  severity: "medium",
  rationale:
    "The last of the values wins and the reader sees the first: a setting that was reviewed may have no effect. kubectl apply refuses the file, other tools take it.",
  remediation: "Keep one of the two keys.",
  example: {
    bad: "spec:\n  hostNetwork: false\n  hostNetwork: true\n",
    good: "spec:\n  hostNetwork: false\n",
  },
});
