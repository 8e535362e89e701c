import type { Check } from "../check.ts";
import {
  couldNotTell,
  notContacted,
  notVerified,
  skippedImage,
  unlistedImage,
} from "./rules/index.ts";

/** Is every image signed (and attested) by the identity or key that the policy names? */
export const signatures: Check = {
  name: "signatures",
  rules: [notVerified, notContacted, couldNotTell, unlistedImage, skippedImage],
  async run(subject) {
    const section = subject.policy.signatures;
    if (section === undefined) {
      return {
        kind: "skipped",
        reason:
          "the policy has no section signatures; `portcullis init --signatures IMAGE` prints a first entry",
      };
    }
    // What verifies signatures is large, and most runs have no use for it.
    const { judgeSignatures } = await import("./judge-signatures.ts");
    return judgeSignatures(subject, section);
  },
};
