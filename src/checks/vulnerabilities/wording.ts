import type { AffectedPackage } from "../../model/vulnerability.ts";
import { acceptedLabels } from "../../wording/accepted-label.ts";
import type { FoldedVulnerability } from "./fold.ts";

/** More packages than this are counted and not told one by one. */
const mostPackages = 5;
/** Names and versions out of an image can be as long as its maker wants. */
const longestWord = 80;
const longestTitle = 200;

/** What is said about a vulnerability: the finding's message and its remedy. */
export interface Wording {
  readonly message: string;
  readonly remediation: string;
}

/** `openssl 3.1.4-r0 has CVE-2023-5363 (Incorrect cipher key & IV length processing): update to 3.1.4-r1.` */
export function wordingOf({
  facts,
  packages,
  severity,
  acceptedPackages,
}: FoldedVulnerability): Wording {
  const names = distinct(packages.map((each) => `${short(each.name)} ${short(each.installed)}`));
  const verb = names.length === 1 ? "has" : "have";
  const title = facts.title === undefined ? "" : ` (${oneLine(facts.title, longestTitle)})`;
  const rating = severity === "UNKNOWN" ? " Nobody has rated it, so it counts as medium." : "";
  const updates = updatesOf(packages);
  const advice = adviceOf(packages, updates);
  const accepted = acceptedLabels(acceptedPackages).map((label) => ` Not counted: ${label}.`);
  return {
    // Joined, for a text that is put together by `+` keeps all of its pieces in memory.
    message: [
      listed(names),
      " ",
      verb,
      " ",
      facts.id,
      title,
      ": ",
      advice,
      ".",
      rating,
      ...accepted,
    ].join(""),
    remediation: remedyOf(updates),
  };
}

/** For each package with a fix, `openssl to 3.1.4-r1`. */
function updatesOf(packages: readonly AffectedPackage[]): string[] {
  return distinct(
    packages.flatMap(({ name, fixed }) =>
      fixed === undefined ? [] : [`${short(name)} to ${versionsOf(fixed)}`],
    ),
  );
}

/** What to do, as a clause. */
function adviceOf(packages: readonly AffectedPackage[], updates: readonly string[]): string {
  const unfixed = packages.filter(({ fixed }) => fixed === undefined);
  const versions = distinct(packages.flatMap(({ fixed }) => fixed ?? []));
  const [version] = versions;
  if (version === undefined) return obstacleOf(unfixed);
  if (unfixed.length === 0 && versions.length === 1) return `update to ${versionsOf(version)}`;
  const without = distinct(unfixed.map(({ name }) => short(name)));
  const rest = without.length === 0 ? "" : `; no fix is known for ${listed(without)}`;
  return `update ${listed(updates)}${rest}`;
}

/** What Trivy's words for a package without a fix mean (its docs, "vulnerability status"). */
const obstacles: ReadonlyMap<string, string> = new Map([
  ["will_not_fix", "no fix is known, and the distribution will not make one"],
  ["fix_deferred", "no fix is known, and the distribution has put it off"],
  ["end_of_life", "no fix is known, and the distribution is no longer supported"],
]);

function obstacleOf(unfixed: readonly AffectedPackage[]): string {
  const statuses = distinct(unfixed.map(({ status }) => status ?? ""));
  const only = statuses.length === 1 ? obstacles.get(statuses[0] ?? "") : undefined;
  return only ?? "no fix is known";
}

function remedyOf(updates: readonly string[]): string {
  if (updates.length > 0) {
    return ["Update ", listed(updates), ", or the image to one built with it."].join("");
  }
  return (
    "Use an image without the package, or say in a VEX document or a waiver why " +
    "it does no harm."
  );
}

/** Trivy gives alternatives for several lines of versions as `2.15.0, 2.12.2`. */
function versionsOf(fixed: string): string {
  const versions = fixed.split(/,\s*/).map(short);
  const left = versions.length - mostPackages;
  const shown = versions.slice(0, mostPackages).join(" or ");
  return left > 0 ? `${shown} or ${left} others` : shown;
}

/** `a, b and c`, or `a, b and 7 more`. */
export function listed(names: readonly string[]): string {
  const left = names.length - mostPackages;
  const shown = left > 0 ? [...names.slice(0, mostPackages), `${left} more`] : names;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}

function short(word: string): string {
  return oneLine(word, longestWord);
}

/** The text on one line, shortened. */
export function oneLine(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
