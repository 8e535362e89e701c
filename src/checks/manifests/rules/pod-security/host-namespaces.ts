import { podField, type Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { baseline } from "../../pod-security/standard.ts";
import { flagAt } from "../../pod-security/values.ts";

const namespaces = [
  { key: "hostNetwork", shared: "network" },
  { key: "hostPID", shared: "process" },
  { key: "hostIPC", shared: "IPC" },
] as const;

function sharedNamespaces(pod: Pod): Offence[] {
  return namespaces.flatMap(({ key, shared }) => {
    const field = podField(pod, key);
    if (flagAt(field) !== true) return [];
    return [{ field, message: `The pod shares the ${shared} namespace of its node.` }];
  });
}

/** Pods keep out of the network, process and IPC namespaces of their node. */
export const hostNamespaces: PodSecurityRule = {
  ...baseline,
  id: "pod-security/host-namespaces",
  title: "The pod shares a namespace of its node",
  rationale:
    "In the node's network namespace a container reaches services that listen on the node's loopback address, sees the traffic of other pods and escapes NetworkPolicies; in its process namespace it reads the environment of every process and can signal them; in its IPC namespace it reads their shared memory.",
  remediation:
    "Remove hostNetwork, hostPID and hostIPC, or set them to false. Expose ports through a Service, and keep node agents that need the host in a namespace of their own with a waiver.",
  example: {
    bad: "spec:\n  hostNetwork: true\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
    good: "spec:\n  hostNetwork: false\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n",
  },
  standards: { pss: ["baseline/host-namespaces"], cis: ["5.2.3", "5.2.4", "5.2.5"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0008", "KSV-0009", "KSV-0010"],
    checkov: ["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19"],
    kubescape: ["C-0038", "C-0041"],
    kics: [
      "shared_host_network_namespace",
      "shared_host_pid_namespace",
      "shared_host_ipc_namespace",
    ],
    kubeLinter: ["host-network", "host-pid", "host-ipc"],
    kubesec: ["HostNetwork", "HostPID", "HostIPC"],
    polaris: ["hostNetworkSet", "hostPIDSet", "hostIPCSet"],
    kyverno: ["disallow-host-namespaces"],
    gatekeeper: ["K8sPSPHostNamespace", "K8sPSPHostNetworkingPorts"],
  },
  podSecurity: {
    check: "hostNamespaces",
    level: "baseline",
    overrides: [],
    versions: [{ since: 0, judge: sharedNamespaces }],
  },
};
