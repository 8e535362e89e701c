import type { Finding, ReportedFinding } from "../model/finding.ts";
import { compareLocation, comparePlainly } from "../model/location.ts";
import { Evidence, sha256 } from "./evidence.ts";

/** A finding on its way to the report: the evidence is known, the fingerprint not yet. */
interface Candidate {
  readonly finding: Finding;
  readonly evidence: string;
}

/**
 * The findings with fingerprint and evidence, all open. Findings that say the same of the same thing
 * are told apart by their order in the file, so that each keeps its fingerprint when lines move.
 */
export function identify(findings: readonly Finding[]): ReportedFinding[] {
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
      .map((candidate, ordinal) => reported(candidate, ordinal === 0 ? key : `${key}#${ordinal}`)),
  );
}

function reported({ finding, evidence }: Candidate, key: string): ReportedFinding {
  const { identity: _identity, offender: _offender, ...rest } = finding;
  return { ...rest, fingerprint: sha256(key), evidence, status: "open" };
}

function compareInFile(a: Candidate, b: Candidate): number {
  return (
    compareLocation(a.finding.location, b.finding.location) ||
    comparePlainly(a.evidence, b.evidence) ||
    comparePlainly(a.finding.message, b.finding.message)
  );
}
