import type { Finding } from "../model/finding.ts";
import { compileGlob, type Glob } from "../policy/glob.ts";
import type { RuleSetting } from "../policy/policy.ts";
import { meansNoJudgement } from "../policy/rule-names.ts";

type Setting = RuleSetting["setting"];

/** The sections of a policy that set rules, by the check whose rules they set. */
export interface Settings {
  readonly manifests: readonly RuleSetting[];
  readonly vulnerabilities: readonly RuleSetting[];
}

/**
 * The findings after `manifests.rules` and `vulnerabilities.rules`: those of rules that are off are
 * gone, the others have the severity that is set. Findings of other checks, vulnerabilities themselves,
 * and those that say that something was not judged (but for a severity set by name) stay as they are.
 */
export function applySettings(
  findings: readonly Finding[],
  { manifests, vulnerabilities }: Settings,
): readonly Finding[] {
  if (manifests.length + vulnerabilities.length === 0) return findings;
  const ofManifests = settingFinder(manifests);
  const ofImages = settingFinder(vulnerabilities);
  const settingOf = ({ check, rule }: Finding): Setting | undefined => {
    if (check === "manifests") return ofManifests(rule);
    return check === "vulnerabilities" && isRuleAboutImages(rule) ? ofImages(rule) : undefined;
  };
  return findings.flatMap((finding) => {
    const setting = settingOf(finding);
    if (setting === "off") return [];
    if (setting === undefined || setting === "on") return [finding];
    return [{ ...finding, severity: setting }];
  });
}

/** A vulnerability is accepted by a waiver; what could not be read may be said by any check. */
function isRuleAboutImages(rule: string): boolean {
  return rule.startsWith("vulnerabilities/") || rule.startsWith("image/");
}

interface Entry {
  readonly glob: Glob;
  readonly setting: Setting;
}

/** The setting of the most exact entry for a rule. */
function settingFinder(settings: readonly RuleSetting[]): (rule: string) => Setting | undefined {
  // Later entries first, for the sort keeps the order of equals and the last word counts.
  const entries: Entry[] = settings
    .toReversed()
    .map(({ pattern, setting }) => ({ glob: compileGlob(pattern, "everything"), setting }))
    .sort((a, b) => exactness(b.glob) - exactness(a.glob));
  const found = new Map<string, Setting | undefined>();
  return (rule) => {
    if (!found.has(rule)) {
      const sheltered = meansNoJudgement(rule);
      const entry = entries.find(({ glob }) => (glob.literal || !sheltered) && glob.matches(rule));
      found.set(rule, entry?.setting);
    }
    return found.get(rule);
  };
}

/** A whole name beats any pattern, a pattern with more text before its first wildcard one with less. */
function exactness({ literal, prefix }: Glob): number {
  return literal ? Number.POSITIVE_INFINITY : prefix.length;
}
