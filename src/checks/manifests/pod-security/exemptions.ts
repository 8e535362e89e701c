import { podField, type Pod } from "../../../kubernetes/pod.ts";
import type { VersionedJudge } from "./rule.ts";
import { flagAt, textAt } from "./values.ts";

type Judge = VersionedJudge["judge"];

/** A judge that lets Windows pods pass, by `spec.os.name`, as some restricted checks do since v1.25. */
export function exceptOnWindows(judge: Judge): Judge {
  return (pod) => (isWindows(pod) ? [] : judge(pod));
}

/** A judge that lets pods in a user namespace of their own pass, as some checks do since v1.35. */
export function exceptInUserNamespace(judge: Judge): Judge {
  return (pod) => (hasUserNamespace(pod) ? [] : judge(pod));
}

function isWindows(pod: Pod): boolean {
  return textAt(podField(pod, "os", "name")) === "windows";
}

function hasUserNamespace(pod: Pod): boolean {
  return flagAt(podField(pod, "hostUsers")) === false;
}
