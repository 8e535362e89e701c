import type { Pod } from "../../../../kubernetes/pod.ts";
import { exceptInUserNamespace } from "../../pod-security/exemptions.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { allSettings, offenceAt } from "../../pod-security/settings.ts";
import { restricted } from "../../pod-security/standard.ts";
import { numberAt } from "../../pod-security/values.ts";

function explicitlyRoot(pod: Pod): Offence[] {
  return allSettings(pod, "runAsUser")
    .filter(({ field }) => numberAt(field) === 0)
    .map((setting) => offenceAt(setting, "sets runAsUser to 0, which is root"));
}

/** Nothing asks for user 0, unless (since v1.35) the pod has a user namespace. */
export const runAsUser: PodSecurityRule = {
  ...restricted,
  id: "pod-security/run-as-user",
  title: "The user is set to root",
  rationale:
    "User 0 is root to the kernel whatever the image says: a fault of the kernel or the runtime, or a mounted file of the node, then makes it root on the node.",
  remediation:
    "Remove runAsUser: 0, of the pod as well as of containers, or set the user id that the image was built for.",
  example: {
    bad: "spec:\n  securityContext:\n    runAsUser: 0\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  securityContext:\n    runAsUser: 10001\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
  },
  standards: { pss: ["restricted/running-as-non-root-user"], cis: ["5.2.7"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0105"],
    kubescape: ["C-0013"],
    kics: ["containers_running_as_root"],
    kubeLinter: ["run-as-non-root"],
    kubeScore: ["Container Security Context User Group ID"],
    kubesec: ["RunAsUser"],
    polaris: ["runAsRootAllowed"],
    kyverno: ["require-run-as-non-root-user"],
    gatekeeper: ["K8sPSPAllowedUsers"],
  },
  podSecurity: {
    check: "runAsUser",
    level: "restricted",
    overrides: [],
    versions: [
      { since: 23, judge: explicitlyRoot },
      { since: 35, judge: exceptInUserNamespace(explicitlyRoot) },
    ],
  },
};
