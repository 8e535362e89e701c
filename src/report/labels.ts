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

/** What says where a finding is. */
export type Placed = Pick<ReportedFinding, "location" | "commit" | "image" | "resource">;

/**
 * Whether only the caller names the image that the finding is about, by `--image`. Such a finding stands
 * at the first character of the policy, where no image can stand, and nothing there is to be shown.
 */
export function isNamedByCaller({ location, image, resource, commit }: Placed): boolean {
  const { line, column, endLine, endColumn } = location;
  const isAtStart = line === 1 && column === 1 && endLine === 1 && endColumn === 2;
  return isAtStart && image !== undefined && resource === undefined && commit === undefined;
}

/** Whether the finding has a place in a file that is worth looking at. */
export function hasPlace(finding: Placed): boolean {
  return isInFile(finding.location) && !isNamedByCaller(finding);
}

/** Where a finding is, as a reader looks for it: a place in a file, a commit, or the command line. */
export function whereLabel(finding: Placed): string {
  if (finding.commit !== undefined) return `commit ${finding.commit.slice(0, 10)}`;
  return isNamedByCaller(finding) ? "(named by --image)" : placeLabel(finding.location);
}

/** The image's other places, where that is what the finding's related locations are. */
export function otherPlaces({ check, related = [] }: ReportedFinding): readonly Location[] {
  return check === "vulnerabilities" ? related.map(({ location }) => location) : [];
}

/** Why a finding fails, or does not, apart from its severity: `fails: it is known to be exploited …`. */
export function gateLabel({ gate }: Pick<ReportedFinding, "gate">): string | undefined {
  if (gate === undefined) return undefined;
  return `${gate.fails ? "fails" : "does not fail"}: ${gate.reason}`;
}

/** `12 ms`, `3.4 s`. */
export function durationLabel(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
