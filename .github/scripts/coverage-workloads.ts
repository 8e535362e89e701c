import type { PracticeGroup } from "./coverage-practice.ts";

/** What a pod may do on its node, and what it may use. */
export const workloads: PracticeGroup = {
  title: "Pods and containers",
  practices: [
    {
      id: "pss.baseline",
      practice: "Pod Security Standards, level baseline",
      articles: ["S2"],
      state: "covered",
      by: {
        checks: ["manifests"],
        rules: ["pod-security/*"],
        keys: ["manifests.pod-security"],
        inputs: ["pod-security"],
        note: "every control at every version, as the admission plugin judges it",
      },
    },
    {
      id: "pss.restricted",
      practice: "Pod Security Standards, level restricted",
      articles: ["S2"],
      state: "covered",
      by: {
        rules: ["pod-security/*"],
        keys: ["manifests.pod-security"],
        inputs: ["pod-security"],
      },
    },
    {
      id: "pss.labels",
      practice: "Namespaces carry Pod Security labels with a valid level and version",
      articles: ["S2"],
      state: "not yet",
      instead: "Kubescape C-0192 and following; Kyverno deny-privileged-profile in the cluster",
    },
    {
      id: "sc.nonroot",
      practice: "Containers do not run as root; high user and group ids",
      articles: ["S2"],
      state: "partly",
      by: {
        rules: ["pod-security/run-as-non-root", "pod-security/run-as-user", "image/runs-as-root"],
        note: "root is judged in the files and in the image; low ids and groups are not judged",
      },
      instead: "Trivy KSV-0020, KSV-0021 and KSV-0116; Checkov CKV_K8S_40",
    },
    {
      id: "sc.ape",
      practice: "No privilege escalation",
      articles: ["S2"],
      state: "covered",
      by: { rules: ["pod-security/allow-privilege-escalation"] },
    },
    {
      id: "sc.rofs",
      practice: "Read-only root file system",
      articles: ["S2"],
      state: "not yet",
      instead: "KubeLinter no-read-only-root-fs; Trivy KSV-0014; Checkov CKV_K8S_22",
    },
    {
      id: "sc.caps",
      practice: "Drop all capabilities, add back what is needed",
      articles: ["S2"],
      state: "covered",
      by: {
        rules: ["pod-security/capabilities-baseline", "pod-security/capabilities-restricted"],
      },
    },
    {
      id: "sc.seccomp",
      practice: "Seccomp profile RuntimeDefault or Localhost",
      articles: ["S2"],
      state: "covered",
      by: {
        rules: ["pod-security/seccomp-profile-baseline", "pod-security/seccomp-profile-restricted"],
        note: "whether a Localhost profile lies on the node cannot be seen in files",
      },
    },
    {
      id: "sc.apparmor",
      practice: "AppArmor and SELinux confinement",
      articles: [],
      state: "covered",
      by: { rules: ["pod-security/app-armor-profile", "pod-security/se-linux-options"] },
    },
    {
      id: "sc.missing",
      practice: "Every pod and container has a security context",
      articles: ["S2"],
      state: "covered",
      by: {
        rules: ["pod-security/*"],
        note: "by what is missing in it rather than by its absence",
      },
    },
    {
      id: "rt.docker",
      practice: "No container runtime socket and no dangerous path of the node in a container",
      articles: ["S2"],
      state: "covered",
      by: { rules: ["pod-security/host-path-volumes", "pod-security/restricted-volumes"] },
    },
    {
      id: "res.limits",
      practice: "CPU and memory requests and limits; LimitRange and ResourceQuota",
      articles: ["S2"],
      state: "not yet",
      instead:
        "KubeLinter unset-memory-requirements; kube-score; Trivy KSV-0011, -0015, -0016, -0018",
    },
    {
      id: "sa.automount",
      practice: "Service account tokens are mounted only where they are needed",
      articles: ["S2"],
      state: "not yet",
      instead: "Trivy KSV-0036; Checkov CKV_K8S_38; Kubescape C-0034",
    },
    {
      id: "sa.default",
      practice: "A service account for each workload, never the default one",
      articles: ["S2"],
      state: "not yet",
      instead: "KubeLinter default-service-account; Checkov CKV_K8S_41 and CKV_K8S_42",
    },
    {
      id: "sa.projected",
      practice: "Short-lived, audience-bound tokens; no token Secrets",
      articles: ["S2"],
      state: "not yet",
      instead:
        "Kyverno deny-secret-service-account-token-type in the cluster; no tool that we know of judges projected tokens",
    },
    {
      id: "sa.escalation",
      practice: "No workload uses a service account bound to an administrator's role",
      articles: ["S2"],
      state: "not yet",
      instead: "Kubescape C-0267 and C-0272",
    },
    {
      id: "node.isolation",
      practice: "Sensitive workloads on nodes of their own",
      articles: ["S1", "S2"],
      state: "not yet",
      instead:
        "Kyverno restrict-node-selection and restrict-controlplane-scheduling in the cluster",
    },
    {
      id: "node.sandbox",
      practice: "Sandboxed runtimes (gVisor, Kata) for what is not trusted",
      articles: ["S2"],
      state: "not yet",
      instead: "an admission policy of your own that asks for `runtimeClassName`",
    },
  ],
};
