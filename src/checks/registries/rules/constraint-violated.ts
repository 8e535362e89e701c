import type { ImageUse } from "../../../kubernetes/image-use.ts";
import type { Image } from "../../../model/image-reference.ts";
import type { Refusal } from "../gatekeeper/review.ts";
import type { Offence } from "../../image-finding.ts";
import type { ImageRule } from "../rule.ts";

/** An image that a Gatekeeper constraint of the repository would refuse in the cluster. */
export const constraintViolated: ImageRule = {
  id: "registries/constraint-violated",
  check: "registries",
  title: "A Gatekeeper constraint of this repository refuses the image",
  severity: "high",
  rationale:
    "The cluster will not admit the pod. For a controller that shows only after the rollout has begun, as pods " +
    "that never appear. The constraint compares the text as written, so nginx and docker.io/library/nginx differ.",
  remediation:
    "Write the image as an entry of the constraint begins, or have the constraint changed.",
  example: {
    bad: "image: nginx:1.29 # K8sAllowedRepos: docker.io/library/",
    good: "image: docker.io/library/nginx:1.29 # K8sAllowedRepos: docker.io/library/",
  },
  kinds: [],
  source: "S2",
  standards: { cis: ["5.5.1"], nsa: ["2"] },
  equivalents: { gatekeeper: ["K8sAllowedRepos", "K8sAllowedReposv2", "K8sDisallowedRepos"] },
  judge(image, use, { refusalsOf }) {
    return refusalsOf(use).map((refusal) => offenceOf(refusal, image, use));
  },
};

function offenceOf(refusal: Refusal, image: Image, use: ImageUse): Offence {
  const { constraint, fromTemplate, assuming } = refusal;
  const { enforcement, resource } = constraint;
  const whom = fromTemplate ? "pods made from this template" : "this pod";
  const provided = assuming.length === 0 ? "" : `, provided that ${assuming.join(" and ")}`;
  const lenient =
    enforcement.kind === "denies"
      ? ""
      : ` The cluster only reports it, because ${enforcement.reason}.`;
  return {
    message: `The constraint ${constraint.title} refuses ${whom} for the image ${use.reference}${provided}.${lenient}`,
    severity: enforcement.kind === "denies" ? undefined : "low",
    related: [
      {
        location: resource.root.at("metadata", "name").location,
        message: `The constraint ${constraint.title}.`,
      },
    ],
    subject: constraint.title,
    offender: image.name,
  };
}
