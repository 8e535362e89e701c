import type { Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { baseline } from "../../pod-security/standard.ts";
import { isSet, textAt } from "../../pod-security/values.ts";
import { nameOfVolume, volumesOf } from "../../pod-security/volumes.ts";

function volumesOfTheNode(pod: Pod): Offence[] {
  return volumesOf(pod).flatMap((volume) => {
    const field = volume.at("hostPath");
    if (!isSet(field)) return [];
    const path = textAt(field.at("path"));
    const what = path === "" ? "a path" : JSON.stringify(path);
    return [
      { field, message: `${nameOfVolume(volume)} is ${what} of the node's own file system.` },
    ];
  });
}

/** No volume is a part of the node's file system. */
export const hostPathVolumes: PodSecurityRule = {
  ...baseline,
  id: "pod-security/host-path-volumes",
  title: "A volume is a part of the node's file system",
  rationale:
    "A container that sees the node's files reads the credentials of the kubelet and of other pods; one that can write them replaces programs, plants static pods or talks to the container runtime's socket, and owns the node.",
  remediation:
    "Use a persistentVolumeClaim, emptyDir, configMap, secret, projected or csi volume instead of hostPath.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n  volumes:\n    - name: logs\n      hostPath:\n        path: /var/log\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n  volumes:\n    - name: logs\n      emptyDir: {}\n",
  },
  standards: { pss: ["baseline/hostpath-volumes"], cis: ["5.2.11"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0023"],
    checkov: ["CKV_K8S_27"],
    kubescape: ["C-0048", "C-0203"],
    kics: ["non_kube_system_pod_with_host_mount", "workload_mounting_with_sensitive_os_directory"],
    kubeLinter: ["sensitive-host-mounts"],
    polaris: ["hostPathSet"],
    kyverno: ["disallow-host-path"],
    gatekeeper: ["K8sPSPHostFilesystem"],
  },
  podSecurity: {
    check: "hostPathVolumes",
    level: "baseline",
    overrides: [],
    versions: [{ since: 0, judge: volumesOfTheNode }],
  },
};
