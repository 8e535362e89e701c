import { signersIn, type SignaturesPolicy, type TextRule } from "../../policy/signatures.ts";
import { missingAnchors } from "../../sigstore/expression.ts";

/**
 * What is no mistake in a section `signatures` and may still not mean what its writer thinks, a line for
 * each with its place: expressions without anchors, which cosign looks for anywhere in the text.
 */
export function hintsAbout({ images }: SignaturesPolicy): readonly string[] {
  const rules = images
    .flatMap(signersIn)
    .flatMap(({ keyless }) => keyless)
    .flatMap(({ issuer, identity }) => [issuer, identity]);
  return [...new Set(rules.flatMap(hintAbout))];
}

function hintAbout(rule: TextRule): string[] {
  if (rule.kind === "exact") return [];
  const missing = missingAnchors(rule.source);
  if (missing === undefined) return [];
  const { path, line, column } = rule.location;
  return [
    `${path}:${line}:${column}: the expression ${JSON.stringify(rule.source)} has ${missing}; unlike with cosign it must match the whole text all the same: write the anchors, and .* where more may stand`,
  ];
}
