import type { Finding } from "../../model/finding.ts";
import type { Rule } from "../../model/rule.ts";
import { findingAboutUse } from "../image-finding.ts";
import type { JudgedUse } from "./image-verdict.ts";
import type { Need } from "./need.ts";
import type { Unlisted } from "./requirements.ts";
import {
  couldNotTell,
  notContacted,
  notVerified,
  skippedImage,
  unlistedImage,
} from "./rules/index.ts";
import type { NeedVerdict } from "./verdict.ts";

/** More candidates than this are counted and not told one by one. */
const mostReasons = 10;

/** What there is to report about one use of an image. */
export function findingsAbout(judged: JudgedUse, policyPath: string | undefined): Finding[] {
  const { use, imageName, verdict } = judged;
  const finding = (
    rule: Rule,
    message: string,
    offender: string,
    severity = rule.severity,
  ): Finding => {
    const offence = { message, offender, severity };
    return findingAboutUse({ rule, offence, use, imageName }, policyPath);
  };
  switch (verdict.kind) {
    case "refused":
      return [
        finding(
          notContacted,
          `The image was not contacted, so nothing is known of its signatures: ${verdict.reason}.`,
          use.reference,
        ),
      ];
    case "skipped":
      return [
        finding(
          skippedImage,
          `The policy lets ${use.reference} through unsigned (the entry ${verdict.entry.match}): ${sentence(verdict.entry.reason)}`,
          verdict.entry.match,
        ),
      ];
    case "unlisted": {
      const { level } = verdict.unlisted;
      if (level === "ignore") return [];
      const message = unlistedMessage(use.reference, verdict.unlisted);
      return [finding(unlistedImage, message, use.reference, level === "fail" ? "high" : "low")];
    }
    case "judged": {
      const shown = verdict.digest === undefined ? use.reference : `${imageName}@${verdict.digest}`;
      return [
        ...unmetOf(verdict.needs, "enforce").map((message) =>
          finding(notVerified, `${shown} is not verified. ${message}`, shown),
        ),
        ...unmetOf(verdict.needs, "warn").map((message) =>
          finding(notVerified, `${shown} is not verified. ${message}`, shown, "low"),
        ),
        ...undecidedOf(verdict.needs).map((message) =>
          finding(couldNotTell, `Whether ${shown} is signed could not be told. ${message}`, shown),
        ),
      ];
    }
  }
}

type Judged = readonly (readonly [Need, NeedVerdict])[];

/** At most one message: all unmet needs of the mode. */
function unmetOf(needs: Judged, mode: Need["mode"]): string[] {
  return messageOn(needs.filter(([need, { kind }]) => kind === "unmet" && need.mode === mode));
}

function undecidedOf(needs: Judged): string[] {
  return messageOn(needs.filter(([, { kind }]) => kind === "undecided"));
}

function messageOn(needs: Judged): string[] {
  const clauses = needs.map(([{ title }, verdict]) => {
    const reasons = verdict.kind === "met" ? [] : verdict.reasons;
    return `Wanted: ${title}. Found: ${listed(reasons)}.`;
  });
  return clauses.length === 0 ? [] : [clauses.join(" ")];
}

function listed(reasons: readonly string[]): string {
  const left = reasons.length - mostReasons;
  const shown = reasons.slice(0, mostReasons).map(shortened).join("; ");
  return left > 0 ? `${shown}; and ${left} more` : shown;
}

/** Whole digests tell a reader nothing more than their beginnings. */
function shortened(text: string): string {
  return text.replace(/(sha256[:-][0-9a-f]{12})[0-9a-f]{52}/g, "$1…");
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function unlistedMessage(reference: string, { nearMiss }: Unlisted): string {
  const said = `No entry of the policy's signatures names ${reference}, so nobody looked at its signatures.`;
  if (nearMiss === undefined) return said;
  const { path, line } = nearMiss.location;
  return `${said} The entry ${nearMiss.match} (${path}:${line}) matches its name and not its tag or digest: write ${nearMiss.match}:** or ${nearMiss.match}@**.`;
}
