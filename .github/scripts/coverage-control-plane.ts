import type { PracticeGroup } from "./coverage-practice.ts";

const bench = "kube-bench on the cluster's nodes";

/** Flags and files of the API server and its neighbours. */
export const controlPlane: PracticeGroup = {
  title: "Control plane",
  practices: [
    {
      id: "cp.tls",
      practice: "The API server serves and verifies TLS",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; Checkov CKV_K8S_86, 88, 89 and 100 for static pods`,
    },
    {
      id: "cp.admission",
      practice: "Admission plugins: NodeRestriction, AlwaysPullImages, PodSecurity",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; Trivy KCV-0010 to KCV-0016. The article's PodSecurityPolicy was removed in Kubernetes 1.25`,
    },
    {
      id: "cp.externalips",
      practice: "Services cannot take external addresses",
      articles: [],
      state: "not yet",
      instead: "Gatekeeper K8sExternalIPs in the cluster; Kubescape C-0283",
    },
    {
      id: "cp.anon",
      practice: "No anonymous access",
      articles: ["S1"],
      state: "not yet",
      instead: `${bench}; Trivy KSV-0122 for bindings; Checkov CKV_K8S_68`,
    },
    {
      id: "cp.authz",
      practice: "Authorization by Node and RBAC, never AlwaysAllow",
      articles: ["S1", "S2"],
      state: "not yet",
      instead: `${bench}; Trivy KCV-0007 to KCV-0009`,
    },
    {
      id: "cp.authn",
      practice: "Strong authentication: certificates, OIDC, no token or password files",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; Checkov CKV_K8S_69 and 70`,
    },
    {
      id: "cp.etcdtls",
      practice: "TLS between the API server, etcd and its peers",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; Trivy KCV-0042 to KCV-0047`,
    },
    {
      id: "cp.audit",
      practice: "The audit log is on and kept long enough",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; Checkov CKV_K8S_91 to 94`,
    },
    {
      id: "cp.auditpolicy",
      practice: "The audit policy covers what matters and does not write secrets into the log",
      articles: ["S2"],
      state: "not yet",
      instead: "KICS (audit_policy_not_cover_key_security_concerns) and a review",
    },
    {
      id: "cp.encryption",
      practice: "Secrets are encrypted in etcd, with no key in Git",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench} for the flag, a review for the order of the providers; no tool that we know of judges that rightly`,
    },
    {
      id: "cp.kubeletconn",
      practice: "The API server verifies kubelets",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; Trivy KCV-0004 to KCV-0006`,
    },
    {
      id: "cp.misc",
      practice: "Profiling off, strong ciphers, time limits, loopback addresses",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; Checkov CKV_K8S_90, 95 and 105 to 115`,
    },
  ],
};

/** Kubelets and the machines below them. */
export const nodes: PracticeGroup = {
  title: "Nodes",
  practices: [
    {
      id: "node.kubelet",
      practice: "Kubelet: no anonymous access, webhook authorization, no read-only port",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; KICS for KubeletConfiguration files`,
    },
    {
      id: "node.extra",
      practice: "Kubelet: default seccomp, limits of processes, certificate rotation",
      articles: ["S2"],
      state: "not yet",
      instead: `${bench}; KICS for KubeletConfiguration files`,
    },
    {
      id: "rt.immutable",
      practice: "Container-optimized or immutable node images",
      articles: ["S2"],
      state: "not here",
      why: "the repository's Kubernetes files do not say what a node runs",
      instead: "the node image of your provider or Cluster API; Kubescape's host scanner",
    },
    {
      id: "node.patching",
      practice: "Nodes are patched and upgraded",
      articles: "some",
      state: "not here",
      why: "it happens on machines, not in files",
      instead: "automatic upgrades of the node pools; a vulnerability scanner for hosts",
    },
    {
      id: "node.os",
      practice: "A hardened operating system below the cluster",
      articles: "some",
      state: "not here",
      why: "it happens on machines, not in files",
      instead: "CIS benchmarks of the distribution; kube-bench for what Kubernetes adds",
    },
  ],
};
