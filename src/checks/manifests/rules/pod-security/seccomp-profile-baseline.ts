import type { Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { unconfinedProfiles } from "../../pod-security/seccomp.ts";
import { baseline } from "../../pod-security/standard.ts";
import { textAt } from "../../pod-security/values.ts";

const podAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
const containerAnnotationPrefix = "container.seccomp.security.alpha.kubernetes.io/";

/** The alpha annotations, which counted until v1.18; those for other containers than the pod's do not. */
function unconfinedAnnotations(pod: Pod): Offence[] {
  const names = pod.containers.map(({ name }) => containerAnnotationPrefix + (name ?? ""));
  return [...new Set([podAnnotation, ...names])].flatMap((name) => {
    const field = pod.metadata.at("annotations", name);
    const profile = textAt(field);
    const written = typeof field.value === "string" || field.value === null;
    if (!written || profile === "runtime/default" || profile === "docker/default") return [];
    if (profile.startsWith("localhost/")) return [];
    return [
      { field, message: `An annotation sets a seccomp profile to ${JSON.stringify(profile)}.` },
    ];
  });
}

/** Nothing switches seccomp off. */
export const seccompProfileBaseline: PodSecurityRule = {
  ...baseline,
  id: "pod-security/seccomp-profile-baseline",
  title: "Seccomp is switched off",
  rationale:
    "Unconfined, a process reaches every system call of the node's kernel, among them the rarely used ones in which most ways out of a container were found.",
  remediation:
    "Set seccompProfile.type to RuntimeDefault or Localhost wherever it is written, or remove it; a bad value is refused even where a container overrides it.",
  example: {
    bad: "spec:\n  securityContext:\n    seccompProfile:\n      type: Unconfined\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  securityContext:\n    seccompProfile:\n      type: RuntimeDefault\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
  },
  standards: { pss: ["baseline/seccomp"], cis: ["5.6.2"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0104"],
    kubescape: ["C-0055"],
    kics: ["seccomp_profile_is_not_configured"],
    kubesec: ["SeccompUnconfined"],
    polaris: ["linuxHardening"],
    kyverno: ["restrict-seccomp"],
    gatekeeper: ["K8sPSPSeccompV2"],
  },
  podSecurity: {
    check: "seccompProfile_baseline",
    level: "baseline",
    overrides: [],
    versions: [
      { since: 0, judge: unconfinedAnnotations },
      { since: 19, judge: unconfinedProfiles },
    ],
  },
};
