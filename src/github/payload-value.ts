import { isCommitName } from "../git/revision.ts";

/** What stands at a path of a payload or an answer that nobody has looked at; undefined where nothing does. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

/** The commit at the tip of the ref before a push; nothing where the push made the ref. */
export function commitBefore(payload: unknown): string | undefined {
  const before = valueAt(payload, "before");
  return typeof before === "string" && isCommitName(before) ? before : undefined;
}
