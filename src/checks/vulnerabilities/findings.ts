import type { Finding } from "../../model/finding.ts";
import { findingAboutUse, type Offence } from "../image-finding.ts";
import type { Rule } from "../../model/rule.ts";
import type { AskedImage } from "./asked-images.ts";
import { foldScans } from "./fold.ts";
import { notContacted, notScanned, scanRules } from "./rules/index.ts";
import type { ScanBasis, ScannedSubject } from "./scan-rule.ts";
import type { Obstacle } from "./scan-reason.ts";
import type { Statement, Statements } from "./statements.ts";

/** What findings are made with. */
export interface FindingBasis extends ScanBasis {
  readonly statements: Statements;
  /** Where findings about `--image REF` stand. */
  readonly policyPath: string | undefined;
}

/** Mostly it is a placeholder that a tool fills in later. */
const malformedRemedy =
  "Write the image as registries know it, NAME:TAG or NAME@sha256:…. If a tool fills the name in later " +
  "(Helm, envsubst), judge what that tool renders, such as the output of `helm template`, or say " +
  "which image it will be: --image NAME=REF, with NAME as the file has it.";

/** The finding about an image that must not be contacted. */
export function findingAboutRefusal(
  asked: AskedImage,
  refusal: string,
  policyPath: string | undefined,
): Finding {
  const message = `The image was not contacted, so nothing is known of its vulnerabilities: ${refusal}.`;
  // Its registry was not even read where the reference is malformed.
  const remediation = asked.image === undefined ? malformedRemedy : undefined;
  const offence = { message, remediation, offender: asked.reference };
  return findingAt(notContacted, offence, asked, policyPath);
}

/** The finding about an image that could not be looked at. */
export function findingAboutObstacle(
  asked: AskedImage,
  { reason, remedy }: Obstacle,
  policyPath: string | undefined,
): Finding {
  const message = `${asked.reference} was not scanned: ${reason}.`;
  const offence = { message, remediation: remedy, offender: asked.reference };
  return findingAt(notScanned, offence, asked, policyPath);
}

/** What there is to report about an image that was looked at. */
export function findingsAboutScans(
  asked: AskedImage,
  subject: ScannedSubject,
  basis: FindingBasis,
): Finding[] {
  return [...vulnerabilitiesOf(asked, subject, basis), ...offencesOf(asked, subject, basis)];
}

/** One for each vulnerability; what says where is one object for all of them. */
function vulnerabilitiesOf(
  asked: AskedImage,
  { image, scans }: ScannedSubject,
  { statements, exceptions, policyPath }: FindingBasis,
): Finding[] {
  const place = findingAt(notScanned, { message: "", offender: "" }, asked, policyPath);
  return foldScans(scans, image, exceptions).map((folded): Finding => {
    const { accepted, severity } = folded;
    const statement = statements.of(folded);
    const finding = { ...place, ...(severity === "UNKNOWN" ? unrated(statement) : statement) };
    return accepted === undefined ? finding : { ...finding, accepted };
  });
}

/** The severity is not Trivy's then, but what unrated ones count as. */
function unrated(statement: Statement): Statement {
  return { ...statement, vulnerability: { ...statement.vulnerability, unrated: true } };
}

function offencesOf(asked: AskedImage, subject: ScannedSubject, basis: FindingBasis): Finding[] {
  return scanRules.flatMap((rule) =>
    rule.judge(subject, basis).map(({ gate, accepted, ...offence }) => ({
      ...findingAt(rule, offence, asked, basis.policyPath),
      ...(gate === undefined ? {} : { gate }),
      ...(accepted === undefined ? {} : { accepted }),
    })),
  );
}

/** On the image's first place, with all others beside it. */
function findingAt(
  rule: Rule,
  offence: Offence,
  { use, related, image }: AskedImage,
  policyPath: string | undefined,
): Finding {
  const placed = { ...offence, related };
  return findingAboutUse({ rule, offence: placed, use, imageName: image?.name }, policyPath);
}
