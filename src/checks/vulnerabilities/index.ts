import { noImageReason } from "../../shard.ts";
import type { Check } from "../check.ts";
import { notContacted, notScanned, scanRules } from "./rules/index.ts";

/** What does Trivy find in every image, on every platform, and is it exploited or likely to be? */
export const vulnerabilities: Check = {
  name: "vulnerabilities",
  rules: [notContacted, notScanned, ...scanRules],
  async run(subject) {
    if (subject.tree.images.length === 0) {
      return { kind: "decided", findings: [], reason: noImageReason(subject.share) };
    }
    // What runs Trivy is large, and most runs have no use for it.
    const { judgeVulnerabilities } = await import("./judge-vulnerabilities.ts");
    return judgeVulnerabilities(subject);
  },
};
