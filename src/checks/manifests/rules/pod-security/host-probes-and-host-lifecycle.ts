import { containerField, type Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { offenceAt } from "../../pod-security/settings.ts";
import { baseline } from "../../pod-security/standard.ts";
import { textAt } from "../../pod-security/values.ts";

const handlers: readonly (readonly string[])[] = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
];
const actions = ["httpGet", "tcpSocket"] as const;

/** Any host counts, 127.0.0.1 too; grpc and exec handlers have none. */
function handlersWithHost(pod: Pod): Offence[] {
  return pod.containers.flatMap((container) =>
    handlers.flatMap((path) =>
      actions.flatMap((action) => {
        const field = containerField(container, ...path, action, "host");
        const host = textAt(field);
        if (host === "") return [];
        const handler = path.join(".");
        return [
          offenceAt({ field, container }, `has its ${handler} connect to ${JSON.stringify(host)}`),
        ];
      }),
    ),
  );
}

/** Probes and lifecycle hooks go to the pod itself, since v1.34. */
export const hostProbesAndHostLifecycle: PodSecurityRule = {
  ...baseline,
  id: "pod-security/host-probes-and-host-lifecycle",
  title: "A probe or lifecycle hook names a host",
  rationale:
    "Probes and hooks are requests that the kubelet makes from the node: with a host of the author's choice they reach the node's loopback services, metadata endpoints and networks that the pod itself cannot reach, and their outcome tells what answers there.",
  remediation:
    "Remove host, so that the request goes to the pod's own address; a Host header belongs in httpHeaders.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      livenessProbe:\n        httpGet:\n          host: 127.0.0.1\n          path: /healthz\n          port: 8080\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n      livenessProbe:\n        httpGet:\n          path: /healthz\n          port: 8080\n",
  },
  standards: { pss: ["baseline/host-probes-lifecycle-hooks"], nsa: ["2"] },
  equivalents: { gatekeeper: ["K8sPSPHostProbesLifecycle"] },
  podSecurity: {
    check: "hostProbesAndHostLifecycle",
    level: "baseline",
    overrides: [],
    versions: [{ since: 34, judge: handlersWithHost }],
  },
};
