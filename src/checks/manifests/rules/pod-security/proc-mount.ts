import { exceptInUserNamespace } from "../../pod-security/exemptions.ts";
import { unmaskedProc } from "../../pod-security/proc-mount.ts";
import type { PodSecurityRule } from "../../pod-security/rule.ts";
import { baseline } from "../../pod-security/standard.ts";

/** Containers see the masked /proc, unless (since v1.35) the pod has a user namespace of its own. */
export const procMount: PodSecurityRule = {
  ...baseline,
  id: "pod-security/proc-mount",
  title: "A container sees /proc unmasked",
  rationale:
    "The runtime hides or write-protects the parts of /proc that reach the kernel, such as /proc/sys and /proc/kcore; unmasked, root in the container changes settings of the node and reads its memory.",
  remediation:
    "Remove procMount, or set it to Default; a program that starts containers itself needs hostUsers: false beside Unmasked.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        procMount: Unmasked\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        procMount: Default\n",
  },
  standards: { pss: ["baseline/proc-mount-type"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0027"],
    kics: ["container_runs_unmasked"],
    kubeLinter: ["unsafe-proc-mount"],
    polaris: ["procMount"],
    kyverno: ["disallow-proc-mount"],
    gatekeeper: ["K8sPSPProcMount"],
  },
  podSecurity: {
    check: "procMount",
    level: "baseline",
    overrides: [],
    versions: [
      { since: 0, judge: unmaskedProc },
      { since: 35, judge: exceptInUserNamespace(unmaskedProc) },
    ],
  },
};
