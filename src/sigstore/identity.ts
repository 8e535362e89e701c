import { RE2JS } from "re2js";
import { mistakeInExpression } from "./expression.ts";
import type { ClaimName } from "./certificate-claims.ts";
import type { CertificateIdentity } from "./certificate.ts";
import { Undecided } from "./rejection.ts";
import type { WantedIdentity } from "./requirement.ts";

/** How far a comparison came before it failed; the furthest says most to the reader. */
interface Mismatch {
  readonly progress: number;
  readonly found: string;
  readonly wanted: string;
}

/**
 * Why the found identity is none of the wanted ones, as a clause; nothing where it is one of them.
 * Throws an Undecided for an expression that does not compile, whichever the others are.
 */
export function mismatchWith(
  found: CertificateIdentity,
  wanted: readonly WantedIdentity[],
): string | undefined {
  const mismatches = wanted.map((identity) => mismatchOf(found, identity));
  if (mismatches.some((mismatch) => mismatch === undefined)) return undefined;
  const failed = mismatches.filter((mismatch) => mismatch !== undefined);
  const furthest = Math.max(...failed.map(({ progress }) => progress));
  const nearest = failed.filter(({ progress }) => progress === furthest);
  const first = nearest[0];
  if (first === undefined) return "the policy names no identity";
  const choices = [...new Set(nearest.map((mismatch) => mismatch.wanted))].slice(0, 3);
  return `${first.found}, the policy wants ${choices.join(" or ")}`;
}

function mismatchOf(found: CertificateIdentity, wanted: WantedIdentity): Mismatch | undefined {
  const subject = "identity" in wanted ? exactly(wanted.identity) : matching(wanted.identityRegExp);
  const issuer = "issuer" in wanted ? exactly(wanted.issuer) : matching(wanted.issuerRegExp);
  if (!subject.takes(found.subject)) {
    return { progress: 0, found: `signed by ${found.subject}`, wanted: subject.text };
  }
  if (!issuer.takes(found.issuer)) {
    const who = `signed by ${found.subject}, vouched for by ${found.issuer}`;
    return { progress: 1, found: who, wanted: `the issuer ${issuer.text}` };
  }
  return claimMismatch(found, wanted.claims ?? {});
}

function claimMismatch(
  found: CertificateIdentity,
  wanted: NonNullable<WantedIdentity["claims"]>,
): Mismatch | undefined {
  const names = Object.keys(wanted) as ClaimName[];
  const wrong = names.findIndex((name) => found.claims[name] !== wanted[name]);
  const name = names[wrong];
  if (name === undefined) return undefined;
  const said = found.claims[name];
  const saying = said === undefined ? `says no ${name}` : `says ${name} ${JSON.stringify(said)}`;
  return {
    progress: 2 + wrong,
    found: `signed by ${found.subject}, whose certificate ${saying}`,
    wanted: JSON.stringify(wanted[name]),
  };
}

interface Wish {
  readonly text: string;
  readonly takes: (value: string) => boolean;
}

function exactly(text: string): Wish {
  return { text, takes: (value) => value === text };
}

function matching(expression: string): Wish {
  const mistake = mistakeInExpression(expression);
  if (mistake !== undefined) {
    throw new Undecided(`the policy's expression ${JSON.stringify(expression)}: ${mistake}`);
  }
  const compiled = RE2JS.compile(expression);
  return { text: `/${expression}/`, takes: (value) => compiled.matches(value) };
}
