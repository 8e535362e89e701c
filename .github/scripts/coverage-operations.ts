import type { PracticeGroup } from "./coverage-practice.ts";

/** What watches a cluster, and what people do. */
export const operations: PracticeGroup = {
  title: "Runtime and operations",
  practices: [
    {
      id: "rt.falco",
      practice: "Runtime detection (Falco), its alerts sent over https",
      articles: ["S0", "S2"],
      state: "not yet",
      instead: "Falco in the cluster; no tool that we know of judges its settings in files",
    },
    {
      id: "rt.response",
      practice: "Response to what is detected at run time",
      articles: "some",
      state: "not here",
      why: "it happens in the running cluster",
      instead: "Falco Talon or your provider's threat detection",
    },
    {
      id: "tool.kubebench",
      practice:
        "Benchmarks run in the cluster (kube-bench, Kubescape), with images that are pinned",
      articles: ["S2"],
      state: "partly",
      by: {
        rules: ["registries/mutable-tag", "registries/no-digest", "pod-security/*"],
        note: "their jobs are judged like any other workload; privileges that they need take a waiver",
      },
      instead: "the benchmarks themselves, run in the cluster",
    },
    {
      id: "org.incident",
      practice: "A plan for incidents, and exercises",
      articles: "some",
      state: "not here",
      why: "a plan that works cannot be told from files",
      instead: "exercises; SECURITY.md for whom to call",
    },
    {
      id: "org.backup",
      practice: "Backups of etcd and volumes, restored for practice",
      articles: "some",
      state: "not here",
      why: "a schedule in a file is no proof of a restore",
      instead: "Velero or your provider's backups, and restores on a schedule",
    },
    {
      id: "org.sast",
      practice: "Static analysis of the application's code (SAST)",
      articles: "some",
      state: "not here",
      why: "this gate judges what is deployed, not source code",
      instead: "CodeQL or Semgrep; their results stand beside ours in code scanning",
    },
    {
      id: "org.dast",
      practice: "Dynamic tests of the running application (DAST)",
      articles: "some",
      state: "not here",
      why: "it takes a running application",
      instead: "ZAP against a staging environment",
    },
    {
      id: "org.ai",
      practice: "Learned detection of anomalies",
      articles: "some",
      state: "not here",
      why: "a gate must give the same verdict for the same input; the published model EPSS is used (supply.prioritise)",
      instead: "your provider's threat detection, on the running cluster",
    },
    {
      id: "org.frameworks",
      practice: "Mapping to PCI DSS, HIPAA and their like",
      articles: "some",
      state: "not here",
      why: "rules name PSS, CIS and NSA/CISA only, which are about Kubernetes; `portcullis rules --format json` has them",
      instead: "Kubescape's frameworks for SOC 2 and MITRE",
    },
  ],
};

/** A tool that the articles use, and the practices that it is used for. */
export interface ArticleTool {
  readonly tool: string;
  /** Ids of practices of the document. */
  readonly practices: readonly string[];
  /** What has become of it here, as a sentence. */
  readonly here: string;
}

export const articleTools: readonly ArticleTool[] = [
  {
    tool: "Trivy and trivy-action",
    practices: ["supply.scan", "supply.gate", "supply.sarif"],
    here: "The step runs Trivy itself, pinned by SHA-256; trivy-action is not needed.",
  },
  {
    tool: "cosign and cosign-installer",
    practices: ["supply.sign", "img.signed"],
    here: "Signatures are verified in process; signing stays cosign's work.",
  },
  {
    tool: "Docker Content Trust, Notary",
    practices: ["supply.content-trust"],
    here: "Retired; use cosign.",
  },
  {
    tool: "git verify-commit",
    practices: ["supply.commits"],
    here: "Replaced by the check `commits`, which judges every commit by the base's list.",
  },
  {
    tool: "github/codeql-action/upload-sarif",
    practices: ["supply.sarif"],
    here: "Not needed; it can still be given the file of `sarif-file`.",
  },
  {
    tool: "Linters of Kubernetes files",
    practices: ["supply.lint"],
    here: "Keep one beside this step until the rows that say not yet are done.",
  },
  {
    tool: "OPA Gatekeeper",
    practices: ["img.registry", "img.ambiguous", "pol.requiredlabels", "pol.enforcement"],
    here: "Constraints on registries, tags and digests are read from the repository; others are not.",
  },
  {
    tool: "Kyverno",
    practices: ["img.signed", "pol.enforcement"],
    here: "Its policies are not read.",
  },
  {
    tool: "Pod Security Admission",
    practices: ["pss.baseline", "pss.restricted", "pss.labels"],
    here: "Judged as the plugin does, before the cluster does.",
  },
  {
    tool: "Falco",
    practices: ["rt.falco", "rt.response"],
    here: "It watches what runs; this gate judges what is about to.",
  },
  {
    tool: "kube-bench, Kubescape",
    practices: ["tool.kubebench", "cp.tls", "node.kubelet"],
    here: "They see nodes and the running cluster, which no file shows.",
  },
  {
    tool: "Istio",
    practices: ["mesh.mtls", "mesh.authz", "mesh.injection"],
    here: "Not judged yet.",
  },
  {
    tool: "Vault, External Secrets, Sealed Secrets, Secrets Store CSI driver",
    practices: ["sec.external", "sec.sealed", "sec.csi"],
    here: "Not judged yet.",
  },
  {
    tool: "ingress-nginx, ModSecurity, OAuth2 Proxy",
    practices: ["ing.tls", "ing.auth", "ing.waf", "ing.snippets"],
    here: "Not judged yet.",
  },
  {
    tool: "gVisor, Kata Containers",
    practices: ["node.sandbox"],
    here: "Not judged yet.",
  },
];
