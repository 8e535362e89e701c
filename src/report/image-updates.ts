import { comparePlainly } from "../model/location.ts";
import { compareSeverity, type Severity } from "../model/severity.ts";
import type { AffectedPackage, Vulnerability } from "../model/vulnerability.ts";
import { compareVersions } from "./version-order.ts";

/** One step that rids an image of vulnerabilities: packages that have the same ones, and the version for all. */
export interface Update {
  /** Sorted; several where they are parts of one source, such as openssl and libssl3. */
  readonly names: readonly string[];
  /** Sorted; several where the platforms of an image, or two places in it, have different ones. */
  readonly installed: readonly string[];
  /** The lowest version known to mend all of them. */
  readonly to: string;
  readonly mends: number;
  readonly worst: Severity;
}

/** What updates are made from. */
interface Mendable {
  readonly severity: Severity;
  readonly vulnerability: Pick<Vulnerability, "id" | "packages">;
}

interface Gathered {
  readonly name: string;
  readonly ecosystem: string;
  readonly installed: ReadonlySet<string>;
  readonly to: string;
  readonly mends: ReadonlySet<string>;
  readonly worst: Severity;
}

/** The updates that the vulnerabilities ask for, those of the worst and of most first. */
export function updatesIn(findings: readonly Mendable[]): Update[] {
  const installed = gatheredBy(
    eachInstalled(findings),
    ({ ecosystem, name, installed: versions }) => keyOf(ecosystem, name, ...versions),
  );
  // The same target from several versions is one update; what then mends the same is one as well.
  const packages = gatheredBy(installed, ({ ecosystem, name, to }) => keyOf(ecosystem, name, to));
  const steps = new Map<string, { readonly first: Gathered; readonly names: string[] }>();
  for (const each of packages) {
    const key = keyOf(each.ecosystem, each.to, [...each.installed].sort(), [...each.mends].sort());
    const known = steps.get(key);
    if (known === undefined) steps.set(key, { first: each, names: [each.name] });
    else known.names.push(each.name);
  }
  return [...steps.values()].map(updateOf).sort(compareUpdates);
}

function updateOf({
  first,
  names,
}: {
  readonly first: Gathered;
  readonly names: string[];
}): Update {
  const { installed, to, mends, worst } = first;
  return {
    names: names.sort(),
    installed: [...installed].sort(compareVersions),
    to,
    mends: mends.size,
    worst,
  };
}

function compareUpdates(a: Update, b: Update): number {
  return (
    compareSeverity(a.worst, b.worst) ||
    b.mends - a.mends ||
    comparePlainly(a.names.join(), b.names.join()) ||
    comparePlainly(a.installed.join(), b.installed.join())
  );
}

function* eachInstalled(findings: readonly Mendable[]): Generator<Gathered> {
  for (const { severity, vulnerability } of findings) {
    for (const { name, installed, fixed = "", purl } of vulnerability.packages) {
      if (fixed === "") continue;
      yield {
        name,
        ecosystem: ecosystemOf(purl),
        installed: new Set([installed]),
        to: fixed,
        mends: new Set([vulnerability.id]),
        worst: severity,
      };
    }
  }
}

/** `pkg:npm` of `pkg:npm/lodash@4.17.10`: packages of two ecosystems may have one name. */
function ecosystemOf(purl: AffectedPackage["purl"] = ""): string {
  return purl.split("/", 1)[0] ?? "";
}

/** Those with the same key as one: all versions and vulnerabilities, the highest target, the worst severity. */
function gatheredBy(all: Iterable<Gathered>, keyFor: (one: Gathered) => string): Gathered[] {
  const groups = new Map<string, Gathered & { installed: Set<string>; mends: Set<string> }>();
  for (const each of all) {
    const key = keyFor(each);
    const known = groups.get(key);
    if (known === undefined) {
      groups.set(key, { ...each, installed: new Set(each.installed), mends: new Set(each.mends) });
      continue;
    }
    for (const version of each.installed) known.installed.add(version);
    for (const id of each.mends) known.mends.add(id);
    const to = compareVersions(known.to, each.to) < 0 ? each.to : known.to;
    const worst = compareSeverity(each.worst, known.worst) < 0 ? each.worst : known.worst;
    groups.set(key, { ...known, to, worst });
  }
  return [...groups.values()];
}

function keyOf(...parts: readonly (string | readonly string[])[]): string {
  return JSON.stringify(parts);
}
