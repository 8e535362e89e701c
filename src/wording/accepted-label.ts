import type { AcceptedPackage } from "../model/vulnerability.ts";

/** So many packages of one reason are named, and so many reasons told; the JSON report has all. */
const mostPackages = 5;
const mostReasons = 3;
/** Names and versions out of an image can be as long as its maker wants. */
const longestWord = 80;
const longestReason = 200;

/**
 * For each reason for which packages do not count, which they are: `openssl 3.1.3-r0: not reachable
 * (.trivyignore.yaml:2)`; on one line and without a full stop, to be written behind `not counted: `.
 */
export function acceptedLabels(accepted: readonly AcceptedPackage[] = []): string[] {
  const byReason = new Map<string, Set<string>>();
  for (const each of accepted) {
    const names = byReason.get(each.reason) ?? new Set();
    byReason.set(each.reason, names.add(nameOf(each)));
  }
  const left = byReason.size - mostReasons;
  const labels = [...byReason]
    .slice(0, mostReasons)
    .map(([reason, names]) => `${listOf([...names])}: ${short(reason, longestReason)}`);
  return left > 0 ? [...labels, `packages for ${left} more reasons`] : labels;
}

function nameOf({ package: name, installed, platforms }: AcceptedPackage): string {
  const where = platforms === undefined ? "" : ` on ${platforms.join(" and ")}`;
  return `${short(name, longestWord)} ${short(installed, longestWord)}${where}`;
}

function listOf(names: readonly string[]): string {
  const left = names.length - mostPackages;
  const shown = names.slice(0, mostPackages).join(", ");
  return left > 0 ? `${shown} and ${left} more` : shown;
}

function short(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
