import type { Finding } from "../../model/finding.ts";
import { startOf, type Location } from "../../model/location.ts";
import type { Rule } from "../../model/rule.ts";
import { quote } from "../../policy/words.ts";
import type { Objection } from "./requirement.ts";
import type { TrustMaterial } from "./subject.ts";

/** What a reader knows a commit or tag by. */
export interface Described {
  readonly id: string;
  /** `Commit` or `Tag`. */
  readonly what: "Commit" | "Tag";
  /** The first line of a commit's message, or a tag's name. */
  readonly title: string;
  readonly email: string | undefined;
}

/** Where findings about commits stand, which are in no file: at the policy's section, else at the place to begin. */
export function placeOf({ policy }: TrustMaterial, otherwise: string): Location {
  return policy?.location ?? startOf(otherwise);
}

const longestTitle = 72;

/** The first line of a message, not longer than a line bears. */
export function subjectOf(message: Buffer): string {
  const end = message.indexOf("\n");
  const line = message.toString(
    "utf8",
    0,
    Math.min(end < 0 ? message.length : end, 4 * longestTitle),
  );
  return line.length > longestTitle ? `${line.slice(0, longestTitle)}…` : line;
}

/** The finding about one commit or tag. */
export function findingAbout(
  described: Described,
  { rule, severity, reason }: Objection,
  location: Location,
): Finding {
  const { id, what, title, email } = described;
  const by = email === undefined ? "" : ` by ${quote(email)}`;
  return {
    check: "commits",
    rule: rule.id,
    severity,
    message: `${what} ${id.slice(0, 10)} ${quote(title)}${by}: ${reason}`,
    remediation: rule.remediation.replaceAll("BASE", `${id.slice(0, 10)}^`),
    location,
    commit: id,
    identity: [id],
    offender: id,
  };
}

/** The finding about a file of the trust ref that the range changes. */
export function findingAboutFile(
  rule: Rule,
  path: string,
  trustRef: string,
  location: Location,
): Finding {
  return {
    check: "commits",
    rule: rule.id,
    severity: rule.severity,
    message: `The range changes ${quote(path)}, which decides whose commits count; the version of ${trustRef} was applied.`,
    remediation: rule.remediation,
    location,
    identity: [path],
    offender: path,
  };
}
