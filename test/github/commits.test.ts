import { afterAll, beforeEach, expect, test } from "@jest/globals";
import { byAnn, listed, requireTrusted } from "../checks/commits/shop.ts";
import { EventRepository } from "./event-repository.ts";
import { cleanUp, reportOf, temporaryFolder, type StepResult } from "./runner.ts";

let place: EventRepository;

beforeEach(() => {
  place = new EventRepository();
});
afterAll(cleanUp);

const rules = (result: StepResult): string[] =>
  reportOf(result)
    .findings.map(({ rule }) => rule)
    .sort();

test("a clean pull request of a listed signer passes at fetch-depth 1", () => {
  place.branch("change", place.base);
  place.shop.commit({ key: place.ann });
  const head = place.shop.commit({ key: place.ann });
  const result = place.pull(head);
  expect({ ...result, log: "" }).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(reportOf(result).commits).toMatchObject({
    count: 2,
    levels: { trusted: 2 },
    trustRef: `base branch main at ${place.base.slice(0, 7)}`,
  });
});

test("a pull request that adds its own key fails by the base's list, and says that it edits it", () => {
  place.branch("change", place.base);
  const both = listed("ann@example.com", place.ann) + listed("eve@example.com", place.eve);
  const head = place.shop.commit({
    key: place.eve,
    email: "eve@example.com",
    files: { ".github/allowed_signers": both },
  });
  const result = place.pull(head);
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(rules(result)).toEqual(["commits/trust-changed", "commits/unknown-key"]);
  const [finding] = reportOf(result).findings;
  expect(finding?.message).toMatch(
    /"eve@example.com": The signature is good, and its key .* is not listed/,
  );
  expect(result.summary).toContain(head.slice(0, 10));
  expect(result.log).toContain("allowed_signers");
});

test("a pull request that makes its policy lax fails by the base's", () => {
  place.branch("change", place.base);
  const head = place.shop.commit({ files: { ".github/portcullis.yml": "version: 1\n" } });
  const result = place.pull(head);
  expect(result.status).toBe(1);
  expect(rules(result)).toEqual(["commits/trust-changed", "commits/unsigned"]);
});

test("a pull request signed after the key had expired fails", () => {
  const until = listed("ann@example.com", place.ann, 'valid-before="20260101Z"');
  const base = place.shop.commit({ key: place.ann, files: { ".github/allowed_signers": until } });
  place.branch("change", base);
  const head = place.shop.commit({ key: place.ann, date: "2026-03-01T00:00:00Z" });
  const result = place.pull(head, base);
  expect(result.status).toBe(1);
  expect(rules(result)).toEqual(["commits/expired-at-signing"]);
});

test("`gpgsig junk` on top of an unsigned commit fails for both", () => {
  place.branch("change", place.base);
  place.shop.commit();
  const head = place.shop.commitRaw(`${byAnn}gpgsig junk\n`);
  const result = place.pull(head);
  expect(result.status).toBe(1);
  expect(rules(result)).toEqual(["commits/malformed", "commits/unsigned"]);
});

test("without a checkout the commits come from the server alone", () => {
  place.branch("change", place.base);
  const head = place.shop.commit();
  const result = place.pull(head, place.base, { workspace: temporaryFolder() });
  expect(rules(result)).toEqual(["commits/unsigned"]);
  expect(reportOf(result).commits?.count).toBe(1);
});

test("the base branch's present tip is out of the range, and its list counts", () => {
  place.branch("change", place.base);
  const head = place.shop.commit({ key: place.ann });
  place.branch("main", place.base);
  const newer = place.shop.commit({
    key: place.ann,
    files: { ".github/allowed_signers": listed("ann@example.com", place.eve) },
  });
  const result = place.pull(head);
  expect(reportOf(result).commits?.trustRef).toContain(newer.slice(0, 7));
  expect(rules(result)).toContain("commits/unknown-key");
});

test("in a pull request the inputs range and trust-ref say nothing", () => {
  place.branch("change", place.base);
  const head = place.shop.commit({ files: { ".github/portcullis.yml": "version: 1\n" } });
  const inputs = { range: `${head}..${head}`, "trust-ref": head };
  const result = place.pull(head, place.base, { inputs });
  expect(result.status).toBe(1);
  expect(reportOf(result).notices.join()).toContain("range and trust-ref were ignored");
});

test("a merge group is judged by the base branch", () => {
  place.branch("queue", place.base);
  const head = place.shop.commit();
  const merge_group = { base_ref: "refs/heads/main", base_sha: place.base, head_sha: head };
  const result = place.run(head, { event: "merge_group", payload: { merge_group } });
  expect(rules(result)).toEqual(["commits/unsigned"]);
});

