import { compileGlob } from "./glob.ts";
import { nearest } from "../nearest.ts";
import type { CheckName } from "../model/check.ts";
import { mistakeInGlob } from "./patterns.ts";
import type { PolicyContext } from "./reading.ts";

type KnownRules = PolicyContext["rules"];

/**
 * Rules that say that something was not judged. No setting lowers them, and only a waiver that names the
 * rule and the path in full covers one: otherwise what nobody looked at would pass.
 */
const rulesOfNoJudgement: ReadonlySet<string> = new Set([
  "files/unreadable",
  "files/wrong-type",
  "vulnerabilities/not-contacted",
  "vulnerabilities/not-scanned",
]);

/** `CVE-2023-5363`, `GHSA-jfh8-c2jp-5v3q`, `DLA-3588-1`, `TEMP-0000000-F7A20F`, … */
const vulnerabilityId = /^[A-Z][A-Z0-9]*-[A-Za-z0-9._-]+$/;

/** Whether a rule's name is that of a vulnerability; the rules of checks have names in lower case. */
export function isVulnerabilityId(rule: string): boolean {
  return rule.length <= longestId && vulnerabilityId.test(rule);
}

/** Longer than the names of any database. */
const longestId = 100;

/** Whether findings of the rule mean that something was not judged at all. */
export function meansNoJudgement(rule: string): boolean {
  return rulesOfNoJudgement.has(rule);
}

/** What is wrong with a waiver's rule: the name of a rule or of a vulnerability, or a glob of rules. */
export function mistakeInWaivedRules(pattern: string, rules: KnownRules): string | undefined {
  if (isVulnerabilityId(pattern)) return undefined;
  const mistake = mistakeInRules(pattern, rules);
  if (mistake === undefined || !likeVulnerabilityId.test(pattern)) return mistake;
  return "a vulnerability is named in full and as reports have it, such as CVE-2023-5363; globs are for the names of rules";
}

/** `CVE-2024-*`, `cve-2024-1234` */
const likeVulnerabilityId = /^(?:[A-Z][A-Z0-9]*|[Cc][Vv][Ee]|[Gg][Hh][Ss][Aa])-/;

/** What is wrong with a rule's name or a glob of names, as a clause. */
function mistakeInRules(pattern: string, rules: KnownRules): string | undefined {
  const malformed = mistakeInGlob(pattern, "everything");
  if (malformed !== undefined) return malformed;
  if (rulesMatching(pattern, rules).length > 0) return undefined;
  const { literal } = compileGlob(pattern, "everything");
  const ids = rules.map(({ id }) => id);
  const near = literal ? nearest(pattern, ids) : nearestGroup(pattern, ids);
  const hint = near === undefined ? '"portcullis rules" lists them' : `did you mean "${near}"?`;
  return `${literal ? "no rule has that name" : "no rule matches it"}; ${hint}`;
}

/** What is wrong with setting the rules of a pattern under the check's `rules`, as a clause. */
export function mistakeInRuleSetting(
  pattern: string,
  setting: unknown,
  { check, rules }: { readonly check: CheckName; readonly rules: KnownRules },
): string | undefined {
  if (isVulnerabilityId(pattern) && rulesMatching(pattern, rules).length === 0) {
    return "a vulnerability is accepted by a waiver, which has a reason and an end";
  }
  const unknown = mistakeInRules(pattern, rules);
  if (unknown !== undefined) return unknown;
  const matched = rulesMatching(pattern, rules);
  const ours = matched.filter((rule) => rule.check === check);
  if (ours.length === 0) {
    return `that is of the check ${matched[0]?.check}, and here only rules of ${check} can be set`;
  }
  if (!ours.every(({ id }) => meansNoJudgement(id))) return undefined;
  if (setting === true || setting === "on" || setting === "critical") return undefined;
  return (
    "it says that something was not judged, so it cannot be switched off or lowered; " +
    'name the path under "exclude" or in a waiver'
  );
}

/** Whether a pattern stands for every rule there is. */
export function matchesEveryRule(pattern: string, rules: KnownRules): boolean {
  return rulesMatching(pattern, rules).length === rules.length;
}

function rulesMatching(pattern: string, rules: KnownRules): KnownRules {
  const glob = compileGlob(pattern, "everything");
  return rules.filter(({ id }) => glob.matches(id));
}

/** For `netwrok/*`, `network/*`. */
function nearestGroup(pattern: string, ids: readonly string[]): string | undefined {
  const [group = "", ...rest] = pattern.split("/");
  const groups = new Set(ids.map((id) => id.split("/")[0] ?? ""));
  const near = nearest(group, groups);
  return near === undefined || near === group ? undefined : [near, ...rest].join("/");
}
