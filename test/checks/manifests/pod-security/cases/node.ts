import { harmlessContainer } from "../harmless-pod.ts";
import { always, both, type TrapCase } from "./trap-case.ts";

/** What reaches out to the node. */
export const nodeCases: readonly TrapCase[] = [
  { title: "a harmless pod", tweak: {} },

  both("hostNetwork", { spec: { hostNetwork: true } }, { hostNamespaces: always }),
  both("hostPID", { spec: { hostPID: true } }, { hostNamespaces: always }),
  both("hostIPC", { spec: { hostIPC: true } }, { hostNamespaces: always }),
  { title: "hostNetwork: false", tweak: { spec: { hostNetwork: false, hostPID: null } } },

  both("a host port", { container: { ports: [{ hostPort: 80 }] } }, { hostPorts: always }),
  { title: "host port 0", tweak: { container: { ports: [{ hostPort: 0 }, null] } } },
  {
    title: "container ports without host ports",
    tweak: { container: { ports: [{ containerPort: 80 }] } },
  },

  both("privileged", { context: { privileged: true } }, { privileged: always }),
  { title: "privileged: false", tweak: { context: { privileged: false } } },
  both(
    "a privileged ephemeral container",
    { spec: { ephemeralContainers: [harmlessContainer({ context: { privileged: true } })] } },
    { privileged: always },
  ),
  both(
    "a privileged init container",
    { spec: { initContainers: [harmlessContainer({ context: { privileged: true } })] } },
    { privileged: always },
  ),

  both(
    "hostProcess of the pod",
    { podContext: { windowsOptions: { hostProcess: true } } },
    { windowsHostProcess: always },
  ),
  both(
    "hostProcess of a container",
    { context: { windowsOptions: { hostProcess: true } } },
    { windowsHostProcess: always },
  ),

  ...["livenessProbe", "readinessProbe", "startupProbe"].map((probe) =>
    both(
      `a host in ${probe}`,
      { container: { [probe]: { tcpSocket: { host: "127.0.0.1", port: 80 } } } },
      { hostProbesAndHostLifecycle: [34, 37] },
    ),
  ),
  ...["postStart", "preStop"].map((hook) =>
    both(
      `a host in ${hook}`,
      { container: { lifecycle: { [hook]: { httpGet: { host: "example.com", port: 80 } } } } },
      { hostProbesAndHostLifecycle: [34, 37] },
    ),
  ),
  {
    title: "handlers without a host",
    tweak: {
      container: {
        livenessProbe: { grpc: { port: 80 } },
        readinessProbe: { httpGet: { host: "", port: 80 } },
        startupProbe: {
          httpGet: { port: 80, httpHeaders: [{ name: "Host", value: "example.com" }] },
        },
      },
    },
  },
];
