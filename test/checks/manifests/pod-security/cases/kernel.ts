import type { Tweak } from "../harmless-pod.ts";
import { always, both, type TrapCase } from "./trap-case.ts";

function sysctl(name: string): Tweak {
  return { podContext: { sysctls: [{ name, value: "1" }] } };
}

/** What the kernel is asked to filter, to label and to show. */
export const kernelCases: readonly TrapCase[] = [
  {
    title: "seccomp Unconfined at the pod, overridden by the container",
    tweak: {
      podContext: { seccompProfile: { type: "Unconfined" } },
      context: { seccompProfile: { type: "RuntimeDefault" } },
    },
    baseline: { seccompProfile_baseline: [19, 37] },
    restricted: { seccompProfile_restricted: [19, 37] },
  },
  {
    title: "a seccomp profile without a type",
    tweak: { context: { seccompProfile: {} } },
    baseline: { seccompProfile_baseline: [19, 37] },
    restricted: { seccompProfile_restricted: [19, 37] },
  },
  {
    title: "no seccomp profile",
    tweak: { podContext: { seccompProfile: null } },
    restricted: { seccompProfile_restricted: [19, 37] },
  },
  {
    title: "a seccomp profile at the container only",
    tweak: {
      podContext: { seccompProfile: null },
      context: { seccompProfile: { type: "Localhost" } },
    },
  },
  ...[
    "seccomp.security.alpha.kubernetes.io/pod",
    "container.seccomp.security.alpha.kubernetes.io/app",
  ].flatMap((key) => [
    both(
      `${key}: unconfined`,
      { annotations: { [key]: "unconfined" } },
      { seccompProfile_baseline: [0, 18] },
    ),
    both(`${key}: null`, { annotations: { [key]: null } }, { seccompProfile_baseline: [0, 18] }),
    { title: `${key}: docker/default`, tweak: { annotations: { [key]: "docker/default" } } },
    { title: `${key}: localhost/x`, tweak: { annotations: { [key]: "localhost/x" } } },
  ]),
  {
    title: "a seccomp annotation for a container that is not there",
    tweak: {
      annotations: { "container.seccomp.security.alpha.kubernetes.io/other": "unconfined" },
    },
  },

  both(
    "AppArmor Unconfined at the pod",
    { podContext: { appArmorProfile: { type: "Unconfined" } } },
    { appArmorProfile: always },
  ),
  both(
    "an AppArmor profile without a type at the container",
    { context: { appArmorProfile: {} } },
    { appArmorProfile: always },
  ),
  both(
    "an AppArmor annotation for a container that is not there",
    { annotations: { "container.apparmor.security.beta.kubernetes.io/other": "unconfined" } },
    { appArmorProfile: always },
  ),
  {
    title: "AppArmor annotations that are allowed",
    tweak: {
      annotations: {
        "container.apparmor.security.beta.kubernetes.io/app": "runtime/default",
        "container.apparmor.security.beta.kubernetes.io/b": "localhost/profile",
        "container.apparmor.security.beta.kubernetes.io/c": "",
        "container.apparmor.security.beta.kubernetes.io/d": null,
      },
    },
  },

  both(
    "an SELinux type of the host",
    { podContext: { seLinuxOptions: { type: "spc_t" } } },
    { seLinuxOptions: always },
  ),
  both(
    "the SELinux type container_engine_t",
    { context: { seLinuxOptions: { type: "container_engine_t" } } },
    { seLinuxOptions: [0, 30] },
  ),
  both(
    "an SELinux user",
    { context: { seLinuxOptions: { type: "container_t", user: "root" } } },
    { seLinuxOptions: always },
  ),
  both(
    "an SELinux role",
    { podContext: { seLinuxOptions: { role: "system_r" } } },
    { seLinuxOptions: always },
  ),
  {
    title: "an SELinux level and empty options",
    tweak: { podContext: { seLinuxOptions: { level: "s0:c1", type: "", user: "", role: "" } } },
  },

  {
    title: "procMount Unmasked",
    tweak: { context: { procMount: "Unmasked" } },
    baseline: { procMount: always },
    restricted: { procMount: [0, 34], procMount_restricted: [35, 37] },
  },
  {
    title: "an empty procMount",
    tweak: { context: { procMount: "" } },
    baseline: { procMount: always },
    restricted: { procMount: [0, 34], procMount_restricted: [35, 37] },
  },
  {
    title: "procMount Unmasked in a user namespace",
    tweak: { context: { procMount: "Unmasked" }, spec: { hostUsers: false } },
    baseline: { procMount: [0, 34] },
    restricted: { procMount: [0, 34], procMount_restricted: [35, 37] },
  },
  { title: "procMount Default", tweak: { context: { procMount: "Default" } } },

  { title: "a safe sysctl", tweak: sysctl("net.ipv4.ip_unprivileged_port_start") },
  both("a sysctl of v1.27", sysctl("net.ipv4.ip_local_reserved_ports"), { sysctls: [0, 26] }),
  both("a sysctl of v1.29", sysctl("net.ipv4.tcp_keepalive_probes"), { sysctls: [0, 28] }),
  both("a sysctl of v1.32", sysctl("net.ipv4.tcp_wmem"), { sysctls: [0, 31] }),
  both("a sysctl of v1.37", sysctl("net.ipv4.tcp_notsent_lowat"), { sysctls: [0, 36] }),
  both("an unsafe sysctl", sysctl("kernel.msgmax"), { sysctls: always }),
  both("a sysctl with slashes", sysctl("net/ipv4/tcp_syncookies"), { sysctls: always }),
  both("a sysctl that is null", { podContext: { sysctls: [null] } }, { sysctls: always }),
];
