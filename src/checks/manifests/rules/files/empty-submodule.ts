import { fileRule } from "../../file-rule.ts";

/** A submodule that was not checked out. */
export const emptySubmodule = fileRule({
  id: "files/empty-submodule",
  title: "The submodule was not checked out",
  severity: "medium",
  rationale:
    "The files of the submodule are not here and were not judged, but a deployment that checks it out would apply them.",
  remediation:
    "Check the submodule out before the run (actions/checkout with submodules: true), or put its path under exclude in the policy.",
  example: {
    bad: "- uses: actions/checkout@v5\n",
    good: "- uses: actions/checkout@v5\n  with:\n    submodules: true\n",
  },
});
