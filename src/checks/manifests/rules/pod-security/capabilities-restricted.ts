import type { Pod } from "../../../../kubernetes/pod.ts";
import { forbiddenAdditions, missingDropAll } from "../../pod-security/capabilities.ts";
import { exceptOnWindows } from "../../pod-security/exemptions.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { restricted } from "../../pod-security/standard.ts";

const allowed: ReadonlySet<string> = new Set(["NET_BIND_SERVICE"]);

function unrestrictedCapabilities(pod: Pod): Offence[] {
  return [...missingDropAll(pod), ...forbiddenAdditions(pod, allowed)];
}

/** Containers drop all capabilities and add at most NET_BIND_SERVICE. */
export const capabilitiesRestricted: PodSecurityRule = {
  ...restricted,
  id: "pod-security/capabilities-restricted",
  title: "A container keeps capabilities that it does not need",
  rationale:
    "The default capabilities let a process that is root in its container change the owner of files, create devices and forge network packets; most programs need none of them, and an intruder has less to work with when they are gone.",
  remediation:
    'Write capabilities: { drop: ["ALL"] } in the securityContext of every container; it cannot be inherited from the pod. Add nothing but NET_BIND_SERVICE.',
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        capabilities:\n          drop: [NET_RAW]\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        capabilities:\n          drop: [ALL]\n",
  },
  standards: { pss: ["restricted/capabilities"], cis: ["5.2.9"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0106", "KSV-0003", "KSV-0004"],
    checkov: ["CKV_K8S_28", "CKV_K8S_37"],
    kubescape: ["C-0199", "C-0200", "C-0201"],
    kics: ["no_drop_capabilities_for_containers"],
    kubeLinter: ["drop-net-raw-capability"],
    kubesec: ["CapDropAll", "CapDropAny"],
    polaris: ["insecureCapabilities"],
    kyverno: ["disallow-capabilities-strict"],
    gatekeeper: ["K8sPSPCapabilities"],
  },
  podSecurity: {
    check: "capabilities_restricted",
    level: "restricted",
    overrides: ["capabilities_baseline"],
    versions: [
      { since: 22, judge: unrestrictedCapabilities },
      { since: 25, judge: exceptOnWindows(unrestrictedCapabilities) },
    ],
  },
};
