import { identify, type Mark } from "../findings/identify.ts";
import { compareFindings } from "../findings/order.ts";
import { applySettings } from "../findings/rule-settings.ts";
import { settingsOf } from "../findings/settle.ts";
import { waive } from "../findings/waive.ts";
import type { Finding, ReportedFinding } from "../model/finding.ts";
import { compareLocation } from "../model/location.ts";
import type { Comparison, FixedFinding } from "../model/report.ts";
import { compareSeverity } from "../model/severity.ts";
import type { Policy } from "../policy/policy.ts";
import { filesPrefix, groundOf } from "./grounds.ts";
import type { JudgedBase } from "./judge-base.ts";

/** So many findings that are gone are listed; all are counted. */
const maxFixed = 1000;

/**
 * The findings of a run beside those of its base. Only files whose findings differ are looked at
 * closely: a fingerprint is made of one file's findings, so that equal lists have equal fingerprints.
 */
export class BaseComparison {
  readonly #base: JudgedBase;
  readonly #same: ReadonlySet<string>;
  /** The findings of the other files, by fingerprint. */
  readonly #others: ReadonlyMap<string, ReportedFinding>;

  constructor(base: JudgedBase, head: readonly Finding[], policy: Policy) {
    this.#base = base;
    const ours = byFile(head);
    const theirs = byFile(base.findings);
    this.#same = new Set(
      [...ours].flatMap(([file, findings]) =>
        sameFindings(findings, theirs.get(file) ?? []) ? [file] : [],
      ),
    );
    const others = [...theirs].flatMap(([file, found]) => (this.#same.has(file) ? [] : found));
    const identified = identify(applySettings(others, settingsOf(policy)));
    this.#others = new Map(identified.map((finding) => [finding.fingerprint, finding]));
  }

  /**
   * Whether the base has the finding: the same fingerprint, the same evidence and no lesser severity, and
   * where nobody looked the same bytes. What comes to light about an image counts as known where the
   * base's files run the same reference; of its signatures, where the policy asks for no less there.
   */
  has(finding: Finding, mark: Mark): boolean {
    const ground = groundOf(finding);
    if (ground === "image") return this.#base.images.has(finding);
    if (ground === "demand") return this.#base.images.hasWithDemands(finding);
    return this.#foundIn(finding, mark) && this.#base.unchanged.covers(finding, ground);
  }

  #foundIn(finding: Finding, mark: Mark): boolean {
    if (!isAboutFiles(finding)) return false;
    if (this.#same.has(fileOf(finding))) return true;
    const other = this.#others.get(mark.fingerprint);
    return (
      other !== undefined &&
      other.evidence === mark.evidence &&
      compareSeverity(other.severity, finding.severity) <= 0
    );
  }

  /** The comparison as the report shows it, with what the base has and the run has no more. */
  summary(head: readonly ReportedFinding[], { gate, policy, today }: SummaryQuestion): Comparison {
    const present = new Set(head.map(({ fingerprint }) => fingerprint));
    // What can no longer be read has not been mended.
    const unread = new Set(head.filter(isUnread).map(({ location }) => location.path));
    const { findings } = waive([...this.#others.values()], policy.waivers, today);
    const gone = findings
      .filter(({ status, fingerprint }) => status === "open" && !present.has(fingerprint))
      .filter((finding) => !isUnread(finding) && !unread.has(finding.location.path))
      .sort(compareFindings);
    return {
      base: this.#base.commit,
      gate,
      fixed: gone.slice(0, maxFixed).map(fixedFinding),
      fixedCount: gone.length,
    };
  }
}

export interface SummaryQuestion {
  readonly gate: Comparison["gate"];
  readonly policy: Policy;
  readonly today: string;
}

function isAboutFiles({ check, rule }: Finding): boolean {
  return check === "manifests" || check === "registries" || rule.startsWith(filesPrefix);
}

/** The file that a fingerprint is made with; empty for what stands in none. */
function fileOf({ identity }: Finding): string {
  return identity[0] ?? "";
}

function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!isAboutFiles(finding)) continue;
    const file = fileOf(finding);
    const known = files.get(file);
    if (known === undefined) files.set(file, [finding]);
    else known.push(finding);
  }
  return files;
}

function sameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  return (
    a.length === b.length &&
    a.every((finding, index) => {
      const other = b[index];
      return other !== undefined && (finding === other || isSame(finding, other));
    })
  );
}

/** All that fingerprint, evidence and their order are made of; objects are the same if they are shared. */
function isSame(a: Finding, b: Finding): boolean {
  return (
    a.check === b.check &&
    a.rule === b.rule &&
    a.severity === b.severity &&
    a.offender === b.offender &&
    a.message === b.message &&
    a.identity.length === b.identity.length &&
    a.identity.every((part, index) => part === b.identity[index]) &&
    compareLocation(a.location, b.location) === 0
  );
}

function isUnread({ rule }: Pick<ReportedFinding, "rule">): boolean {
  return rule.startsWith(filesPrefix) && unreadRules.has(rule.slice(filesPrefix.length));
}

const unreadRules: ReadonlySet<string> = new Set([
  "unreadable",
  "empty-submodule",
  "git-lfs-pointer",
  "link-not-followed",
  "template-not-judged",
]);

function fixedFinding({ check, rule, severity, message, location }: ReportedFinding): FixedFinding {
  return { check, rule, severity, message, path: location.path };
}
