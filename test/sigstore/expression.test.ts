import { expect, test } from "@jest/globals";
import { RE2JS } from "re2js";
import { mistakeInExpression, missingAnchors, searching } from "../../src/sigstore/expression.ts";

test.each(["^a$", "(?i)acme", "(?P<who>a)", "a\\z", "[[:alpha:]]+", "\\Qa.b\\E"])(
  "%s is an expression of RE2",
  (source) => expect(mistakeInExpression(source)).toBeUndefined(),
);

test.each<[source: string, mistake: string]>([
  ["a(", "it is not a regular expression of RE2: missing closing ): `a(`"],
  ["[z-a]", "it is not a regular expression of RE2: invalid character class range: `z-a`"],
  ["(?=a)b", "it is not a regular expression of RE2: invalid or unsupported Perl syntax: `(?=`"],
  ["(a)\\1", "it is not a regular expression of RE2: invalid escape sequence: `\\1`"],
  ["a".repeat(5000), "it is longer than 4096 characters"],
])("%s is none", (source, mistake) => expect(mistakeInExpression(source)).toBe(mistake));

test.each<[source: string, missing: string | undefined]>([
  ["^a$", undefined],
  ["(?i)^a$", undefined],
  ["\\Aa\\z", undefined],
  ["^a\\\\$", undefined],
  ["a$", "no ^ in front"],
  ["^a", "no $ at its end"],
  ["a", "no ^ in front and no $ at its end"],
  ["^a\\$", "no $ at its end"],
])("the anchors that %s lacks: %s", (source, missing) => {
  expect(missingAnchors(source)).toBe(missing);
});

test.each<[source: string, text: string, found: boolean]>([
  ["acme", "https://acme.example", true],
  ["^acme", "https://acme.example", false],
  ["example$", "https://acme.example", true],
  ["a|b", "xxbxx", true],
  ["(?i)ACME", "the acme", true],
  ["acme", "another\nacme\nline", true],
  ["\\Qa.b", "xa.bx", true],
  ["\\Qa.b", "xaabx", false],
])("searching for %s in %j", (source, text, found) => {
  expect(RE2JS.compile(searching(source)).matches(text)).toBe(found);
});
