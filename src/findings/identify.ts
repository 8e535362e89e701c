import type { Finding, ReportedFinding } from "../model/finding.ts";
import { compareLocation, comparePlainly } from "../model/location.ts";
import { Evidence, sha256 } from "./evidence.ts";

/** Whether the base has a finding already. */
export type IsKnown = (finding: Finding, identified: ReportedFinding) => boolean;

/** A finding on its way to the report: the evidence is known, the fingerprint not yet. */
interface Candidate {
  readonly finding: Finding;
  readonly evidence: string;
}

/**
 * The findings with fingerprint and evidence, open but for those that their check has accepted. Findings
 * that say the same of the same thing are told apart by their order in the file, so that each keeps its fingerprint when lines move.
 */
export function identify(findings: readonly Finding[], isKnown?: IsKnown): ReportedFinding[] {
  const evidence = new Evidence();
  const groups = new Map<string, Candidate[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.check, finding.rule, ...finding.identity]);
    const candidate = { finding, evidence: evidence.of(finding.offender) };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return [...groups].flatMap(([key, group]) =>
    group
      .sort(compareInFile)
      .map((candidate, ordinal) =>
        marked(
          candidate.finding,
          reported(candidate, ordinal === 0 ? key : `${key}#${ordinal}`),
          isKnown,
        ),
      ),
  );
}

function marked(
  finding: Finding,
  identified: ReportedFinding,
  isKnown: IsKnown | undefined,
): ReportedFinding {
  if (identified.status !== "open" || isKnown?.(finding, identified) !== true) return identified;
  return { ...identified, status: "baseline" };
}

function reported({ finding, evidence }: Candidate, key: string): ReportedFinding {
  const { identity: _identity, offender: _offender, accepted, ...rest } = finding;
  const settled = { ...rest, fingerprint: sha256(key), evidence };
  return accepted === undefined
    ? { ...settled, status: "open" }
    : { ...settled, status: "waived", waiver: accepted };
}

function compareInFile(a: Candidate, b: Candidate): number {
  return (
    compareLocation(a.finding.location, b.finding.location) ||
    comparePlainly(a.evidence, b.evidence) ||
    comparePlainly(a.finding.message, b.finding.message)
  );
}
