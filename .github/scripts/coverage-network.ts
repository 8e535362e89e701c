import type { PracticeGroup } from "./coverage-practice.ts";

/** Who may talk to whom. */
export const network: PracticeGroup = {
  title: "Network",
  practices: [
    {
      id: "net.defaultdeny",
      practice: "Each namespace denies ingress and egress by default",
      articles: ["S2"],
      state: "not yet",
      instead: "Kubescape C-0260; Kyverno require-netpol in the cluster",
    },
    {
      id: "net.coverage",
      practice: "A NetworkPolicy selects every pod",
      articles: ["S2"],
      state: "not yet",
      instead: "KubeLinter non-isolated-pod; kube-score pod-networkpolicy; Kubescape C-0260",
    },
    {
      id: "net.allowall",
      practice: "No policy that lets everybody in",
      articles: ["S2"],
      state: "not yet",
      instead: "a review; no tool that we know of judges this in Kubernetes files",
    },
    {
      id: "net.dangling",
      practice: "Policies, Services and Ingresses select something",
      articles: ["S2"],
      state: "not yet",
      instead: "KubeLinter dangling-networkpolicy, dangling-service and dangling-ingress",
    },
    {
      id: "net.nsisolation",
      practice: "Namespaces are selected by a label that their users cannot set",
      articles: ["S2"],
      state: "not yet",
      instead:
        "a review: select by `kubernetes.io/metadata.name`; no tool that we know of judges this",
    },
    {
      id: "net.quarantine",
      practice: "A quarantine policy that no other policy opens again",
      articles: ["S2"],
      state: "not yet",
      instead: "a review: policies only ever add; no tool that we know of judges this",
    },
    {
      id: "net.expose",
      practice: "No Service is open to the world by accident",
      articles: ["S2"],
      state: "partly",
      by: {
        rules: ["pod-security/host-ports"],
        note: "ports of the node; NodePort, LoadBalancer and external addresses are not judged",
      },
      instead: "KubeLinter exposed-services; Trivy KSV-0108; Gatekeeper K8sExternalIPs",
    },
    {
      id: "cp.netpol",
      practice: "The control plane is closed to the network",
      articles: ["S2"],
      state: "not yet",
      instead: "firewall rules judged where they are written: `trivy config` on Terraform",
    },
  ],
};

/** How traffic comes in. */
export const ingress: PracticeGroup = {
  title: "Ingress",
  practices: [
    {
      id: "ing.tls",
      practice: "TLS for every host",
      articles: ["S2"],
      state: "not yet",
      instead: "Polaris tlsSettingsMissing; Gatekeeper K8sHttpsOnly and Kyverno in the cluster",
    },
    {
      id: "ing.auth",
      practice: "Authentication at the edge by OAuth2 proxy, over https",
      articles: ["S2"],
      state: "not yet",
      instead: "a review of auth-url and auth-signin; no tool that we know of judges them",
    },
    {
      id: "ing.waf",
      practice: "A web application firewall that blocks (ModSecurity with SecRuleEngine On)",
      articles: ["S2"],
      state: "not yet",
      instead: "a review; no tool that we know of judges this. The annotation alone only detects",
    },
    {
      id: "ing.snippets",
      practice: "A safe ingress controller, without snippets",
      articles: ["S2"],
      state: "not yet",
      instead: "Checkov CKV_K8S_152 to 154; Trivy KCV-0093. ingress-nginx itself is retired",
    },
  ],
};

/** Istio, as the long guide has it. */
export const mesh: PracticeGroup = {
  title: "Service mesh",
  practices: [
    {
      id: "mesh.mtls",
      practice: "Strict mutual TLS in the whole mesh",
      articles: ["S2"],
      state: "not yet",
      instead: "`istioctl analyze`; Kyverno enforce-strict-mtls in the cluster",
    },
    {
      id: "mesh.authz",
      practice: "Authorization policies that deny by default",
      articles: ["S2"],
      state: "not yet",
      instead: "`istioctl analyze`; Kyverno require-authorizationpolicy in the cluster",
    },
    {
      id: "mesh.injection",
      practice: "No workload leaves the mesh",
      articles: ["S2"],
      state: "not yet",
      instead: "Kyverno enforce-sidecar-injection-namespace in the cluster",
    },
  ],
};

/** Policy engines of the cluster and their own settings. */
export const admission: PracticeGroup = {
  title: "Admission policy",
  practices: [
    {
      id: "pol.requiredlabels",
      practice: "Objects carry the labels that K8sRequiredLabels asks for",
      articles: ["S2"],
      state: "not yet",
      instead: "`gator test` with the same constraints",
    },
    {
      id: "pol.enforcement",
      practice: "Constraints and policies deny rather than watch",
      articles: ["S2"],
      state: "not yet",
      instead: "a review of enforcementAction and validationFailureAction; no tool that we know of",
    },
    {
      id: "pol.webhookfail",
      practice: "Admission webhooks fail closed",
      articles: ["S2"],
      state: "not yet",
      instead: "Kubescape C-0036 and C-0039 list the webhooks of a cluster",
    },
    {
      id: "pol.deprecated",
      practice: "No removed APIs (PodSecurityPolicy and others)",
      articles: ["S2"],
      state: "not yet",
      instead: "kube-score stable-version; Trivy KSV-0107; Kyverno check-deprecated-apis",
    },
  ],
};
