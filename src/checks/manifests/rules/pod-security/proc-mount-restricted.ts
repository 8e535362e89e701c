import { unmaskedProc } from "../../pod-security/proc-mount.ts";
import type { PodSecurityRule } from "../../pod-security/rule.ts";
import { restricted } from "../../pod-security/standard.ts";

/** Containers see the masked /proc, in a user namespace too. */
export const procMountRestricted: PodSecurityRule = {
  ...restricted,
  id: "pod-security/proc-mount-restricted",
  title: "A restricted container sees /proc unmasked",
  rationale:
    "A user namespace takes most of the danger out of an unmasked /proc, but the container still reads kernel state that the mask would hide, which helps whoever looks for a way out.",
  remediation: "Remove procMount, or set it to Default.",
  example: {
    bad: "spec:\n  hostUsers: false\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        procMount: Unmasked\n",
    good: "spec:\n  hostUsers: false\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        procMount: Default\n",
  },
  standards: { pss: ["restricted/proc-mount-type"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0027"],
    kics: ["container_runs_unmasked"],
    kubeLinter: ["unsafe-proc-mount"],
    polaris: ["procMount"],
    kyverno: ["disallow-proc-mount"],
    gatekeeper: ["K8sPSPProcMount"],
  },
  podSecurity: {
    check: "procMount_restricted",
    level: "restricted",
    overrides: ["procMount"],
    versions: [{ since: 35, judge: unmaskedProc }],
  },
};
