import { exceptOnWindows } from "../../pod-security/exemptions.ts";
import type { PodSecurityRule } from "../../pod-security/rule.ts";
import { unfilteredContainers } from "../../pod-security/seccomp.ts";
import { restricted } from "../../pod-security/standard.ts";

/** Every container has a seccomp profile, its own or the pod's. */
export const seccompProfileRestricted: PodSecurityRule = {
  ...restricted,
  id: "pod-security/seccomp-profile-restricted",
  title: "A container has no seccomp profile",
  rationale:
    "Without a profile most clusters run containers unconfined: every system call of the node's kernel is open to whoever runs code in them.",
  remediation:
    "Write seccompProfile: { type: RuntimeDefault } in the securityContext of the pod, or of every container.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  securityContext:\n    seccompProfile:\n      type: RuntimeDefault\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
  },
  standards: { pss: ["restricted/seccomp"], cis: ["5.6.2"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0030"],
    checkov: ["CKV_K8S_31"],
    kubescape: ["C-0210", "C-0055"],
    kics: ["seccomp_profile_is_not_configured"],
    kubeScore: ["Container Seccomp Profile"],
    kubesec: ["SeccompAny"],
    polaris: ["linuxHardening"],
    kyverno: ["restrict-seccomp-strict"],
    gatekeeper: ["K8sPSPSeccompV2"],
  },
  podSecurity: {
    check: "seccompProfile_restricted",
    level: "restricted",
    overrides: ["seccompProfile_baseline"],
    versions: [
      { since: 19, judge: unfilteredContainers },
      { since: 25, judge: exceptOnWindows(unfilteredContainers) },
    ],
  },
};
