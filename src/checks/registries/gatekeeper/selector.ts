import type { Field } from "../../../kubernetes/field.ts";

export type Labels = ReadonlyMap<string, string>;

interface Requirement {
  readonly key: string;
  readonly holds: (value: string | undefined) => boolean;
}

/** A LabelSelector of Kubernetes: every requirement must hold, and without any everything matches. */
export interface LabelSelector {
  readonly keys: readonly string[];
  readonly matches: (labels: Labels) => boolean;
}

/** The selector written at the field; nothing where the API server would not accept it. */
export function labelSelectorAt(field: Field): LabelSelector | undefined {
  const requirements = [
    ...field.at("matchLabels").entries().map(equality),
    ...field.at("matchExpressions").items().map(expression),
  ];
  const valid = requirements.filter((requirement) => requirement !== undefined);
  if (valid.length < requirements.length) return undefined;
  return {
    keys: valid.map(({ key }) => key),
    matches: (labels) => valid.every(({ key, holds }) => holds(labels.get(key))),
  };
}

/** The labels in an object's metadata. */
export function labelsAt(metadata: Field): Labels {
  const labels = new Map<string, string>();
  for (const { key, value } of metadata.at("labels").entries()) {
    if (typeof value === "string") labels.set(String(key), value);
  }
  return labels;
}

function equality({ key, value }: Field): Requirement | undefined {
  if (typeof value !== "string") return undefined;
  return { key: String(key), holds: (label) => label === value };
}

function expression(field: Field): Requirement | undefined {
  const key = field.at("key").value;
  if (typeof key !== "string" || key === "") return undefined;
  const values = new Set(
    field
      .at("values")
      .items()
      .map((item) => item.value),
  );
  switch (field.at("operator").value) {
    case "In":
      return { key, holds: (label) => label !== undefined && values.has(label) };
    case "NotIn":
      return { key, holds: (label) => label === undefined || !values.has(label) };
    case "Exists":
      return { key, holds: (label) => label !== undefined };
    case "DoesNotExist":
      return { key, holds: (label) => label === undefined };
    default:
      return undefined;
  }
}
