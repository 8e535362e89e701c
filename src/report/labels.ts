import type { ReportedFinding, ResourceReference } from "../model/finding.ts";
import type { Location } from "../model/location.ts";

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** How a reader names the object: `Deployment shop/web, container app`. */
export function resourceLabel(resource: ResourceReference): string {
  const { kind, namespace, name, container } = resource;
  const path = [namespace, name].filter((part) => part !== undefined && part !== "").join("/");
  const object = path === "" ? kind : `${kind} ${path}`;
  return container === undefined ? object : `${object}, container ${container}`;
}

/** Whether a finding stands in a file at all; one about an argument of the caller does not. */
export function isInFile({ path }: Location): boolean {
  return path !== "" && path !== ".";
}

/** `path:line:column` as editors and terminals follow it. */
export function placeLabel(location: Location): string {
  return isInFile(location)
    ? `${location.path}:${location.line}:${location.column}`
    : "(not in a file)";
}

/** Where a finding is, as a reader looks for it: a place in a file, or a commit. */
export function whereLabel({
  location,
  commit,
}: Pick<ReportedFinding, "location" | "commit">): string {
  return commit === undefined ? placeLabel(location) : `commit ${commit.slice(0, 10)}`;
}

/** `12 ms`, `3.4 s`. */
export function durationLabel(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
