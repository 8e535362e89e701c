import type { Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { allSettings, offenceAt } from "../../pod-security/settings.ts";
import { baseline } from "../../pod-security/standard.ts";
import { flagAt } from "../../pod-security/values.ts";

function hostProcesses(pod: Pod): Offence[] {
  return allSettings(pod, "windowsOptions", "hostProcess")
    .filter(({ field }) => flagAt(field) === true)
    .map((setting) => offenceAt(setting, "runs as a process of its Windows node (hostProcess)"));
}

/** No Windows container is a process of its node. */
export const windowsHostProcess: PodSecurityRule = {
  ...baseline,
  id: "pod-security/windows-host-process",
  title: "A Windows container runs as a process of its node",
  rationale:
    "A HostProcess container is not isolated at all: it runs in the node's own session with its files, network and, as NT AUTHORITY\\SYSTEM, all of its rights.",
  remediation:
    "Remove windowsOptions.hostProcess, or set it to false; keep node agents that need it in a namespace of their own with a waiver.",
  example: {
    bad: "spec:\n  hostNetwork: true\n  securityContext:\n    windowsOptions:\n      hostProcess: true\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  securityContext:\n    windowsOptions:\n      runAsUserName: ContainerUser\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
  },
  standards: { pss: ["baseline/hostprocess"], cis: ["5.2.10"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0103"],
    kubescape: ["C-0202"],
    polaris: ["hostProcess"],
    kyverno: ["disallow-host-process"],
  },
  podSecurity: {
    check: "windowsHostProcess",
    level: "baseline",
    overrides: [],
    versions: [{ since: 0, judge: hostProcesses }],
  },
};
