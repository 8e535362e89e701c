import type { Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { containerSettings, offenceAt } from "../../pod-security/settings.ts";
import { baseline } from "../../pod-security/standard.ts";
import { flagAt } from "../../pod-security/values.ts";

function privilegedContainers(pod: Pod): Offence[] {
  return containerSettings(pod, "privileged")
    .filter(({ field }) => flagAt(field) === true)
    .map((setting) => offenceAt(setting, "runs privileged, with the rights of root on its node"));
}

/** No container is privileged. */
export const privileged: PodSecurityRule = {
  ...baseline,
  id: "pod-security/privileged",
  title: "A container runs privileged",
  rationale:
    "A privileged container has every capability, every device of the node and no seccomp or AppArmor filter: whoever runs code in it mounts the node's disk and owns the node with every pod on it.",
  remediation:
    "Remove privileged, or set it to false, and grant the one capability or device that the program needs.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        privileged: true\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        privileged: false\n",
  },
  standards: { pss: ["baseline/privileged-containers"], cis: ["5.2.2"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0017"],
    checkov: ["CKV_K8S_16"],
    kubescape: ["C-0057"],
    kics: ["container_is_privileged"],
    kubeLinter: ["privileged-container"],
    kubeScore: ["Container Security Context Privileged"],
    kubesec: ["Privileged"],
    polaris: ["runAsPrivileged"],
    kyverno: ["disallow-privileged-containers"],
    gatekeeper: ["K8sPSPPrivilegedContainer"],
  },
  podSecurity: {
    check: "privileged",
    level: "baseline",
    overrides: [],
    versions: [{ since: 0, judge: privilegedContainers }],
  },
};
