import { expect, test } from "@jest/globals";
import type { VerifiedSignature } from "../../../src/model/image-result.ts";
import { signerOf } from "../../../src/report/html/signer.ts";

const signature: VerifiedSignature = {
  by: "https://github.com/acme/shop/.github/workflows/release.yml@refs/heads/main",
  issuer: "https://token.actions.githubusercontent.com",
  at: "2026-11-20T08:15:00.000Z",
  log: "https://rekor.sigstore.dev, entry 184467",
  where: "sha256-0.sig",
};

function textOf(given: VerifiedSignature): string {
  return signerOf(given)
    .toString()
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

test("a workflow is named by repository, file and branch, with the whole identity in a title", () => {
  expect(textOf(signature)).toBe(
    "acme/shop release.yml on main by the word of GitHub Actions · 2026-11-20 · Rekor entry 184467",
  );
  const page = signerOf(signature).toString();
  expect(page).toContain(`title="${signature.by}"`);
  expect(page).toContain(`title="${signature.issuer}"`);
  expect(page).toContain(`<time datetime="${signature.at}" title="${signature.at}">`);
});

test.each([
  "https://github.com.evil.test/acme/shop/.github/workflows/release.yml@refs/heads/main",
  "http://github.com/acme/shop/.github/workflows/release.yml@refs/heads/main",
  "https://github.com/acme/shop/.github/workflows/release.yml@refs/pull/7/merge",
  "https://github.com/acme/shop/other/.github/workflows/release.yml@refs/heads/main",
  "https://github.com/acme/shop/.github/workflows/release.yml@refs/heads/ma in",
  "https://gitlab.com/acme/shop//.gitlab-ci.yml@refs/heads/main",
  "octocat@example.com",
  "key SHA256:abc",
])("any other identity is read whole: %s", (by) => {
  expect(textOf({ by, where: "x" })).toBe(by);
});

test.each([
  ["issuer", "https://token.actions.githubusercontent.com.evil.test"],
  ["issuer", "https://token.actions.githubusercontent.com/"],
  ["at", "yesterday"],
  ["log", "https://rekor.evil.test, entry 1"],
] as const)("what is not exactly known is shown as it is: %s %s", (name, value) => {
  expect(textOf({ ...signature, [name]: value })).toContain(value);
});
