import type { EmbeddingKind } from "./template-kinds.ts";

const prometheus = ["spec.image", "spec.containers[].image", "spec.initContainers[].image"];
const spark = [
  "image",
  ...["driver", "executor"].flatMap((role) => [
    `${role}.image`,
    `${role}.initContainers[].image`,
    `${role}.sidecars[].image`,
  ]),
];

/**
 * Kinds whose controllers build the pods themselves and take from the object only images: the pods
 * cannot be judged, the images can. The paths lead to the fields with the references.
 */
export const imageKinds: readonly EmbeddingKind[] = [
  { groups: ["monitoring.coreos.com"], kind: "Alertmanager", paths: prometheus },
  { groups: ["monitoring.coreos.com"], kind: "PrometheusAgent", paths: prometheus },
  { groups: ["monitoring.coreos.com"], kind: "ThanosRuler", paths: prometheus },
  {
    groups: ["monitoring.coreos.com"],
    kind: "Prometheus",
    paths: [...prometheus, "spec.thanos.image"],
  },
  {
    groups: ["sparkoperator.k8s.io"],
    kind: "SparkApplication",
    paths: spark.map((path) => `spec.${path}`),
  },
  {
    groups: ["sparkoperator.k8s.io"],
    kind: "ScheduledSparkApplication",
    paths: spark.map((path) => `spec.template.${path}`),
  },
  { groups: ["flink.apache.org"], kind: "FlinkDeployment", paths: ["spec.image"] },
  { groups: ["trainer.kubeflow.org"], kind: "TrainJob", paths: ["spec.trainer.image"] },
];
