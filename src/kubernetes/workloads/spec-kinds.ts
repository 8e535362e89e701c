import type { EmbeddingKind } from "./template-kinds.ts";

/** Kinds that write the fields of a pod spec without a template around it. */
export const podSpecKinds: readonly EmbeddingKind[] = [
  { groups: ["apps.kruise.io"], kind: "SidecarSet", paths: ["spec"] },
  { groups: ["serving.knative.dev"], kind: "Revision", paths: ["spec"] },
];