test("two pushes launder nothing where since-commit anchors the trust", () => {
  const { shop, ann, eve, base } = place;
  const anchored = `${requireTrusted}  since-commit: ${base}\n`;
  const before = shop.commit({ key: ann, files: { ".github/portcullis.yml": anchored } });
  const both = listed("ann@example.com", ann) + listed("eve@example.com", eve);
  const first = shop.commit({ files: { ".github/allowed_signers": both }, message: "smuggled" });
  const red = place.push(before, first);
  expect(red.status).toBe(1);
  const second = shop.commit({ key: eve, email: "eve@example.com" });
  const result = place.push(first, second);
  expect(result.status).toBe(1);
  expect(rules(result)).toEqual([
    "commits/trust-changed",
    "commits/unknown-key",
    "commits/unsigned",
  ]);
  expect(reportOf(result).commits).toMatchObject({
    count: 3,
    levels: { trusted: 1, unsigned: 1, "valid-unknown": 1 },
  });
  expect(reportOf(result).commits?.trustRef).not.toContain("unanchored");
});

test("the list advances through commits that verified, and old commits keep their list", () => {
  const { shop, ann, eve, base } = place;
  const anchored = `${requireTrusted}  since-commit: ${base}\n`;
  const before = shop.commit({ key: ann, files: { ".github/portcullis.yml": anchored } });
  // Ann hands over: her own key is gone from then on.
  shop.commit({
    key: ann,
    files: { ".github/allowed_signers": listed("eve@example.com", eve) },
  });
  const after = shop.commit({ key: eve, email: "eve@example.com" });
  const result = place.push(before, after);
  expect({ ...result, log: result.log }).toMatchObject({ status: 0 });
  expect(reportOf(result).commits).toMatchObject({ count: 3, levels: { trusted: 3 } });
});

test("since-commit counts for the range also where the commit that names it did not verify", () => {
  const { shop, ann, base } = place;
  const anchored = `${requireTrusted}  since-commit: ${base}\n`;
  const before = shop.commit({ files: { ".github/portcullis.yml": anchored } });
  const after = shop.commit({ key: ann });
  const result = place.push(before, after);
  expect(rules(result)).toEqual(["commits/trust-changed", "commits/unsigned"]);
  expect(reportOf(result).commits?.count).toBe(2);
});

test("a since-commit from before the policy is an error, since nothing would be demanded", () => {
  const { shop, ann } = place;
  shop.repository.git("switch", "--quiet", "--orphan", "other");
  const bare = shop.commit({ key: ann });
  const before = shop.commit({
    key: ann,
    files: {
      ".github/portcullis.yml": `${requireTrusted}  since-commit: ${bare}\n`,
      ".github/allowed_signers": listed("ann@example.com", ann),
    },
  });
  const after = shop.commit();
  const result = place.push(before, after);
  expect(result.outputs["verdict"]).toBe("error");
  expect(result.log).toContain("has no policy with a section commits");
});

test("without since-commit a push is judged by the state before it, and called unanchored", () => {
  const { shop, ann, base } = place;
  const good = shop.commit({ key: ann });
  const passed = place.push(base, good);
  expect(passed.status).toBe(0);
  expect(reportOf(passed).commits?.trustRef).toContain("unanchored");
  const both = listed("ann@example.com", ann) + listed("eve@example.com", place.eve);
  const bad = shop.commit({
    key: place.eve,
    email: "eve@example.com",
    files: { ".github/allowed_signers": both },
  });
  expect(rules(place.push(good, bad))).toEqual(["commits/trust-changed", "commits/unknown-key"]);
});

test("a force push is judged for what it adds", () => {
  const { shop, ann, base } = place;
  const old = shop.commit({ key: ann, message: "old" });
  place.branch("main", base);
  const forced = shop.commit();
  const result = place.push(old, forced, { payload: { forced: true } });
  expect(rules(result)).toEqual(["commits/unsigned"]);
  expect(reportOf(result).commits?.range).toContain("forced");
});

test("a new branch is judged for what the default branch does not have", () => {
  const { shop, base } = place;
  place.branch("parked", base);
  shop.commit();
  place.branch("new", "parked");
  const after = shop.repository.git("rev-parse", "HEAD");
  const result = place.push("0".repeat(40), after, {}, "refs/heads/new");
  expect(rules(result)).toEqual(["commits/unsigned"]);
});

test("a deleted branch is skipped with its reason", () => {
  const result = place.push(
    place.base,
    "0".repeat(40),
    {
      payload: { deleted: true },
      workspace: place.checkout(place.base),
      inputs: { checks: "" },
      environment: { GITHUB_SHA: place.base },
    },
    "refs/heads/old",
  );
  expect(reportOf(result).checks.commits).toMatchObject({
    state: "skipped",
    reason: expect.stringContaining("was deleted"),
  });
});

test("a schedule and a dispatch judge the default branch from since-commit on", () => {
  const { shop, ann, base } = place;
  const anchored = `${requireTrusted}  since-commit: ${base}\n`;
  const head = shop.commit({ key: ann, files: { ".github/portcullis.yml": anchored } });
  for (const event of ["schedule", "workflow_dispatch"]) {
    const result = place.run(head, { event, environment: { GITHUB_REF: "refs/heads/main" } });
    expect(result.status).toBe(0);
    expect(reportOf(result).commits).toMatchObject({ count: 1, levels: { trusted: 1 } });
  }
});

