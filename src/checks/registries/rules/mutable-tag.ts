import { pullsLatest } from "../mutable-tag.ts";
import type { ImageRule } from "../rule.ts";

/** `latest`, written or implied; silent where the policy requires digests, which says more. */
export const mutableTag: ImageRule = {
  id: "registries/mutable-tag",
  check: "registries",
  title: "Image has the tag latest, or none",
  severity: "medium",
  rationale:
    "Every push moves latest. Two nodes can run different code under one name, a rollback has nothing to return " +
    "to, and nobody can say what ran.",
  remediation: "Name a version, better a digest: `crane digest REF` prints it.",
  example: {
    bad: "image: ghcr.io/acme/web:latest",
    good: "image: ghcr.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  },
  kinds: [],
  source: "S1",
  standards: { nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0013"],
    checkov: ["CKV_K8S_14"],
    kics: ["invalid_image"],
    kubeLinter: ["latest-tag"],
    kubeScore: ["Container Image Tag"],
    polaris: ["tagNotSpecified"],
    kyverno: ["disallow-latest-tag"],
    gatekeeper: ["K8sDisallowedTags"],
  },
  judge(image, _use, { requireDigest }) {
    if (requireDigest || !pullsLatest(image)) return [];
    const how = image.hasDefaultTag ? "has no tag, which means latest" : "has the tag latest";
    return [
      {
        message: `The image ${image.name} ${how}: every push to it changes what runs.`,
        remediation: `Write ${image.name}@sha256:… with the digest that \`crane digest ${image.name}:latest\` prints, or at least a version.`,
        offender: `${image.name}:latest`,
      },
    ];
  },
};
