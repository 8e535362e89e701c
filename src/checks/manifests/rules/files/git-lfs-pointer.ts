import { fileRule } from "../../file-rule.ts";

/** A file whose content lies in Git LFS. */
export const gitLfsPointer = fileRule({
  id: "files/git-lfs-pointer",
  title: "The file is a Git LFS pointer",
  severity: "medium",
  rationale:
    "What the pointer stands for was not fetched and not judged, but a deployment that fetches it would apply it.",
  remediation:
    "Fetch the file before the run (actions/checkout with lfs: true), or keep Kubernetes files out of Git LFS.",
  example: {
    bad: "version https://git-lfs.github.com/spec/v1\n",
    good: "apiVersion: v1\nkind: ConfigMap\n",
  },
});