const tagged = (name: string, ...options: string[]): void => {
  place.shop.repository.git(
    "-c",
    `user.signingKey=${place.ann.file}`,
    "tag",
    ...options,
    "-m",
    "a release",
    name,
  );
};
const pushTag = (name: string, event = "push"): StepResult => {
  const commit = place.shop.repository.git("rev-parse", `${name}^{commit}`);
  const ref = `refs/tags/${name}`;
  return place.run(commit, {
    event,
    payload: { ref, after: commit, before: "0".repeat(40), release: { tag_name: name } },
    environment: { GITHUB_REF: ref },
  });
};

test("a signed tag on signed commits passes, also as a release", () => {
  place.shop.commit({ key: place.ann });
  tagged("v1.0.0", "-s");
  for (const event of ["push", "release"]) {
    const result = pushTag("v1.0.0", event);
    expect({ ...result, log: result.log }).toMatchObject({ status: 0 });
    expect(reportOf(result).commits?.levels).toEqual({ trusted: 2 });
  }
});

test("commits are judged since the newest tag that verifies; one that does not ends nothing", () => {
  tagged("v1.0.0", "-s");
  place.shop.commit({ message: "unsigned" });
  tagged("v1.1.0", "-a");
  place.shop.commit({ key: place.ann });
  tagged("v1.2.0", "-s");
  const result = pushTag("v1.2.0");
  expect(rules(result)).toEqual(["commits/unsigned"]);
  expect(reportOf(result).commits?.count).toBe(2);
});

test("a tag published under another name fails", () => {
  tagged("v1.0.0", "-s");
  const object = place.shop.repository.git("rev-parse", "v1.0.0");
  place.shop.repository.git("update-ref", "refs/tags/v2.0.0", object);
  const result = pushTag("v2.0.0");
  expect(rules(result)).toContain("commits/tag");
  expect(reportOf(result).findings[0]?.message).toContain('says it is "v1.0.0"');
});

test("an unsigned tag fails, and a tag on a tag", () => {
  tagged("v1.0.0", "-a");
  expect(rules(pushTag("v1.0.0"))).toEqual(["commits/unsigned"]);
  place.shop.repository.git(
    "-c",
    `user.signingKey=${place.ann.file}`,
    "tag",
    "-s",
    "-m",
    "nested",
    "v3",
    "v1.0.0",
  );
  expect(rules(pushTag("v3"))).toContain("commits/tag");
});

test("trust-ref names the commit whose list counts", () => {
  const { shop, eve, base } = place;
  const only = listed("ann@example.com", eve);
  const other = shop.commit({ key: place.ann, files: { ".github/allowed_signers": only } });
  const after = shop.commit({ key: eve });
  expect(place.push(base, after).status).toBe(1);
  const result = place.push(other, after, { inputs: { "trust-ref": other } });
  expect(result.status).toBe(0);
  expect(reportOf(result).commits?.trustRef).toContain("trust-ref");
});

test.each([
  ["range", "main..HEAD", /range: "main..HEAD" is not a range/],
  ["trust-ref", "main", /trust-ref: "main" is not the full name of a commit/],
] as const)("the input %s must name commits in full", (name, value, said) => {
  const result = place.push(place.base, place.base, { inputs: { [name]: value } });
  expect(result.status).toBe(1);
  expect(result.log).toMatch(said);
});

test("a file that the policy names and the trust ref lacks is an error that names it", () => {
  const base = place.shop.commit({ key: place.ann, files: { ".github/allowed_signers": null } });
  place.branch("change", base);
  const head = place.shop.commit({ key: place.ann });
  const result = place.pull(head, base);
  expect(result.outputs["verdict"]).toBe("error");
  expect(result.log).toContain("commits.allowed-signers: the base branch main has no file");
});

test("annotations name the commit and link to it, in no file", () => {
  place.branch("change", place.base);
  const head = place.shop.commit({ message: "::error::oops <b>" });
  const result = place.pull(head);
  const errors = result.commands.filter(({ name }) => name === "error");
  expect(errors[0]?.properties["file"]).toBeUndefined();
  expect(errors[0]?.message).toContain(`/commit/${head}`);
  expect(errors[0]?.message).toContain(head.slice(0, 10));
});

test("the token is in no output", () => {
  place.branch("change", place.base);
  const head = place.shop.commit();
  const token = "ghs_SeCrEtToKeN";
  const result = place.pull(head, place.base, { inputs: { token, upload: "never" } });
  const masked = result.log.replaceAll(/^::add-mask::.*$/gm, "");
  expect(masked + result.summary + JSON.stringify(reportOf(result))).not.toContain(token);
});
