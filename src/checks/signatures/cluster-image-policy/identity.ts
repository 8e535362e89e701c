import { mapping } from "../../../policy/mapping.ts";
import { text, type Shape } from "../../../policy/shape.ts";
import { mistakeInExpression, missingAnchors, searching } from "../../../sigstore/expression.ts";
import { nameOf } from "../../../policy/words.ts";
import type { WantedIdentity, WantedIssuer, WantedSubject } from "../../../sigstore/requirement.ts";
import { hasOneOf, optional } from "./keys.ts";

const expression = text({ what: "a regular expression (RE2)", mistake: mistakeInExpression });

const values = mapping(
  {
    issuer: optional(text({ what: "the address of an issuer" })),
    issuerRegExp: optional(expression),
    subject: optional(text({ what: "an identity" })),
    subjectRegExp: optional(expression),
  },
  "a mapping with issuer or issuerRegExp, and subject or subjectRegExp",
);
type IdentityValues = NonNullable<ReturnType<typeof values.read>>;

export interface IdentityReading {
  readonly wanted: WantedIdentity;
  /** What its expressions let through: sentences. */
  readonly notes: readonly string[];
}

/** Who may have signed. policy-controller looks for its expressions anywhere in the text. */
export const identity: Shape<IdentityReading> = {
  ...values,
  read(field, reading) {
    const found = values.read(field, reading);
    const issued = hasOneOf(field, ["issuer", "issuerRegExp"], reading);
    const named = hasOneOf(field, ["subject", "subjectRegExp"], reading);
    if (found === undefined || !issued || !named) return undefined;
    const issuer = issuerOf(found);
    const subject = subjectOf(found);
    if (issuer === undefined || subject === undefined) return undefined;
    return { wanted: { ...issuer, ...subject }, notes: notesOn(found, nameOf(field.path)) };
  },
};

function issuerOf({ issuer, issuerRegExp }: IdentityValues): WantedIssuer | undefined {
  if (issuer !== undefined) return { issuer };
  return issuerRegExp === undefined ? undefined : { issuerRegExp: searching(issuerRegExp) };
}

function subjectOf({ subject, subjectRegExp }: IdentityValues): WantedSubject | undefined {
  if (subject !== undefined) return { identity: subject };
  return subjectRegExp === undefined ? undefined : { identityRegExp: searching(subjectRegExp) };
}

function notesOn(found: IdentityValues, name: string): string[] {
  return (["issuerRegExp", "subjectRegExp"] as const).flatMap((key) => {
    const missing = found[key] === undefined ? undefined : missingAnchors(found[key]);
    if (missing === undefined) return [];
    return [`${name}.${key} has ${missing}: whatever holds a match lets a signature count.`];
  });
}
