import { expect, test } from "@jest/globals";
import { type Ground, groundOf } from "../../src/baseline/grounds.ts";
import { allRules } from "../../src/checks/index.ts";
import { notJudgedKinds, problemKinds } from "../../src/kubernetes/problem.ts";
import type { Rule } from "../../src/model/rule.ts";
import { meansNoJudgement } from "../../src/policy/rule-names.ts";

/**
 * Every rule that says, or whose words could mean, that something was not looked into, and by what a
 * finding of it is known. A rule that is missing here is missing in src/baseline/grounds.ts, too.
 */
const unseen: Readonly<Record<string, Ground>> = {
  "files/unreadable": "file",
  "files/wrong-type": "file",
  "files/git-lfs-pointer": "file",
  "files/link-not-followed": "file",
  "files/template-not-judged": "chart",
  "files/kustomize-not-evaluated": "kustomization",
  "files/empty-submodule": "submodule",
  // Nobody looks at an image, and the reference decides on its own why.
  "vulnerabilities/not-contacted": "image",
  "vulnerabilities/not-scanned": "image",
  "image/unknown-contents": "image",
  "signatures/not-contacted": "demand",
  "signatures/could-not-tell": "demand",
  "signatures/not-verified": "demand",
  "signatures/unlisted": "demand",
  "signatures/skipped-image": "demand",
};

/** Rules with such words that looked all the same: the finding holds what they saw. */
const looked: ReadonlySet<string> = new Set([
  // The reference with its variable is the evidence.
  "registries/malformed-reference",
  // Nobody reads the tag: the runtime does not.
  "registries/tag-and-digest",
]);

const words =
  /(?:\bnot|\bnobody|\bnever|n't) (?:\w+ )?(?:judged?|evaluated?|looked|look|read|scanned|contacted|fetched|followed|recognised|told|checked out)\b|\b(?:cannot|could not) (?:be )?(?:told|judged|read|known|evaluated)|\bunknown\b|\bunseen\b/i;

function saysUnseen({ title, rationale }: Rule): boolean {
  return words.test(`${title}. ${rationale}`);
}

test("every rule whose words say that nobody looked has its ground in the table", () => {
  const suspected = allRules
    .filter((rule) => rule.check !== "commits" && saysUnseen(rule))
    .map(({ id }) => id)
    .filter((id) => !looked.has(id));
  // The words are those that rules use: most of the table is found by them.
  expect(suspected.length).toBeGreaterThan(8);
  expect(suspected.filter((id) => unseen[id] === undefined)).toEqual([]);
  for (const rule of allRules) {
    const ground = unseen[rule.id];
    if (ground !== undefined) expect([rule.id, groundOf(ruled(rule))]).toEqual([rule.id, ground]);
  }
  const ids = new Set(allRules.map(({ id }) => id));
  expect(Object.keys(unseen).filter((id) => !ids.has(id))).toEqual([]);
});

test("what is counted as not judged, and what no setting lowers, is never known by its words alone", () => {
  const counted = Object.keys(notJudgedKinds).map((kind) => `files/${kind}`);
  const sheltered = allRules.map(({ id }) => id).filter(meansNoJudgement);
  for (const id of [...counted, ...sheltered]) {
    expect([id, unseen[id] !== undefined && unseen[id] !== "finding"]).toEqual([id, true]);
  }
});

test("each rule about files has a ground, and one that nobody has heard of is never known", () => {
  for (const kind of problemKinds) {
    expect(groundOf({ check: "manifests", rule: `files/${kind}` })).not.toBe("never");
  }
  expect(groundOf({ check: "manifests", rule: "files/made-up" })).toBe("never");
});

test("whichever check says what could not be read, it is known in the same way", () => {
  for (const check of ["manifests", "registries", "vulnerabilities"] as const) {
    expect(groundOf({ check, rule: "files/unreadable" })).toBe("file");
  }
});

test("commits are never known, and other findings about files by what they found", () => {
  for (const rule of allRules.filter(({ id }) => unseen[id] === undefined)) {
    const wanted = { commits: "never", vulnerabilities: "image", signatures: "demand" } as const;
    const ground = rule.check in wanted ? wanted[rule.check as keyof typeof wanted] : "finding";
    expect([rule.id, groundOf(ruled(rule))]).toEqual([rule.id, ground]);
  }
});

function ruled({ id, check }: Rule) {
  return { check, rule: id };
}
