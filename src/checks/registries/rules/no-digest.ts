import { pullsLatest } from "../mutable-tag.ts";
import type { ImageRule } from "../rule.ts";

/** An image named by a tag alone; `latest` is left to registries/mutable-tag unless digests are required. */
export const noDigest: ImageRule = {
  id: "registries/no-digest",
  check: "registries",
  title: "Image is not pinned to a digest",
  severity: "medium",
  rationale:
    "A tag is a name that can be moved: what was reviewed, scanned and signed under it need not be what a node " +
    "pulls tomorrow. A digest names the bytes.",
  remediation:
    "Append the digest, e.g. nginx@sha256:…. `crane digest REF` and `docker buildx imagetools inspect REF` print it; " +
    "Renovate and Dependabot keep it current.",
  example: {
    bad: "image: ghcr.io/acme/web:1.4.2",
    good: "image: ghcr.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  },
  kinds: [],
  source: "S1",
  standards: { nsa: ["2"] },
  equivalents: {
    checkov: ["CKV_K8S_43"],
    kics: ["image_without_digest"],
    kyverno: ["require-image-checksum"],
    gatekeeper: ["K8sImageDigests"],
  },
  judge(image, _use, { requireDigest }) {
    if (image.digest !== undefined) return [];
    // Where digests are required this rule is the sharper one; elsewhere a moving tag is.
    if (!requireDigest && pullsLatest(image)) return [];
    const tagged = `${image.name}:${image.tag ?? "latest"}`;
    const required = requireDigest ? ", and the policy requires a digest" : "";
    return [
      {
        message: `The image ${tagged} is named by a tag that can be moved${required}.`,
        severity: requireDigest ? "high" : undefined,
        remediation: `Write ${image.name}@sha256:… with the digest that \`crane digest ${tagged}\` prints.`,
        offender: image.name,
      },
    ];
  },
};
