/** A kind that embeds pod templates or pod specs, and where. */
export interface EmbeddingKind {
  /** API groups that serve the kind; the empty string is the core group. */
  readonly groups: readonly string[];
  readonly kind: string;
  /** Dotted paths from the object's root; `name[]` visits a list, `*` every entry of a mapping. */
  readonly paths: readonly string[];
}

const job = "spec.template";
const rayCluster = ["headGroupSpec.template", "workerGroupSpecs[].template"];
const jobSet = "spec.replicatedJobs[].template.spec.template";

/** The kinds that Pod Security admission judges besides Pod, with the groups it knows them in. */
export const builtInTemplates: readonly EmbeddingKind[] = [
  { groups: [""], kind: "PodTemplate", paths: ["template"] },
  { groups: [""], kind: "ReplicationController", paths: ["spec.template"] },
  { groups: ["apps"], kind: "ReplicaSet", paths: ["spec.template"] },
  { groups: ["apps"], kind: "Deployment", paths: ["spec.template"] },
  { groups: ["apps"], kind: "StatefulSet", paths: ["spec.template"] },
  { groups: ["apps"], kind: "DaemonSet", paths: ["spec.template"] },
  { groups: ["batch"], kind: "Job", paths: [job] },
  { groups: ["batch"], kind: "CronJob", paths: [`spec.jobTemplate.${job}`] },
];

/** Other kinds that embed pod templates, those of retired built-in groups first. */
export const otherTemplates: readonly EmbeddingKind[] = [
  { groups: ["extensions"], kind: "ReplicaSet", paths: ["spec.template"] },
  { groups: ["extensions"], kind: "Deployment", paths: ["spec.template"] },
  { groups: ["extensions"], kind: "DaemonSet", paths: ["spec.template"] },
  { groups: ["extensions"], kind: "Job", paths: [job] },

  { groups: ["argoproj.io"], kind: "Rollout", paths: ["spec.template"] },
  { groups: ["argoproj.io"], kind: "Experiment", paths: ["spec.templates[].template"] },
  ...["AnalysisTemplate", "ClusterAnalysisTemplate", "AnalysisRun"].map((kind) => ({
    groups: ["argoproj.io"],
    kind,
    paths: [`spec.metrics[].provider.job.${job}`],
  })),

  { groups: ["serving.knative.dev"], kind: "Service", paths: ["spec.template"] },
  { groups: ["serving.knative.dev"], kind: "Configuration", paths: ["spec.template"] },
  { groups: ["sources.knative.dev"], kind: "ContainerSource", paths: ["spec.template"] },

  { groups: ["apps.openshift.io", ""], kind: "DeploymentConfig", paths: ["spec.template"] },

  { groups: ["apps.kruise.io"], kind: "CloneSet", paths: ["spec.template"] },
  { groups: ["apps.kruise.io"], kind: "StatefulSet", paths: ["spec.template"] },
  { groups: ["apps.kruise.io"], kind: "DaemonSet", paths: ["spec.template"] },
  { groups: ["apps.kruise.io"], kind: "BroadcastJob", paths: ["spec.template"] },
  {
    groups: ["apps.kruise.io"],
    kind: "AdvancedCronJob",
    paths: [`spec.template.jobTemplate.${job}`, "spec.template.broadcastJobTemplate.spec.template"],
  },
  {
    groups: ["apps.kruise.io"],
    kind: "UnitedDeployment",
    paths: [
      "spec.template.statefulSetTemplate.spec.template",
      "spec.template.advancedStatefulSetTemplate.spec.template",
      "spec.template.cloneSetTemplate.spec.template",
      "spec.template.deploymentTemplate.spec.template",
    ],
  },

  { groups: ["batch.volcano.sh"], kind: "Job", paths: ["spec.tasks[].template"] },
  {
    groups: ["batch.volcano.sh"],
    kind: "CronJob",
    paths: ["spec.jobTemplate.spec.tasks[].template"],
  },
  { groups: ["flow.volcano.sh"], kind: "JobTemplate", paths: ["spec.tasks[].template"] },

  { groups: ["kubeflow.org"], kind: "TFJob", paths: ["spec.tfReplicaSpecs.*.template"] },
  { groups: ["kubeflow.org"], kind: "PyTorchJob", paths: ["spec.pytorchReplicaSpecs.*.template"] },
  { groups: ["kubeflow.org"], kind: "MPIJob", paths: ["spec.mpiReplicaSpecs.*.template"] },
  { groups: ["kubeflow.org"], kind: "MXJob", paths: ["spec.mxReplicaSpecs.*.template"] },
  { groups: ["kubeflow.org"], kind: "XGBoostJob", paths: ["spec.xgbReplicaSpecs.*.template"] },
  { groups: ["kubeflow.org"], kind: "PaddleJob", paths: ["spec.paddleReplicaSpecs.*.template"] },
  { groups: ["kubeflow.org"], kind: "JAXJob", paths: ["spec.jaxReplicaSpecs.*.template"] },
  { groups: ["kubeflow.org"], kind: "Notebook", paths: ["spec.template"] },
  ...["TrainingRuntime", "ClusterTrainingRuntime"].map((kind) => ({
    groups: ["trainer.kubeflow.org"],
    kind,
    paths: [`spec.template.${jobSet}`],
  })),

  { groups: ["jobset.x-k8s.io"], kind: "JobSet", paths: [jobSet] },
  {
    groups: ["leaderworkerset.x-k8s.io"],
    kind: "LeaderWorkerSet",
    paths: ["spec.leaderWorkerTemplate.leaderTemplate", "spec.leaderWorkerTemplate.workerTemplate"],
  },
  { groups: ["keda.sh"], kind: "ScaledJob", paths: ["spec.jobTargetRef.template"] },

  { groups: ["ray.io"], kind: "RayCluster", paths: rayCluster.map((path) => `spec.${path}`) },
  {
    groups: ["ray.io"],
    kind: "RayJob",
    paths: [
      ...rayCluster.map((path) => `spec.rayClusterSpec.${path}`),
      "spec.submitterPodTemplate",
    ],
  },
  {
    groups: ["ray.io"],
    kind: "RayService",
    paths: rayCluster.map((path) => `spec.rayClusterConfig.${path}`),
  },

  {
    groups: ["flink.apache.org"],
    kind: "FlinkDeployment",
    paths: ["spec.podTemplate", "spec.jobManager.podTemplate", "spec.taskManager.podTemplate"],
  },
  { groups: ["agones.dev"], kind: "GameServer", paths: ["spec.template"] },
  { groups: ["agones.dev"], kind: "GameServerSet", paths: ["spec.template.spec.template"] },
  { groups: ["agones.dev"], kind: "Fleet", paths: ["spec.template.spec.template"] },
];
