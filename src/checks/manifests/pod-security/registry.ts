import { allowPrivilegeEscalation } from "../rules/pod-security/allow-privilege-escalation.ts";
import { appArmorProfile } from "../rules/pod-security/app-armor-profile.ts";
import { capabilitiesBaseline } from "../rules/pod-security/capabilities-baseline.ts";
import { capabilitiesRestricted } from "../rules/pod-security/capabilities-restricted.ts";
import { hostNamespaces } from "../rules/pod-security/host-namespaces.ts";
import { hostPathVolumes } from "../rules/pod-security/host-path-volumes.ts";
import { hostPorts } from "../rules/pod-security/host-ports.ts";
import { hostProbesAndHostLifecycle } from "../rules/pod-security/host-probes-and-host-lifecycle.ts";
import { privileged } from "../rules/pod-security/privileged.ts";
import { procMount } from "../rules/pod-security/proc-mount.ts";
import { procMountRestricted } from "../rules/pod-security/proc-mount-restricted.ts";
import { restrictedVolumes } from "../rules/pod-security/restricted-volumes.ts";
import { runAsNonRoot } from "../rules/pod-security/run-as-non-root.ts";
import { runAsUser } from "../rules/pod-security/run-as-user.ts";
import { seLinuxOptions } from "../rules/pod-security/se-linux-options.ts";
import { seccompProfileBaseline } from "../rules/pod-security/seccomp-profile-baseline.ts";
import { seccompProfileRestricted } from "../rules/pod-security/seccomp-profile-restricted.ts";
import { sysctls } from "../rules/pod-security/sysctls.ts";
import { windowsHostProcess } from "../rules/pod-security/windows-host-process.ts";
import { validated } from "./registry-faults.ts";

/** The checks of k8s.io/pod-security-admission v0.37.0: those of baseline, then those of restricted. */
export const podSecurityRules = validated([
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  privileged,
  procMount,
  seLinuxOptions,
  seccompProfileBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompProfileRestricted,
]);
