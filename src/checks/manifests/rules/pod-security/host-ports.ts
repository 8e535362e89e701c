import { containerField, type Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { offenceAt } from "../../pod-security/settings.ts";
import { baseline } from "../../pod-security/standard.ts";
import { mappingItems, numberAt } from "../../pod-security/values.ts";

/**
 * Ports as written: that the API server copies containerPort into hostPort for pods in the node's
 * network namespace is said by host-namespaces already.
 */
function portsOfTheNode(pod: Pod): Offence[] {
  return pod.containers.flatMap((container) =>
    mappingItems(containerField(container, "ports")).flatMap((port) => {
      const field = port.at("hostPort");
      const number = numberAt(field) ?? 0;
      return number === 0
        ? []
        : [offenceAt({ field, container }, `occupies port ${number} of its node`)];
    }),
  );
}

/** Containers open no ports of their node. */
export const hostPorts: PodSecurityRule = {
  ...baseline,
  id: "pod-security/host-ports",
  title: "A container opens a port of its node",
  rationale:
    "A host port answers on the node's own addresses, past Services, Ingresses and on many networks past NetworkPolicies; whoever takes over the container can offer a service under the name of the node, and two pods with the same port cannot share a node.",
  remediation: "Remove hostPort and publish the container's port through a Service.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      ports:\n        - containerPort: 8080\n          hostPort: 80\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      ports:\n        - containerPort: 8080\n",
  },
  standards: { pss: ["baseline/host-ports"], cis: ["5.2.12"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0024"],
    checkov: ["CKV_K8S_26"],
    kubescape: ["C-0044", "C-0204"],
    polaris: ["hostPortSet"],
    kyverno: ["disallow-host-ports"],
    gatekeeper: ["K8sPSPHostNetworkingPorts"],
  },
  podSecurity: {
    check: "hostPorts",
    level: "baseline",
    overrides: [],
    versions: [{ since: 0, judge: portsOfTheNode }],
  },
};
