/** The nine kinds that Pod Security admission judges; custom resources with pods are judged alike. */
export const podKinds: readonly string[] = [
  "Pod",
  "PodTemplate",
  "ReplicationController",
  "ReplicaSet",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
];

const common = { check: "manifests", kinds: podKinds, source: "S2" } as const;

/** What the rules of level baseline have in common. */
export const baseline = { ...common, severity: "high" } as const;

/** What the rules of level restricted have in common. */
export const restricted = { ...common, severity: "medium" } as const;
