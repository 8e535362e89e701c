import { podField, type Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { baseline } from "../../pod-security/standard.ts";
import { mappingItems, textAt } from "../../pod-security/values.ts";

/** The minor version that allowed each sysctl; they stay allowed. Names with slashes are not known. */
const allowedSince: Readonly<Record<number, readonly string[]>> = {
  0: [
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_unprivileged_port_start",
  ],
  27: ["net.ipv4.ip_local_reserved_ports"],
  29: [
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
  ],
  32: ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"],
  37: ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"],
};

function sysctlsBeyond(minor: number): (pod: Pod) => Offence[] {
  const allowed = new Set(
    Object.entries(allowedSince).flatMap(([since, names]) => (Number(since) <= minor ? names : [])),
  );
  return (pod) =>
    mappingItems(podField(pod, "securityContext", "sysctls")).flatMap((sysctl) => {
      const field = sysctl.at("name");
      const name = textAt(field);
      if (allowed.has(name)) return [];
      const message =
        name === ""
          ? "A sysctl of the pod has no name."
          : `The pod sets the sysctl ${JSON.stringify(name)}, which is not a safe one.`;
      return [{ field, message }];
    });
}

/** Pods set only sysctls that are known to stay within the pod. */
export const sysctls: PodSecurityRule = {
  ...baseline,
  id: "pod-security/sysctls",
  title: "The pod sets an unsafe sysctl",
  rationale:
    "Sysctls outside the safe set reach beyond the pod: they weaken protections of the node's kernel, exhaust its memory or change the network of every pod on it.",
  remediation:
    "Remove the sysctl, or set it when the node is built; the safe ones are written with dots, as in net.ipv4.tcp_syncookies.",
  example: {
    bad: 'spec:\n  securityContext:\n    sysctls:\n      - name: kernel.msgmax\n        value: "65536"\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n',
    good: 'spec:\n  securityContext:\n    sysctls:\n      - name: net.ipv4.tcp_syncookies\n        value: "1"\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n',
  },
  standards: { pss: ["baseline/sysctls"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0026"],
    kics: ["cluster_allows_unsafe_sysctls"],
    kubeLinter: ["unsafe-sysctls"],
    kyverno: ["restrict-sysctls"],
    gatekeeper: ["K8sPSPForbiddenSysctls"],
  },
  podSecurity: {
    check: "sysctls",
    level: "baseline",
    overrides: [],
    versions: Object.keys(allowedSince).map((since) => ({
      since: Number(since),
      judge: sysctlsBeyond(Number(since)),
    })),
  },
};
