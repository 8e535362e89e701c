import type { Field, Key } from "../../../kubernetes/field.ts";
import { containerField, podField, type Container, type Pod } from "../../../kubernetes/pod.ts";
import type { Offence } from "./rule.ts";

/** A field of a security context, and the container that it belongs to; none for the pod's own. */
export interface Setting {
  readonly field: Field;
  readonly container?: Container;
}

/** A field of the pod's own security context. */
export function podSetting(pod: Pod, ...keys: readonly Key[]): Setting {
  return { field: podField(pod, "securityContext", ...keys) };
}

/** A field of the security context of every container, set or not. */
export function containerSettings(pod: Pod, ...keys: readonly Key[]): Required<Setting>[] {
  return pod.containers.map((container) => ({
    field: containerField(container, "securityContext", ...keys),
    container,
  }));
}

/** A field that can stand in the pod's security context and in that of every container. */
export function allSettings(pod: Pod, ...keys: readonly Key[]): Setting[] {
  return [podSetting(pod, ...keys), ...containerSettings(pod, ...keys)];
}

/** An offence at a setting; `predicate` continues `The pod …` or `The container "app" …`. */
export function offenceAt(setting: Setting, predicate: string): Offence {
  return { ...setting, message: `${bearerOf(setting.container)} ${predicate}.` };
}

const nouns = {
  init: "init container",
  regular: "container",
  ephemeral: "ephemeral container",
} as const;

function bearerOf(container: Container | undefined): string {
  if (container === undefined) return "The pod";
  const noun = nouns[container.type];
  return container.name === undefined
    ? `The ${noun} without a name`
    : `The ${noun} ${JSON.stringify(container.name)}`;
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`: how messages list what is allowed. */
export function listed(values: readonly string[], conjunction: "and" | "or" = "and"): string {
  const quoted = values.map((value) => JSON.stringify(value));
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${conjunction} ${last}`;
}
