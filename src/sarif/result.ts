import type { Location as SarifLocation, Result } from "sarif";
import type { ReportedFinding, RelatedLocation } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import { isNamedByCaller, resourceLabel } from "../report/labels.ts";
import { grades } from "./level.ts";
import { limits } from "./limits.ts";
import { messageText } from "./message.ts";
import { relativeUri } from "./uri.ts";

/**
 * An open finding as a SARIF result. `number` is its place among findings of the same fingerprint,
 * counted from 1; `ruleIndex` is its rule's place in the run.
 */
export function resultOf(finding: ReportedFinding, number: number, ruleIndex: number): Result {
  const related = (finding.related ?? []).slice(0, limits.relatedPerResult);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: grades[finding.severity].level,
    message: { text: wordsOf(finding, related) },
    locations: [{ physicalLocation: physicalLocation(finding.location) }],
    ...(related.length === 0 ? {} : { relatedLocations: related.map(relatedLocation) }),
    partialFingerprints: {
      primaryLocationLineHash: `${finding.fingerprint}:${number}`,
      "portcullis/v1": finding.fingerprint,
    },
  };
}

/** GitHub shows related locations only where the message links to them by their ids. */
function wordsOf(finding: ReportedFinding, related: readonly RelatedLocation[]): string {
  const { resource } = finding;
  const sentences = [
    messageText(statementOf(finding)),
    messageText(todoOf(finding)),
    ...(isNamedByCaller(finding)
      ? ["The image was named by --image (the input images of the action); no file names it."]
      : []),
    ...(resource === undefined ? [] : [`(${messageText(resourceLabel(resource), 300)})`]),
    ...related.map((place, index) => `[${messageText(place.message, 200)}](${index + 1})`),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** An alert has no other place for the name of the image that it is about. */
function statementOf({ check, image, message }: ReportedFinding): string {
  if (check !== "vulnerabilities" || image === undefined || message.includes(image)) return message;
  return `${image}: ${message}`;
}

/** The message about a vulnerability with a fix says already what to update to. */
function todoOf({ vulnerability, remediation }: ReportedFinding): string {
  return vulnerability?.fixable === true ? "" : remediation;
}

function relatedLocation({ location, message }: RelatedLocation, index: number): SarifLocation {
  return {
    id: index + 1,
    physicalLocation: physicalLocation(location),
    message: { text: messageText(message, 200) },
  };
}

/** A region of one line, whatever was given: in a pull request GitHub shows only those. */
function physicalLocation(location: Location): NonNullable<SarifLocation["physicalLocation"]> {
  const startLine = Math.max(1, location.line);
  const startColumn = Math.max(1, location.column);
  const end = location.endLine === location.line ? location.endColumn : 0;
  return {
    artifactLocation: { uri: relativeUri(location.path) },
    region: {
      startLine,
      startColumn,
      endLine: startLine,
      endColumn: Math.max(startColumn + 1, end),
    },
  };
}
