import type { Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { allSettings, offenceAt } from "../../pod-security/settings.ts";
import { baseline } from "../../pod-security/standard.ts";
import { textAt } from "../../pod-security/values.ts";

const typesOf1_0: ReadonlySet<string> = new Set([
  "",
  "container_t",
  "container_init_t",
  "container_kvm_t",
]);
const typesOf1_31: ReadonlySet<string> = new Set([...typesOf1_0, "container_engine_t"]);

function optionsBeyond(types: ReadonlySet<string>): (pod: Pod) => Offence[] {
  return (pod) =>
    allSettings(pod, "seLinuxOptions").flatMap((setting) =>
      (["type", "user", "role"] as const).flatMap((key) => {
        const field = setting.field.at(key);
        const value = textAt(field);
        if (key === "type" ? types.has(value) : value === "") return [];
        return [
          offenceAt({ ...setting, field }, `sets its SELinux ${key} to ${JSON.stringify(value)}`),
        ];
      }),
    );
}

/** SELinux labels keep to the types made for containers, and to the default user and role. */
export const seLinuxOptions: PodSecurityRule = {
  ...baseline,
  id: "pod-security/se-linux-options",
  title: "SELinux options lift the confinement of containers",
  rationale:
    "A container with the type spc_t, or with a user or role of the host, is no longer held by the SELinux policy for containers: it reaches files and processes of the node that its label was to keep from it.",
  remediation:
    "Remove user and role, and set type to container_t, container_init_t, container_kvm_t or, since v1.31, container_engine_t, or leave it out; level may stay.",
  example: {
    bad: "spec:\n  securityContext:\n    seLinuxOptions:\n      type: spc_t\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  securityContext:\n    seLinuxOptions:\n      type: container_t\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
  },
  standards: { pss: ["baseline/selinux"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0025"],
    kubescape: ["C-0055"],
    kyverno: ["disallow-selinux"],
    gatekeeper: ["K8sPSPSELinuxV2"],
  },
  podSecurity: {
    check: "seLinuxOptions",
    level: "baseline",
    overrides: [],
    versions: [
      { since: 0, judge: optionsBeyond(typesOf1_0) },
      { since: 31, judge: optionsBeyond(typesOf1_31) },
    ],
  },
};
