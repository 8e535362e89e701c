import type { PracticeGroup } from "./coverage-practice.ts";

/** Roles and bindings. */
export const access: PracticeGroup = {
  title: "Access (RBAC)",
  practices: [
    {
      id: "rbac.clusteradmin",
      practice: "No bindings to cluster-admin that nobody needs",
      articles: ["S1"],
      state: "not yet",
      instead: "KubeLinter cluster-admin-role-binding; Trivy KSV-0111; Kubescape C-0035",
    },
    {
      id: "rbac.wildcard",
      practice: "Least privilege: no wildcards in roles",
      articles: ["S1", "S2"],
      state: "not yet",
      instead: "KubeLinter wildcard-in-rules; Trivy KSV-0044 to KSV-0046; Checkov CKV_K8S_49",
    },
    {
      id: "rbac.secrets",
      practice: "Few may read Secrets",
      articles: ["S2"],
      state: "not yet",
      instead: "KubeLinter access-to-secrets; Trivy KSV-0041 and KSV-0113; Kubescape C-0015",
    },
    {
      id: "rbac.escalate",
      practice: "No way up: bind, escalate, impersonate, exec, create pods, nodes/proxy, webhooks",
      articles: ["S1", "S2"],
      state: "not yet",
      instead: "Trivy KSV-0043 and KSV-0047 to KSV-0056; Checkov CKV_K8S_155 to 158",
    },
    {
      id: "rbac.masters",
      practice: "Nobody in system:masters",
      articles: ["S1"],
      state: "not yet",
      instead: "Trivy KSV-0123; Kubescape C-0246",
    },
    {
      id: "rbac.ns",
      practice: "Roles rather than cluster roles; the default namespace is not used",
      articles: ["S2"],
      state: "not yet",
      instead: "KubeLinter use-namespace; Trivy KSV-0110; Checkov CKV_K8S_21",
    },
    {
      id: "rbac.dangling",
      practice: "Bindings refer to roles and accounts that exist",
      articles: ["S2"],
      state: "not yet",
      instead: "KubeLinter non-existent-service-account; Kubescape C-0307",
    },
    {
      id: "cicd.scopedns",
      practice: "Deploying accounts are bound to their namespaces",
      articles: ["S2"],
      state: "not yet",
      instead: "a review of the bindings; no tool that we know of judges this in files",
    },
  ],
};

/** Where secrets lie and how they reach a pod. */
export const secrets: PracticeGroup = {
  title: "Secrets",
  practices: [
    {
      id: "sec.plain",
      practice: "No plain Secret in Git",
      articles: ["S2"],
      state: "not yet",
      instead: "GitHub's secret scanning and push protection; Gitleaks; Kubescape C-0012",
    },
    {
      id: "sec.configmap",
      practice: "No credentials in ConfigMaps, environment or arguments",
      articles: ["S2"],
      state: "partly",
      by: {
        rules: ["vulnerabilities/secret"],
        keys: ["vulnerabilities.secrets"],
        note: "secrets in the layers of images, when asked for; those in Kubernetes files are not looked for",
      },
      instead: "GitHub's secret scanning; KubeLinter env-var-secret; Trivy KSV-0109",
    },
    {
      id: "sec.env",
      practice: "Secrets as files rather than environment variables",
      articles: [],
      state: "not yet",
      instead: "KubeLinter read-secret-from-env-var; Checkov CKV_K8S_35; Kubescape C-0207",
    },
    {
      id: "sec.external",
      practice: "External Secrets and Vault: current API, existing stores, https",
      articles: ["S2"],
      state: "not yet",
      instead: "a review; no tool that we know of judges their settings in files",
    },
    {
      id: "sec.sealed",
      practice: "Sealed Secrets: narrow scope, no plain copy beside them",
      articles: ["S2"],
      state: "not yet",
      instead: "`kubeseal --validate`; no tool that we know of judges scope and copies",
    },
    {
      id: "sec.csi",
      practice: "Secrets Store CSI driver without copies into Secrets",
      articles: ["S2"],
      state: "not yet",
      instead: "a review of `secretObjects` in each SecretProviderClass",
    },
  ],
};
