import type { Pod } from "../../../../kubernetes/pod.ts";
import { exceptOnWindows } from "../../pod-security/exemptions.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { containerSettings, offenceAt } from "../../pod-security/settings.ts";
import { restricted } from "../../pod-security/standard.ts";
import { flagAt } from "../../pod-security/values.ts";

function escalatingContainers(pod: Pod): Offence[] {
  return containerSettings(pod, "allowPrivilegeEscalation").flatMap((setting) => {
    const flag = flagAt(setting.field);
    if (flag === false) return [];
    return [
      offenceAt(
        setting,
        flag === true
          ? "sets allowPrivilegeEscalation to true"
          : "does not set allowPrivilegeEscalation to false",
      ),
    ];
  });
}

/** Every container says that its processes gain no privileges. */
export const allowPrivilegeEscalation: PodSecurityRule = {
  ...restricted,
  id: "pod-security/allow-privilege-escalation",
  title: "A container lets its processes gain privileges",
  rationale:
    "Without no_new_privs a process becomes root through any set-user-ID program of the image, such as sudo or mount, so that running as another user protects nothing.",
  remediation:
    "Write allowPrivilegeEscalation: false in the securityContext of every container, init and ephemeral containers included.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        allowPrivilegeEscalation: false\n",
  },
  standards: { pss: ["restricted/privilege-escalation"], cis: ["5.2.6"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0001"],
    checkov: ["CKV_K8S_20"],
    kubescape: ["C-0016"],
    kics: ["privilege_escalation_allowed"],
    kubeLinter: ["privilege-escalation-container"],
    kubesec: ["AllowPrivilegeEscalation"],
    polaris: ["privilegeEscalationAllowed"],
    kyverno: ["disallow-privilege-escalation"],
    gatekeeper: ["K8sPSPAllowPrivilegeEscalationContainer"],
  },
  podSecurity: {
    check: "allowPrivilegeEscalation",
    level: "restricted",
    overrides: [],
    versions: [
      { since: 8, judge: escalatingContainers },
      { since: 25, judge: exceptOnWindows(escalatingContainers) },
    ],
  },
};
