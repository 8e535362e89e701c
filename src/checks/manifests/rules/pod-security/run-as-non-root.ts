import type { Pod } from "../../../../kubernetes/pod.ts";
import { exceptInUserNamespace } from "../../pod-security/exemptions.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import {
  allSettings,
  containerSettings,
  offenceAt,
  podSetting,
} from "../../pod-security/settings.ts";
import { restricted } from "../../pod-security/standard.ts";
import { flagAt } from "../../pod-security/values.ts";

/** A false counts wherever it stands; a container that inherits it is not named beside the pod. */
function possiblyRoot(pod: Pod): Offence[] {
  const inherited = flagAt(podSetting(pod, "runAsNonRoot").field);
  return [
    ...allSettings(pod, "runAsNonRoot")
      .filter(({ field }) => flagAt(field) === false)
      .map((setting) => offenceAt(setting, "sets runAsNonRoot to false")),
    ...containerSettings(pod, "runAsNonRoot")
      .filter(({ field }) => inherited === undefined && flagAt(field) === undefined)
      .map((setting) => offenceAt(setting, "may run as root: nothing sets runAsNonRoot to true")),
  ];
}

/** The kubelet refuses to start a container as root, unless (since v1.35) the pod has a user namespace. */
export const runAsNonRoot: PodSecurityRule = {
  ...restricted,
  id: "pod-security/run-as-non-root",
  title: "A container may run as root",
  rationale:
    "Root in a container is root to the kernel: it owns mounted files, installs programs, and needs one fault of the kernel or the runtime to be root on the node.",
  remediation:
    "Write runAsNonRoot: true in the securityContext of the pod or of every container, and nowhere false; a runAsUser other than 0 does not stand in for it.",
  example: {
    bad: "spec:\n  securityContext:\n    runAsNonRoot: false\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  securityContext:\n    runAsNonRoot: true\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
  },
  standards: { pss: ["restricted/running-as-non-root"], cis: ["5.2.7"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0012"],
    checkov: ["CKV_K8S_23"],
    kubescape: ["C-0013"],
    kics: ["containers_running_as_root"],
    kubeLinter: ["run-as-non-root"],
    kubesec: ["RunAsNonRoot"],
    polaris: ["runAsRootAllowed"],
    kyverno: ["require-run-as-nonroot"],
    gatekeeper: ["K8sPSPAllowedUsers"],
  },
  podSecurity: {
    check: "runAsNonRoot",
    level: "restricted",
    overrides: [],
    versions: [
      { since: 0, judge: possiblyRoot },
      { since: 35, judge: exceptInUserNamespace(possiblyRoot) },
    ],
  },
};
