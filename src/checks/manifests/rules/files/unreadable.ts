import { fileRule } from "../../file-rule.ts";

/** A file that looks like Kubernetes and cannot be read at all. */
export const unreadable = fileRule({
  id: "files/unreadable",
  title: "The file cannot be read as Kubernetes reads it",
  severity: "critical",
  rationale:
    "Nothing in a file that does not decode was judged, while another decoder, or a later version of the file, may well find an object in it.",
  remediation:
    "Correct at this place what the message names, or put the path under exclude in the policy if it is not a Kubernetes file.",
  example: {
    bad: "apiVersion: v1\nkind: Pod\nspec:\n  containers: [\n",
    good: "apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n",
  },
});
