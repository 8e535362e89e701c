import { sha256 } from "../hash.ts";
import type { Finding, ReportedFinding } from "../model/finding.ts";
import { compareLocation, comparePlainly } from "../model/location.ts";
import { Evidence } from "./evidence.ts";

/** What a finding is known by in another version of its file. */
export type Mark = Pick<ReportedFinding, "fingerprint" | "evidence">;

/** Whether the base has a finding already. */
export type IsKnown = (finding: Finding, mark: Mark) => boolean;

/** Findings of one key; nearly all are alone, and a hundred thousand lists would outweigh them. */
type Group = Finding | Finding[];

/**
 * The findings with fingerprint and evidence, open but for those that their check has accepted. Findings
 * that say the same of the same thing are told apart by their order in the file, so that each keeps its fingerprint when lines move.
 */
export function identify(findings: readonly Finding[], isKnown?: IsKnown): ReportedFinding[] {
  const evidence = new Evidence();
  const identified: ReportedFinding[] = [];
  for (const [fingerprint, group] of groupsOf(findings)) {
    if (!Array.isArray(group)) {
      identified.push(
        marked(group, { fingerprint, evidence: evidence.of(group.offender) }, isKnown),
      );
      continue;
    }
    const candidates = group.map((finding) => ({
      finding,
      evidence: evidence.of(finding.offender),
    }));
    for (const [ordinal, candidate] of candidates.sort(compareInFile).entries()) {
      const { finding } = candidate;
      const own = ordinal === 0 ? fingerprint : sha256(`${keyOf(finding)}#${ordinal}`);
      const mark = { fingerprint: own, evidence: candidate.evidence };
      identified.push(marked(finding, mark, isKnown));
    }
  }
  return identified;
}

/** By the fingerprint of the first of them. */
function groupsOf(findings: readonly Finding[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const fingerprint = sha256(keyOf(finding));
    const group = groups.get(fingerprint);
    if (group === undefined) groups.set(fingerprint, finding);
    else if (Array.isArray(group)) group.push(finding);
    else groups.set(fingerprint, [group, finding]);
  }
  return groups;
}

function keyOf({ check, rule, identity }: Finding): string {
  return JSON.stringify([check, rule, ...identity]);
}

function marked(finding: Finding, mark: Mark, isKnown: IsKnown | undefined): ReportedFinding {
  const { identity: _identity, offender: _offender, accepted, ...rest } = finding;
  if (accepted !== undefined) return { ...rest, ...mark, status: "waived", waiver: accepted };
  const status = isKnown?.(finding, mark) === true ? "baseline" : "open";
  return { ...rest, ...mark, status };
}

interface Candidate {
  readonly finding: Finding;
  readonly evidence: string;
}

function compareInFile(a: Candidate, b: Candidate): number {
  return (
    compareLocation(a.finding.location, b.finding.location) ||
    comparePlainly(a.evidence, b.evidence) ||
    comparePlainly(a.finding.message, b.finding.message)
  );
}
