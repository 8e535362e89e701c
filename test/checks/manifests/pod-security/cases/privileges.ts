import type { Tweak } from "../harmless-pod.ts";
import { always, type Span, type TrapCase } from "./trap-case.ts";

const oldCapabilities: Span = [0, 21];
const newCapabilities: Span = [22, 37];

function added(...names: readonly (string | null)[]): Tweak {
  return { context: { capabilities: { drop: ["ALL"], add: names } } };
}

/** Capabilities and users. */
export const privilegeCases: readonly TrapCase[] = [
  {
    title: "SYS_ADMIN added",
    tweak: added("SYS_ADMIN"),
    baseline: { capabilities_baseline: always },
    restricted: {
      capabilities_baseline: oldCapabilities,
      capabilities_restricted: newCapabilities,
    },
  },
  ...["NET_RAW", "ALL", "CAP_CHOWN", "chown", "", null].map((name) => ({
    title: `${JSON.stringify(name)} added`,
    tweak: added(name),
    baseline: { capabilities_baseline: always },
    restricted: {
      capabilities_baseline: oldCapabilities,
      capabilities_restricted: newCapabilities,
    },
  })),
  {
    title: "CHOWN added",
    tweak: added("CHOWN"),
    restricted: { capabilities_restricted: newCapabilities },
  },
  { title: "NET_BIND_SERVICE added", tweak: added("NET_BIND_SERVICE") },
  {
    title: "ALL dropped among others",
    tweak: { context: { capabilities: { drop: ["NET_RAW", "ALL"] } } },
  },
  ...[{ drop: ["all"] }, { drop: ["NET_RAW"] }, { drop: null }, {}, null].map((capabilities) => ({
    title: `capabilities ${JSON.stringify(capabilities)}`,
    tweak: { context: { capabilities } },
    restricted: { capabilities_restricted: newCapabilities },
  })),
  {
    title: "SYS_ADMIN added on Windows: nobody minds from v1.25 on at level restricted",
    tweak: { ...added("SYS_ADMIN"), spec: { os: { name: "windows" } } },
    baseline: { capabilities_baseline: always },
    restricted: { capabilities_baseline: oldCapabilities, capabilities_restricted: [22, 24] },
  },
  {
    title: "a Windows pod without the settings of Linux",
    tweak: {
      spec: { os: { name: "windows" }, containers: [{ name: "app" }], securityContext: {} },
    },
    restricted: {
      runAsNonRoot: always,
      allowPrivilegeEscalation: [8, 24],
      seccompProfile_restricted: [19, 24],
      capabilities_restricted: [22, 24],
    },
  },
  {
    title: "a node selector for Windows exempts from nothing",
    tweak: {
      spec: { nodeSelector: { "kubernetes.io/os": "windows" } },
      context: { allowPrivilegeEscalation: null },
    },
    restricted: { allowPrivilegeEscalation: [8, 37] },
  },

  ...[true, null].map((value) => ({
    title: `allowPrivilegeEscalation: ${value}`,
    tweak: { context: { allowPrivilegeEscalation: value } },
    restricted: { allowPrivilegeEscalation: [8, 37] as const },
  })),

  {
    title: "runAsNonRoot false at the pod, true at the container",
    tweak: { podContext: { runAsNonRoot: false }, context: { runAsNonRoot: true } },
    restricted: { runAsNonRoot: always },
  },
  {
    title: "runAsNonRoot true at the pod, false at the container",
    tweak: { context: { runAsNonRoot: false } },
    restricted: { runAsNonRoot: always },
  },
  {
    title: "runAsNonRoot nowhere; a user id does not stand in for it",
    tweak: { podContext: { runAsNonRoot: null, runAsUser: 1000 } },
    restricted: { runAsNonRoot: always },
  },
  {
    title: "runAsNonRoot at the container only",
    tweak: { podContext: { runAsNonRoot: null }, context: { runAsNonRoot: true } },
  },
  {
    title: "runAsNonRoot nowhere in a user namespace",
    tweak: { podContext: { runAsNonRoot: null }, spec: { hostUsers: false } },
    restricted: { runAsNonRoot: [0, 34] },
  },
  {
    title: "hostUsers: true is no user namespace",
    tweak: { podContext: { runAsNonRoot: null }, spec: { hostUsers: true } },
    restricted: { runAsNonRoot: always },
  },

  {
    title: "runAsUser 0 at the pod, another at the container",
    tweak: { podContext: { runAsUser: 0 }, context: { runAsUser: 1000 } },
    restricted: { runAsUser: [23, 37] },
  },
  {
    title: "runAsUser 0 at the container",
    tweak: { context: { runAsUser: 0 } },
    restricted: { runAsUser: [23, 37] },
  },
  {
    title: "runAsUser 0 in a user namespace",
    tweak: { podContext: { runAsUser: 0 }, spec: { hostUsers: false } },
    restricted: { runAsUser: [23, 34] },
  },
];
