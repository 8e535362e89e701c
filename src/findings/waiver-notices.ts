import { daysBetween } from "../policy/calendar.ts";
import { compileGlob } from "../policy/glob.ts";
import type { Waiver } from "../policy/policy.ts";
import { isVulnerabilityId } from "../policy/rule-names.ts";
import { hasExpired, type WaiverUse } from "./waive.ts";

/** How long before its last day a waiver is spoken of, in days. */
const warningDays = 14;

/** More notices than anybody reads. */
const mostNotices = 50;

/**
 * What the owners of the policy should know of their waivers: which have expired, soon will, or cover
 * nothing. A waiver of rules that were not applied in this run says nothing by covering nothing.
 */
export function waiverNotices(
  uses: readonly WaiverUse[],
  today: string,
  appliedRules?: readonly string[],
): string[] {
  const notices = uses.flatMap((use) => {
    const said = noticeOf(use, today, appliedRules);
    if (said === undefined) return [];
    const { path, line, column } = use.waiver.location;
    return [`${path}:${line}:${column}: ${said}`];
  });
  if (notices.length <= mostNotices) return notices;
  const left = notices.length - mostNotices;
  return [
    ...notices.slice(0, mostNotices),
    `${left} more waivers have expired, soon will, or cover nothing.`,
  ];
}

function noticeOf(
  { waiver, covered, reopened }: WaiverUse,
  today: string,
  appliedRules: readonly string[] | undefined,
): string | undefined {
  const { rule, expires } = waiver;
  if (covered === 0) {
    if (!wasApplied(waiver, appliedRules)) return undefined;
    return `The waiver of ${rule} covers nothing; remove it, or correct what it names.`;
  }
  if (expires === undefined) return undefined;
  if (hasExpired(waiver, today)) {
    const effect =
      reopened === 0
        ? "others cover the same findings; remove it"
        : `${reopened === 1 ? "one finding counts" : `${reopened} findings count`} again`;
    return `The waiver of ${rule} expired on ${expires}; ${effect}.`;
  }
  const days = daysBetween(today, expires);
  if (days > warningDays) return undefined;
  const when = days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`;
  return `The waiver of ${rule} expires ${when}, on ${expires}.`;
}

function wasApplied({ rule }: Waiver, appliedRules: readonly string[] | undefined): boolean {
  if (appliedRules === undefined) return true;
  // No list has all vulnerabilities; they are looked for where the rule is that says they were not.
  if (isVulnerabilityId(rule)) return appliedRules.includes("vulnerabilities/not-scanned");
  const glob = compileGlob(rule, "everything");
  return appliedRules.some((id) => glob.matches(id));
}
