import { expect, test } from "@jest/globals";
import { hintsAbout } from "../../../src/checks/signatures/hints.ts";
import { policyIn } from "../../policy/reading-policies.ts";

function hintsIn(images: string): readonly string[] {
  const { signatures } = policyIn(`version: 1\nsignatures:\n  images:\n${images}`);
  return signatures === undefined ? [] : hintsAbout(signatures);
}

test("expressions without anchors are named once, with what they must match", () => {
  const hints = hintsIn(`    - match: a/**
      keyless: { issuer-regexp: ^i$, identity-regexp: github.com/acme }
      attestations: [{ type: spdx }, { type: vuln, keyless: { issuer: i, identity-regexp: ^x } }]
`);
  const rest =
    "unlike with cosign it must match the whole text all the same: write the anchors, and .* where more may stand";
  expect(hints).toEqual([
    `p.yml:5:55: the expression "github.com/acme" has no ^ in front and no $ at its end; ${rest}`,
    `p.yml:6:91: the expression "^x" has no $ at its end; ${rest}`,
  ]);
});

test("exact texts, anchored expressions and derived signers need no hint", () => {
  const source = "{ type: slsa-provenance, source: https://github.com/acme/web }";
  expect(
    hintsIn(`    - { match: a/**, keyless: { issuer: i, identity-regexp: ^a$ } }
    - { match: b/**, attestations: [${source}] }
    - { match: c/**, skip: true, reason: r }
`),
  ).toEqual([]);
});
