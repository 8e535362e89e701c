import type { PracticeGroup } from "./coverage-practice.ts";

/** What the articles' workflow does before anything is deployed, and what they say of images. */
export const supplyChain: PracticeGroup = {
  title: "Supply chain and images",
  practices: [
    {
      id: "supply.scan",
      practice: "Scan every image for known vulnerabilities",
      articles: "some",
      state: "covered",
      by: {
        checks: ["vulnerabilities"],
        rules: ["vulnerabilities/not-scanned", "vulnerabilities/not-contacted"],
        keys: ["vulnerabilities.platforms", "vulnerabilities.max-db-age"],
        note: "Trivy, pinned by SHA-256, on every image of the files, every platform, one database",
      },
    },
    {
      id: "supply.gate",
      practice: "Stop the pipeline at a severity",
      articles: "some",
      state: "covered",
      by: {
        keys: ["fail-on", "on", "vulnerabilities.ignore-unfixed", "vulnerabilities.grace"],
        inputs: ["fail-on"],
        note: "what is reported and what fails are two settings",
      },
    },
    {
      id: "supply.prioritise",
      practice: "Put first what is likely to be exploited (learned prioritisation)",
      articles: "some",
      state: "covered",
      by: {
        keys: [
          "vulnerabilities.epss-threshold",
          "vulnerabilities.fail-on-kev",
          "vulnerabilities.epss",
          "vulnerabilities.kev",
        ],
        note: "EPSS is a published model; CISA's KEV lists what is exploited already",
      },
    },
    {
      id: "supply.sarif",
      practice: "Show the results in code scanning",
      articles: "some",
      state: "covered",
      by: {
        inputs: ["upload", "category", "wait-for-processing"],
        note: "one log, sent and waited for by the step itself; see [GitHub](github.md)",
      },
    },
    {
      id: "supply.sign",
      practice: "Sign images, and deploy only signed ones (cosign)",
      articles: "some",
      state: "covered",
      by: {
        checks: ["signatures"],
        rules: ["signatures/not-verified", "signatures/unlisted", "signatures/could-not-tell"],
        keys: ["signatures.images", "signatures.unlisted"],
        note: "what cosign 2 and 3 and GitHub's attestations write, by key or identity",
      },
    },
    {
      id: "supply.attest",
      practice: "Ask for provenance and other attestations of an image",
      articles: [],
      state: "covered",
      by: { keys: ["signatures.images[].attestations"] },
    },
    {
      id: "supply.content-trust",
      practice: "Docker Content Trust (Notary)",
      articles: "some",
      state: "not here",
      why: "Content Trust is retired upstream",
      instead: "sign with cosign and let `signatures.images` say by whom",
    },
    {
      id: "supply.commits",
      practice: "Sign commits, and verify them before they are merged",
      articles: "some",
      state: "covered",
      by: {
        checks: ["commits"],
        rules: ["commits/*"],
        keys: ["commits.require", "commits.allowed-signers"],
      },
    },
    {
      id: "supply.lint",
      practice: "Lint the Kubernetes files in the pipeline",
      articles: "some",
      state: "partly",
      by: {
        checks: ["manifests"],
        rules: ["files/*", "pod-security/*"],
        note: "the Pod Security Standards and files that Kubernetes would not read",
      },
      instead:
        "`trivy config`, KubeLinter or kube-score beside it for the rows below that say not yet",
    },
    {
      id: "img.registry",
      practice:
        "Images from allowed registries only; the repository's own K8sAllowedRepos honoured",
      articles: ["S2"],
      state: "covered",
      by: {
        checks: ["registries"],
        rules: ["registries/not-allowed", "registries/constraint-violated"],
        keys: ["registries.allow", "registries.constraints"],
      },
    },
    {
      id: "img.ambiguous",
      practice: "K8sAllowedRepos entries that admit more than they seem to",
      articles: ["S2"],
      state: "covered",
      by: { rules: ["registries/ambiguous-constraint"] },
    },
    {
      id: "img.tag",
      practice: "Images pinned: no `latest`, a digest",
      articles: ["S1", "S2"],
      state: "covered",
      by: {
        rules: [
          "registries/no-digest",
          "registries/mutable-tag",
          "registries/tag-and-digest",
          "registries/pull-policy",
        ],
        keys: ["registries.require-digest"],
      },
    },
    {
      id: "img.signed",
      practice: "The cluster admits signed images only",
      articles: ["S2"],
      state: "partly",
      by: {
        checks: ["signatures"],
        keys: ["signatures.cluster-image-policies"],
        note: "signatures are verified before the deployment, by the cluster's own ClusterImagePolicy where you name it; whether the cluster enforces one is not judged",
      },
      instead: "policy-controller, Kyverno (`verifyImages`) or Ratify in the cluster",
    },
    {
      id: "img.minimal",
      practice: "Minimal base images without debug tools",
      articles: ["S1", "S2"],
      state: "partly",
      by: {
        rules: [
          "image/debug-tools",
          "image/shell",
          "image/package-manager",
          "image/runs-as-root",
          "image/old",
          "vulnerabilities/end-of-life",
        ],
        note: "from what the image holds, not from its name; a container that installs packages when it starts is not noticed yet",
      },
      instead: "a review of `command` and `args`; no tool that we know of judges them",
    },
  ],
};
