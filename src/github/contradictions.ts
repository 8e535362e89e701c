import { getInput } from "@actions/core";
import type { Gate } from "../model/report.ts";
import type { ShardArgument } from "../shard.ts";
import type { InputName } from "./input-names.ts";
import type { UploadMode } from "./upload/outcome.ts";

/** The inputs, as they were read, that may exclude one another. */
export interface CombinedInputs {
  readonly onlyNew: boolean;
  readonly gate: Gate | undefined;
  readonly shard: ShardArgument | undefined;
  readonly merge: readonly string[];
  readonly upload: UploadMode;
  readonly offline: boolean;
  readonly allowEmpty: boolean;
}

/** What no run could do, whatever it finds: a sentence for each pair of inputs that exclude each other. */
export function contradictionsIn(inputs: CombinedInputs): string[] {
  const { upload, offline, onlyNew, gate, shard, merge } = inputs;
  return [
    ...(shard !== undefined && merge.length > 0
      ? ["merge: joins the reports of shards, and shard makes one; leave one of them out"]
      : []),
    ...(shard !== undefined && upload === "always"
      ? [`upload: "always" is for the step that joins the shards; a shard uploads nothing`]
      : []),
    ...(upload === "always" && offline
      ? [`upload: "always" needs the network, and offline is true; leave one of them out`]
      : []),
    ...(gate !== undefined && !onlyNew
      ? [`gate: ${JSON.stringify(gate)} has no effect without only-new: true`]
      : []),
    ...unusedIn(inputs),
  ];
}

/** What is said to the shards' own steps, and would be passed over where their reports are joined. */
const forJudging: readonly InputName[] = [
  "path",
  "policy",
  "checks",
  "images",
  "range",
  "trust-ref",
  "pod-security",
  "fail-on",
  "gate",
  "sbom",
];

function unusedIn({ merge, onlyNew, allowEmpty }: CombinedInputs): string[] {
  if (merge.length === 0) return [];
  const unused = [
    ...forJudging.filter((name) => getInput(name) !== ""),
    ...(onlyNew ? ["only-new"] : []),
    ...(allowEmpty ? ["allow-empty"] : []),
  ];
  return unused.map((name) => `${name}: is for the steps with shard; with merge nothing is judged`);
}
