/** An object of one of the nine kinds around a pod's metadata and spec. */
export type Wrapper = (metadata: unknown, spec: unknown) => Record<string, unknown>;

function template(apiVersion: string, kind: string): [string, Wrapper] {
  return [kind, (metadata, spec) => ({ apiVersion, kind, spec: { template: { metadata, spec } } })];
}

/** The nine kinds that Pod Security admission judges, and where each carries its pod. */
export const nativeKinds: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ["Pod", (metadata, spec) => ({ apiVersion: "v1", kind: "Pod", metadata, spec })],
  [
    "PodTemplate",
    (metadata, spec) => ({ apiVersion: "v1", kind: "PodTemplate", template: { metadata, spec } }),
  ],
  template("v1", "ReplicationController"),
  template("apps/v1", "ReplicaSet"),
  template("apps/v1", "Deployment"),
  template("apps/v1", "StatefulSet"),
  template("apps/v1", "DaemonSet"),
  template("batch/v1", "Job"),
  [
    "CronJob",
    (metadata, spec) => ({
      apiVersion: "batch/v1",
      kind: "CronJob",
      spec: { jobTemplate: { spec: { template: { metadata, spec } } } },
    }),
  ],
]);

/** The object of a kind around a pod. */
export function wrapped(kind: string, metadata: unknown, spec: unknown): Record<string, unknown> {
  const wrapper = nativeKinds.get(kind);
  if (wrapper === undefined) throw new Error(`${kind} is none of the nine kinds`);
  return wrapper(metadata, spec);
}
