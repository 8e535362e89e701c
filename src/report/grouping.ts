import type { ReportedFinding } from "../model/finding.ts";
import { isNamedByCaller, resourceLabel } from "./labels.ts";
import { inReadingOrder } from "./order.ts";

/** A finding, and how often the same is said about the same line. */
export interface Folded {
  readonly finding: ReportedFinding;
  readonly times: number;
}

/** Findings that point at the same place of the same object: one excerpt serves them all. */
export interface Spot {
  readonly entries: readonly Folded[];
}

/** The findings of a report by what a reader does with them, each list in reading order. */
export interface Parts {
  /** Open and more than a remark. */
  readonly open: readonly ReportedFinding[];
  /** Open and only said (severity info), one list for each rule. */
  readonly remarks: readonly (readonly ReportedFinding[])[];
  readonly waived: readonly ReportedFinding[];
  readonly baseline: readonly ReportedFinding[];
}

/** Parts findings by what a reader does with them. */
export function partsOf(findings: readonly ReportedFinding[]): Parts {
  const ordered = inReadingOrder(findings);
  const open = ordered.filter(({ status }) => status === "open");
  const remarks = open.filter(({ severity }) => severity === "info");
  return {
    open: open.filter(({ severity }) => severity !== "info"),
    remarks: grouped(remarks, ({ rule }) => rule),
    waived: ordered.filter(({ status }) => status === "waived"),
    baseline: ordered.filter(({ status }) => status === "baseline"),
  };
}

/**
 * The findings of each file, files by path; those about commits, which stand in none, together, and so
 * those about images that only the caller names.
 */
export function byFile(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  return grouped(inReadingOrder(findings), (finding) => {
    if (finding.commit !== undefined) return aboutCommits;
    return isNamedByCaller(finding) ? namedByCaller : finding.location.path;
  });
}

/** No path has a line break. */
const aboutCommits = "\n";
const namedByCaller = "\n--image";

/** The findings of one file from top to bottom, gathered by the place they point at. */
export function spotsOf(findings: readonly ReportedFinding[]): Spot[] {
  return grouped(folded(inReadingOrder(findings)), ({ finding }) => spotKey(finding)).map(
    (entries) => ({ entries }),
  );
}

/** Findings that say the same, and so have one statement; `findings` is never empty. */
export interface Said {
  readonly first: ReportedFinding;
  readonly findings: readonly ReportedFinding[];
}

/** The findings by what they say, rule and remedy with it, in the order given. */
export function bySaying(findings: readonly ReportedFinding[]): Said[] {
  return grouped(findings, ({ rule, severity, message, remediation }) =>
    keyOf(rule, severity, message, remediation),
  ).flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ first, findings: same }];
  });
}

/** The findings by rule and severity, in the order given. */
export function byRule(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  return grouped(findings, ({ rule, severity }) => keyOf(rule, severity));
}

/** The same for findings that point at the same place of the same object. */
export function placeKey(finding: ReportedFinding): string {
  return keyOf(finding.location.path, spotKey(finding));
}

/** The findings by the place they point at, as `placeKey` names it. */
export function byPlace(
  findings: readonly ReportedFinding[],
): ReadonlyMap<string, readonly ReportedFinding[]> {
  return new Map(
    grouped(findings, placeKey).flatMap((group) =>
      group[0] === undefined ? [] : [[placeKey(group[0]), group] as const],
    ),
  );
}

/** The same rule with the same words about the same line and object, once with a count. */
export function folded(findings: readonly ReportedFinding[]): Folded[] {
  const same = grouped(findings, (finding) =>
    keyOf(
      finding.rule,
      finding.severity,
      finding.message,
      finding.remediation,
      String(finding.location.line),
      finding.location.path,
      finding.commit ?? "",
      objectOf(finding),
    ),
  );
  return same.flatMap(([finding, ...others]) =>
    finding === undefined ? [] : [{ finding, times: 1 + others.length }],
  );
}

function spotKey(finding: ReportedFinding): string {
  const { line, column, endColumn } = finding.location;
  return keyOf(
    isNamedByCaller(finding) ? (finding.image ?? "") : "",
    String(line),
    String(column),
    String(endColumn),
    objectOf(finding),
    finding.commit ?? "",
  );
}

function objectOf({ resource }: ReportedFinding): string {
  return resource === undefined ? "" : resourceLabel(resource);
}

function grouped<Item>(items: readonly Item[], keyFor: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyFor(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
