import { forbiddenAdditions } from "../../pod-security/capabilities.ts";
import type { PodSecurityRule } from "../../pod-security/rule.ts";
import { baseline } from "../../pod-security/standard.ts";

/** What container runtimes grant by default, less NET_RAW; compared as written, without `CAP_`. */
const allowed: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Containers add no capability beyond the runtimes' defaults, and not NET_RAW. */
export const capabilitiesBaseline: PodSecurityRule = {
  ...baseline,
  id: "pod-security/capabilities-baseline",
  title: "A container adds a capability beyond the default ones",
  rationale:
    "Capabilities are the powers of root one by one: SYS_ADMIN or SYS_MODULE suffice to take over the node, NET_ADMIN and NET_RAW to redirect and forge the traffic of other pods, SYS_PTRACE to read other processes.",
  remediation:
    "Remove the capability from securityContext.capabilities.add. Where a program listens below port 1024, NET_BIND_SERVICE is enough.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        capabilities:\n          add: [SYS_ADMIN]\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      securityContext:\n        capabilities:\n          drop: [ALL]\n          add: [NET_BIND_SERVICE]\n",
  },
  standards: { pss: ["baseline/capabilities"], cis: ["5.2.8"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0022", "KSV-0005", "KSV-0119", "KSV-0120"],
    checkov: ["CKV_K8S_25", "CKV_K8S_39"],
    kubescape: ["C-0046"],
    kics: ["containers_with_added_capabilities"],
    kubeLinter: ["drop-net-raw-capability"],
    kubesec: ["CapSysAdmin"],
    polaris: ["insecureCapabilities", "dangerousCapabilities"],
    kyverno: ["disallow-capabilities"],
    gatekeeper: ["K8sPSPCapabilities"],
  },
  podSecurity: {
    check: "capabilities_baseline",
    level: "baseline",
    overrides: [],
    versions: [{ since: 0, judge: (pod) => forbiddenAdditions(pod, allowed) }],
  },
};
