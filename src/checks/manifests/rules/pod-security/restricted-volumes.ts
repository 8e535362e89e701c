import type { Pod } from "../../../../kubernetes/pod.ts";
import type { Offence, PodSecurityRule } from "../../pod-security/rule.ts";
import { restricted } from "../../pod-security/standard.ts";
import { isSet } from "../../pod-security/values.ts";
import { nameOfVolume, volumesOf } from "../../pod-security/volumes.ts";

const allowed = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
] as const;

const forbidden = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "gitRepo",
  "nfs",
  "iscsi",
  "glusterfs",
  "rbd",
  "flexVolume",
  "cinder",
  "cephfs",
  "flocker",
  "fc",
  "azureFile",
  "vsphereVolume",
  "quobyte",
  "azureDisk",
  "photonPersistentDisk",
  "portworxVolume",
  "scaleIO",
  "storageos",
] as const;

/** A volume without a source passes: the API server makes it an emptyDir before admission looks. */
function otherVolumes(pod: Pod): Offence[] {
  return volumesOf(pod).flatMap((volume) => {
    if (allowed.some((source) => isSet(volume.at(source)))) return [];
    const source = forbidden.find((candidate) => isSet(volume.at(candidate)));
    if (source === undefined) return [];
    const message = `${nameOfVolume(volume)} is of the type ${source}, which restricted pods may not use.`;
    return [{ field: volume.at(source), message }];
  });
}

/** Volumes are of the types that cannot reach past the cluster's own storage. */
export const restrictedVolumes: PodSecurityRule = {
  ...restricted,
  id: "pod-security/restricted-volumes",
  title: "A volume is of a type that restricted pods may not use",
  rationale:
    "Volume types built into the kubelet let the author of a pod name any disk, file server or driver on the node's network, past the rights that a storage class and a claim would check; several of them are unmaintained, and gitRepo runs git as root on the node.",
  remediation:
    "Use a configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret volume; reach network storage through a PersistentVolumeClaim.",
  example: {
    bad: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n  volumes:\n    - name: data\n      nfs:\n        server: files.example.com\n        path: /data\n",
    good: "spec:\n  containers:\n    - name: app\n      image: registry.example.com/app:1.4.2\n  volumes:\n    - name: data\n      persistentVolumeClaim:\n        claimName: data\n",
  },
  standards: { pss: ["restricted/volume-types"], cis: ["5.2.11"], nsa: ["2"] },
  equivalents: {
    trivy: ["KSV-0028"],
    kyverno: ["restrict-volume-types"],
    gatekeeper: ["K8sPSPVolumeTypes"],
  },
  podSecurity: {
    check: "restrictedVolumes",
    level: "restricted",
    overrides: ["hostPathVolumes"],
    versions: [{ since: 0, judge: otherVolumes }],
  },
};
