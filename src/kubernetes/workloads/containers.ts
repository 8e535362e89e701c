import type { Field } from "../field.ts";
import type { Container } from "../pod.ts";

/** The containers of a pod spec in the order in which Kubernetes' own checks visit them. */
export function containersIn(spec: Field): Container[] {
  return [
    ...containerList(spec.at("initContainers"), "init"),
    ...containerList(spec.at("containers"), "regular"),
    ...containerList(spec.at("ephemeralContainers"), "ephemeral"),
  ];
}

/** A container for each item of the list; `inherited` are the fields that all of them fall back on. */
export function containerList(
  list: Field,
  type: Container["type"],
  ...inherited: readonly Field[]
): Container[] {
  return list.items().map((item) => containerAt(item, type, ...inherited));
}

/** The container at a field, with those of the inherited fields that exist. */
export function containerAt(
  field: Field,
  type: Container["type"],
  ...inherited: readonly Field[]
): Container {
  const name = field.at("name").value;
  return {
    type,
    name: typeof name === "string" && name !== "" ? name : undefined,
    fields: [field, ...inherited.filter(({ exists }) => exists)],
  };
}
