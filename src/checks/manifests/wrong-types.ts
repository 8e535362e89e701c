import { formatPath, type Field } from "../../kubernetes/field.ts";
import type { Container, Pod } from "../../kubernetes/pod.ts";
import type { Resource } from "../../kubernetes/resource.ts";
import { isMapping, type Value } from "../../kubernetes/yaml/mapping.ts";
import type { Finding } from "../../model/finding.ts";
import { findingOf } from "../violation.ts";
import type { Shape } from "./field-shapes.ts";
import { containerShape, podMetadataShape, podSpecShape } from "./pod-fields.ts";
import { wrongType } from "./rules/files/wrong-type.ts";

/** A value that Kubernetes would refuse to decode, and what belongs there. */
export interface Misfit {
  readonly field: Field;
  readonly expected: string;
  readonly container?: Container;
}

/** The keys that lead to the pod template in the built-in kinds that have one. */
const waysToTemplates: ReadonlyMap<string, readonly string[]> = new Map([
  ["/PodTemplate", ["template"]],
  ["batch/CronJob", ["spec", "jobTemplate", "spec", "template"]],
  ...[
    "/ReplicationController",
    "apps/ReplicaSet",
    "apps/Deployment",
    "apps/StatefulSet",
    "apps/DaemonSet",
    "batch/Job",
  ].map((kind): [string, string[]] => [kind, ["spec", "template"]]),
]);

/** What stands in the way of an object's pod: a built-in kind whose template lies in no mapping has none. */
export function misfitsBefore(resource: Resource): Misfit[] {
  let field = resource.root;
  for (const key of waysToTemplates.get(`${resource.group}/${resource.kind}`) ?? []) {
    field = field.at(key);
    if (field.exists && !isMapping(field.value)) return [{ field, expected: "a mapping" }];
  }
  return [];
}

/** The values in a pod that have another type than Kubernetes gives their field, each once. */
export function misfitsIn(pod: Pod): Misfit[] {
  const found = [
    ...pod.containers.flatMap((container) =>
      container.fields.flatMap((field) =>
        misfits(field, containerShape).map((misfit) => ({ ...misfit, container })),
      ),
    ),
    ...misfits(pod.metadata, podMetadataShape),
    ...pod.specs.flatMap((spec) => misfits(spec, podSpecShape)),
  ];
  const places = new Map<string, Misfit>();
  for (const misfit of found) {
    const place = JSON.stringify(misfit.field.path);
    if (!places.has(place)) places.set(place, misfit);
  }
  return [...places.values()];
}

/** The findings about misfits in an object; the rules count such values as missing. */
export function wrongTypeFindings(resource: Resource, found: readonly Misfit[]): Finding[] {
  return found.map(({ field, expected, container }) => {
    const path = formatPath(field.pathFrom(resource.root));
    return findingOf({
      rule: wrongType,
      field,
      resource,
      container: container?.name,
      message: `${path} is ${described(field.value)}, but ${expected} belongs there.`,
    });
  });
}

function misfits(field: Field, shape: Shape): Misfit[] {
  const { value } = field;
  if (value === undefined || value === null) return [];
  if (!fits(value, shape)) return [{ field, expected: nameOf(shape) }];
  switch (shape.type) {
    case "list":
      return field.items().flatMap((item) => misfits(item, shape.item));
    case "dictionary":
      return field.entries().flatMap((entry) => misfits(entry, shape.value));
    case "mapping":
      return field.entries().flatMap((entry) => {
        const known = knownShape(shape.fields, String(entry.key));
        return known === undefined ? [] : misfits(entry, known);
      });
    default:
      return [];
  }
}

function knownShape(fields: Readonly<Record<string, Shape>>, key: string): Shape | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function fits(value: Value, shape: Shape): boolean {
  switch (shape.type) {
    case "text":
      return typeof value === "string";
    case "flag":
      return typeof value === "boolean";
    case "quantity":
      return typeof value === "string" || typeof value === "number" || typeof value === "bigint";
    case "number":
      return isWhole(value) && BigInt.asIntN(shape.bits, BigInt(value)) === BigInt(value);
    case "list":
      return Array.isArray(value);
    case "dictionary":
    case "mapping":
      return isMapping(value);
  }
}

function isWhole(value: Value): value is number | bigint {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}

function nameOf(shape: Shape): string {
  switch (shape.type) {
    case "text":
      return "text (in quotes where YAML would read something else)";
    case "flag":
      return "true or false";
    case "quantity":
      return "a number or an amount such as 100m";
    case "number":
      return `a whole number without quotes, of at most ${shape.bits} bits`;
    case "list":
      return "a list";
    case "dictionary":
    case "mapping":
      return "a mapping";
  }
}

function described(value: Value | undefined): string {
  if (Array.isArray(value)) return "a list";
  if (isMapping(value)) return "a mapping";
  if (typeof value === "string") return `the text ${JSON.stringify(shortened(value))}`;
  return typeof value === "boolean" ? `the boolean ${value}` : `the number ${String(value)}`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
