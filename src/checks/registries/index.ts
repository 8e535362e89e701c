import type { ImageUse } from "../../kubernetes/image-use.ts";
import type { CheckOutcome } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import { parseImageReference, type ImageReference } from "../../model/image-reference.ts";
import { type Check, gathered, type Subject } from "../check.ts";
import { findingAboutUse, type ImageViolation } from "../image-finding.ts";
import { allowlistOf } from "./allowlist.ts";
import { findingAboutConstraint } from "./finding.ts";
import { constraintsAmong, type Constraint } from "./gatekeeper/constraint.ts";
import { reviewIn } from "./gatekeeper/review.ts";
import type { Basis } from "./rule.ts";
import { constraintRules, imageRules, malformedReference } from "./rules/index.ts";

/** Does every image that would run come from an allowed place, pinned to a digest? */
export const registries: Check = {
  name: "registries",
  rules: [...imageRules, malformedReference, ...constraintRules],
  run: (subject) => Promise.resolve(judge(subject)),
};

function judge({ tree, policy, constraints: resources }: Subject): CheckOutcome {
  const constraints = constraintsAmong(resources);
  if (tree.images.length === 0 && constraints.length === 0) {
    // Nothing would run, so nothing runs from a wrong place: decided, and said.
    return { kind: "decided", findings: [], reason: "no image in the files" };
  }
  const { allow, requireDigest } = policy.registries;
  const basis = {
    allowlist: allow === undefined ? undefined : allowlistOf(allow),
    requireDigest,
    refusalsOf: reviewIn({ resources: tree.resources, pods: tree.pods, constraints }),
  };
  const findings = gathered(findingsAboutUses(tree.images, basis, policy.path));
  return {
    kind: "decided",
    findings: [...findings, ...constraints.flatMap(findingsAboutConstraint)],
  };
}

/** The findings of one use after the other. */
function* findingsAboutUses(
  uses: readonly ImageUse[],
  basis: Basis,
  policyPath: string | undefined,
): Generator<readonly Finding[]> {
  const parsed = new Map<string, ImageReference>();
  for (const use of uses) {
    const image = parsed.get(use.reference) ?? parseImageReference(use.reference);
    parsed.set(use.reference, image);
    yield violationsOf(image, use, basis).map((violation) =>
      findingAboutUse(violation, policyPath),
    );
  }
}

function violationsOf(image: ImageReference, use: ImageUse, basis: Basis): ImageViolation[] {
  if (image.kind === "malformed") {
    const offence = malformedReference.judge(image, use);
    return [{ rule: malformedReference, offence, use, imageName: undefined }];
  }
  const violations: ImageViolation[] = [];
  for (const rule of imageRules) {
    for (const offence of rule.judge(image, use, basis)) {
      violations.push({ rule, offence, use, imageName: image.name });
    }
  }
  return violations;
}

function findingsAboutConstraint(constraint: Constraint): Finding[] {
  return constraintRules.flatMap((rule) =>
    rule
      .judge(constraint)
      .map((offence) => findingAboutConstraint(rule, offence, constraint.resource)),
  );
}
