import { access, secrets } from "./coverage-access.ts";
import { controlPlane, nodes } from "./coverage-control-plane.ts";
import { admission, ingress, mesh, network } from "./coverage-network.ts";
import { operations } from "./coverage-operations.ts";
import type { PracticeGroup } from "./coverage-practice.ts";
import { supplyChain } from "./coverage-supply-chain.ts";
import { workloads } from "./coverage-workloads.ts";

export { articleTools } from "./coverage-operations.ts";

/** Every practice of the source articles, in the order of the document. */
export const practiceGroups: readonly PracticeGroup[] = [
  supplyChain,
  workloads,
  access,
  secrets,
  network,
  ingress,
  mesh,
  admission,
  controlPlane,
  nodes,
  operations,
];
