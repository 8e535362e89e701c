import { pullsLatest } from "../mutable-tag.ts";
import type { ImageRule } from "../rule.ts";

/** `latest` with a pull policy that keeps what a node has: kubelet's default for it is Always. */
export const pullPolicy: ImageRule = {
  id: "registries/pull-policy",
  check: "registries",
  title: "Pull policy keeps a stale copy of a moving tag",
  severity: "low",
  rationale:
    "With IfNotPresent or Never a node keeps the image that it once pulled as latest, or that somebody loaded onto " +
    "it under that name. Nodes then run different code, and a fixed image does not arrive.",
  remediation: "Pin the image to a digest; until then leave imagePullPolicy out or write Always.",
  example: {
    bad: "image: ghcr.io/acme/web:latest\nimagePullPolicy: IfNotPresent",
    good: "image: ghcr.io/acme/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nimagePullPolicy: IfNotPresent",
  },
  kinds: [],
  source: "S1",
  standards: { nsa: ["2"] },
  equivalents: {
    checkov: ["CKV_K8S_15"],
    kubescape: ["C-0075"],
    kics: ["image_pull_policy_of_container_is_not_always"],
    kubeScore: ["Container Image Pull Policy"],
    polaris: ["pullPolicyNotAlways"],
  },
  judge(image, use) {
    const policy = use.pullPolicy?.value;
    if (policy !== "IfNotPresent" && policy !== "Never") return [];
    if (!pullsLatest(image)) return [];
    const name = `${image.name}:latest`;
    return [
      {
        message:
          policy === "Never"
            ? `With ${policy} only what a node happens to hold as ${name} runs, and nothing says what that is.`
            : `With ${policy} a node that once pulled ${name} never looks for a newer one.`,
        field: use.pullPolicy,
        offender: policy,
      },
    ];
  },
};
