import type { Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { allSettings, offenceAt } from "../../pod-security/settings.ts";
import { baseline } from "../../pod-security/standard.ts";
import { isSet, textAt } from "../../pod-security/values.ts";

const annotationPrefix = "container.apparmor.security.beta.kubernetes.io/";

function profilesSwitchedOff(pod: Pod): Offence[] {
  return allSettings(pod, "appArmorProfile").flatMap((setting) => {
    const field = setting.field.at("type");
    const type = textAt(field);
    if (!isSet(setting.field) || type === "RuntimeDefault" || type === "Localhost") return [];
    return [
      offenceAt(
        { ...setting, field },
        type === ""
          ? "has an AppArmor profile without a type"
          : `sets its AppArmor profile to ${JSON.stringify(type)}`,
      ),
    ];
  });
}

/** Whatever container the annotation names, and whether or not the pod has it. */
function annotationsSwitchingOff(pod: Pod): Offence[] {
  return pod.metadata
    .at("annotations")
    .entries()
    .flatMap((field) => {
      const name = String(field.key);
      const profile = textAt(field);
      if (!name.startsWith(annotationPrefix)) return [];
      if (profile === "" || profile === "runtime/default" || profile.startsWith("localhost/")) {
        return [];
      }
      const container = JSON.stringify(name.slice(annotationPrefix.length));
      const message = `An annotation sets the AppArmor profile of the container ${container} to ${JSON.stringify(profile)}.`;
      return [{ field, message }];
    });
}

/** AppArmor's default profile is kept, or replaced by one of the node. */
export const appArmorProfile: PodSecurityRule = {
  ...baseline,
  id: "pod-security/app-armor-profile",
  title: "The AppArmor profile is switched off",
  rationale:
    "The runtime's AppArmor profile denies writes to /proc and /sys, mounts and other ways out of a container; without it a fault in the kernel or in a capability's use goes further.",
  remediation:
    "Remove the profile, or set appArmorProfile.type to RuntimeDefault or Localhost; annotations take runtime/default or localhost/ and a profile's name.",
  example: {
    bad: "spec:\n  securityContext:\n    appArmorProfile:\n      type: Unconfined\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  securityContext:\n    appArmorProfile:\n      type: RuntimeDefault\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
  },
  standards: { pss: ["baseline/apparmor"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0002"],
    kubescape: ["C-0055"],
    kics: ["missing_app_armor_config"],
    kubesec: ["ApparmorAny"],
    polaris: ["linuxHardening"],
    kyverno: ["restrict-apparmor-profiles"],
    gatekeeper: ["K8sPSPAppArmor"],
  },
  podSecurity: {
    check: "appArmorProfile",
    level: "baseline",
    overrides: [],
    versions: [
      {
        since: 0,
        judge: (pod) => [...profilesSwitchedOff(pod), ...annotationsSwitchingOff(pod)],
      },
    ],
  },
};
