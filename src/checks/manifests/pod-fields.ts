import {
  dictionaryOf,
  flag,
  int32,
  int64,
  listOf,
  mappingOf,
  quantity,
  text,
  type Shape,
} from "./field-shapes.ts";

// The fields of pods that rules read, with their types in k8s.io/api/core/v1: a value of another type
// makes the API server refuse the whole object.

const anything: Shape = mappingOf({});

const profile = mappingOf({ type: text, localhostProfile: text });
const sharedSecurityContext = {
  appArmorProfile: profile,
  runAsGroup: int64,
  runAsNonRoot: flag,
  runAsUser: int64,
  seccompProfile: profile,
  seLinuxOptions: mappingOf({ level: text, role: text, type: text, user: text }),
  windowsOptions: mappingOf({ hostProcess: flag, runAsUserName: text }),
};

const handler = mappingOf({
  exec: mappingOf({ command: listOf(text) }),
  grpc: anything,
  httpGet: mappingOf({ host: text, path: text, scheme: text }),
  tcpSocket: mappingOf({ host: text }),
});

/** A container of any of the three lists. */
export const containerShape: Shape = mappingOf({
  args: listOf(text),
  command: listOf(text),
  env: listOf(mappingOf({ name: text, value: text, valueFrom: anything })),
  envFrom: listOf(anything),
  image: text,
  imagePullPolicy: text,
  lifecycle: mappingOf({ postStart: handler, preStop: handler }),
  livenessProbe: handler,
  name: text,
  ports: listOf(
    mappingOf({ containerPort: int32, hostIP: text, hostPort: int32, name: text, protocol: text }),
  ),
  readinessProbe: handler,
  resources: mappingOf({ limits: dictionaryOf(quantity), requests: dictionaryOf(quantity) }),
  securityContext: mappingOf({
    ...sharedSecurityContext,
    allowPrivilegeEscalation: flag,
    capabilities: mappingOf({ add: listOf(text), drop: listOf(text) }),
    privileged: flag,
    procMount: text,
    readOnlyRootFilesystem: flag,
  }),
  startupProbe: handler,
  volumeMounts: listOf(mappingOf({ mountPath: text, name: text, readOnly: flag, subPath: text })),
});

const volume = mappingOf({
  name: text,
  ...Object.fromEntries(
    [
      ["awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "configMap", "csi"],
      ["downwardAPI", "emptyDir", "ephemeral", "fc", "flexVolume", "flocker", "gcePersistentDisk"],
      ["gitRepo", "glusterfs", "image", "iscsi", "nfs", "persistentVolumeClaim", "projected"],
      ["photonPersistentDisk", "portworxVolume", "quobyte", "rbd", "scaleIO", "secret"],
      ["storageos", "vsphereVolume"],
    ]
      .flat()
      .map((source) => [source, anything]),
  ),
  hostPath: mappingOf({ path: text, type: text }),
});

/** What is written at pod level. */
export const podSpecShape: Shape = mappingOf({
  automountServiceAccountToken: flag,
  containers: listOf(containerShape),
  ephemeralContainers: listOf(containerShape),
  hostIPC: flag,
  hostNetwork: flag,
  hostPID: flag,
  hostUsers: flag,
  imagePullSecrets: listOf(mappingOf({ name: text })),
  initContainers: listOf(containerShape),
  nodeSelector: dictionaryOf(text),
  os: mappingOf({ name: text }),
  runtimeClassName: text,
  securityContext: mappingOf({
    ...sharedSecurityContext,
    fsGroup: int64,
    supplementalGroups: listOf(int64),
    sysctls: listOf(mappingOf({ name: text, value: text })),
  }),
  serviceAccount: text,
  serviceAccountName: text,
  shareProcessNamespace: flag,
  volumes: listOf(volume),
});

/** A pod template's own metadata. */
export const podMetadataShape: Shape = mappingOf({
  annotations: dictionaryOf(text),
  generateName: text,
  labels: dictionaryOf(text),
  name: text,
  namespace: text,
});
