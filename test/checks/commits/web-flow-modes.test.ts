import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { commitsCheck } from "../../../src/checks/commits/index.ts";
import type { PlatformAnswer } from "../../../src/checks/commits/platform-api.ts";
import type { CommitsRange } from "../../../src/checks/commits/subject.ts";
import { trustOnDisk } from "../../../src/checks/commits/trust-on-disk.ts";
import { policyContext } from "../../../src/checks/policy-context.ts";
import type { CheckOutcome } from "../../../src/model/check.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { verifyOpenPgp } from "../../../src/checks/commits/openpgp/verify.ts";
import { subjectWith } from "../registries/subject.ts";
import { armour } from "./openpgp/armouring.ts";
import { makeCertificate, makeKey, makeSignature, usual } from "./openpgp/signer.ts";
import { options, trustIn } from "./openpgp/trusting.ts";
import { listed, policyWith, Shop, sshKey } from "./shop.ts";

const made = Date.UTC(2024, 0, 1) / 1000;
const gitHub = makeKey(4, made);
const ann = sshKey();
let check: ReturnType<typeof commitsCheck>;
let shop: Shop;
let base: string;

beforeAll(async () => {
  // The stand-in for GitHub's key: the check takes another verifier only from whoever makes it.
  const pinned = await trustIn(makeCertificate(gitHub, made, "GitHub <noreply@github.com>"));
  check = commitsCheck((signature, payload) => verifyOpenPgp(signature, payload, pinned, options));
  shop = new Shop();
  base = shop.commit({
    key: ann,
    files: { ".github/allowed_signers": listed("ann@example.com", ann), "a.txt": "a\n" },
  });
});
afterAll(() => shop.remove());

interface Made {
  readonly parents: readonly string[];
  readonly tree: string;
  readonly author?: string;
  readonly committer?: string;
}

/** A commit as GitHub's buttons make it, signed with the stand-in key. */
function byGitHub({ parents, tree, author = "eve@example.com", committer }: Made): string {
  const by = committer ?? "GitHub <noreply@github.com>";
  const head = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author Somebody <${author}> 1767225600 +0000`,
    `committer ${by} 1767225600 +0000`,
  ].join("\n");
  const payload = Buffer.from(`${head}\n\nMerge pull request #1\n`);
  const signature = makeSignature(gitHub, { hashed: usual(gitHub, made + 3600), over: payload });
  const text = armour(signature).toString("latin1").trimEnd().replaceAll("\n", "\n ");
  return shop.repository.writeObject(
    "commit",
    `${head}\ngpgsig ${text}\n\nMerge pull request #1\n`,
  );
}

async function judged(
  head: string,
  section: string,
  rest: Partial<CommitsRange> = {},
): Promise<CheckOutcome> {
  const policy = `require: trusted\nallowed-signers: .github/allowed_signers\n${section}`;
  shop.repository.write(".github/portcullis.yml", policyWith(policy.trim()));
  const { folder } = shop;
  const trust = trustOnDisk(loadPolicy(folder, undefined, folder, policyContext), folder, "here");
  const commits = {
    kind: "range",
    name: "a range",
    sources: { checkout: folder, remote: undefined },
    include: [head],
    exclude: [base],
    trust,
    steps: [],
    changed: [],
    notices: [],
    place: ".github/portcullis.yml",
    ...rest,
  } as const;
  return check.run({ ...subjectWith({}), commits });
}

const rulesIn = (outcome: CheckOutcome): string[] =>
  outcome.kind === "skipped" ? ["skipped"] : outcome.findings.map(({ rule }) => rule);

/** Two signed branches, and the tree that git makes of them. */
function branches(): { readonly parents: readonly [string, string]; readonly tree: string } {
  shop.repository.git("switch", "--quiet", "--force", "--detach", base);
  const left = shop.commit({ key: ann, files: { "left.txt": "left\n" } });
  shop.repository.git("switch", "--quiet", "--force", "--detach", base);
  const right = shop.commit({ key: ann, files: { "right.txt": "right\n" } });
  const tree = shop.repository.git("merge-tree", "--write-tree", left, right);
  return { parents: [left, right], tree };
}

test.each(["github-web-flow: merges", "github-web-flow: known-authors", ""])(
  "a merge that git makes the same passes with %j",
  async (section) => {
    const outcome = await judged(byGitHub(branches()), section);
    expect(rulesIn(outcome)).toEqual([]);
    expect(outcome.commits).toMatchObject({ count: 3, levels: { trusted: 2, platform: 1 } });
  },
);

test("a merge with other content than git makes does not count", async () => {
  const { parents } = branches();
  const outcome = await judged(
    byGitHub({ parents, tree: shop.repository.git("rev-parse", `${base}^{tree}`) }),
    "",
  );
  expect(rulesIn(outcome)).toEqual(["commits/not-trusted"]);
  expect(outcome.commits?.levels).toEqual({ trusted: 2, "valid-unknown": 1 });
});

test("GitHub's signature for an author whom nobody listed does not count; for a listed one it does", async () => {
  const tree = shop.repository.git("rev-parse", `${base}^{tree}`);
  const byEve = byGitHub({ parents: [base], tree });
  const byAnn = byGitHub({ parents: [base], tree, author: "ann@example.com" });
  expect(rulesIn(await judged(byEve, ""))).toEqual(["commits/not-trusted"]);
  expect(rulesIn(await judged(byAnn, ""))).toEqual([]);
  expect(rulesIn(await judged(byAnn, "github-web-flow: merges"))).toEqual(["commits/not-trusted"]);
  const listing = "github-authors: [eve@example.com]";
  expect(rulesIn(await judged(byEve, listing))).toEqual([]);
});

test("with any, GitHub's signature is the platform's and no more", async () => {
  const tree = shop.repository.git("rev-parse", `${base}^{tree}`);
  const commit = byGitHub({ parents: [base], tree });
  const any = await judged(commit, "github-web-flow: any");
  expect(rulesIn(any)).toEqual(["commits/not-trusted"]);
  expect(any.commits?.levels).toEqual({ platform: 1 });
  expect(rulesIn(await judged(commit, "github-web-flow: off"))).toEqual(["commits/not-trusted"]);
});

test("GitHub's key under another committer's name is a mismatch", async () => {
  const tree = shop.repository.git("rev-parse", `${base}^{tree}`);
  const commit = byGitHub({ parents: [base], tree, committer: "Boss <boss@example.com>" });
  expect(rulesIn(await judged(commit, "github-web-flow: any"))).toEqual([
    "commits/identity-mismatch",
  ]);
});

test("the name of GitHub without its key is nothing", async () => {
  shop.repository.git("switch", "--quiet", "--force", "--detach", base);
  const commit = shop.commit({ email: "noreply@github.com" });
  expect(rulesIn(await judged(commit, "github-web-flow: any"))).toEqual(["commits/unsigned"]);
});

const stranger = sshKey();
const unlisted = (): string => {
  shop.repository.git("switch", "--quiet", "--force", "--detach", base);
  return shop.commit({ key: stranger });
};
const answering =
  (answer: PlatformAnswer): NonNullable<CommitsRange["ask"]> =>
  (ids) =>
    Promise.resolve(new Map(ids.map((id) => [id, answer])));

test("github-api: fallback lifts an unlisted key to the platform's level, where GitHub says so", async () => {
  const commit = unlisted();
  const section = "github-api: fallback";
  const yes = await judged(commit, section, { ask: answering({ verified: true }) });
  expect(yes.commits?.levels).toEqual({ platform: 1 });
  const no = await judged(commit, section, {
    ask: answering({ verified: false, reason: "unknown_key" }),
  });
  expect(no.commits?.levels).toEqual({ "valid-unknown": 1 });
});

test("an answer that is needed and is not there is no verdict", async () => {
  const commit = unlisted();
  const outcome = await judged(commit, "github-api: fallback", {
    ask: answering({ indeterminate: "GitHub could not verify it (gpgverify_error)" }),
  });
  expect(outcome).toMatchObject({
    kind: "error",
    reason: expect.stringContaining("gpgverify_error"),
    commits: { levels: { indeterminate: 1 } },
  });
  expect((await judged(commit, "github-api: also")).kind).toBe("error");
});

test("github-api: also takes a listed key's level away where GitHub does not verify", async () => {
  shop.repository.git("switch", "--quiet", "--force", "--detach", base);
  const commit = shop.commit({ key: ann });
  const ask = answering({ verified: false, reason: "bad_email" });
  const outcome = await judged(commit, "github-api: also", { ask });
  expect(rulesIn(outcome)).toEqual(["commits/not-trusted"]);
});

test("an OpenPGP key of the list is trusted, revoked by its fingerprint, unknown without the list", async () => {
  const key = makeKey(4, made);
  const tree = shop.repository.git("rev-parse", `${base}^{tree}`);
  const head = `tree ${tree}\nparent ${base}\nauthor Pat <pat@example.com> 1767225600 +0000\ncommitter Pat <pat@example.com> 1767225600 +0000`;
  const payload = Buffer.from(`${head}\n\nsigned\n`);
  const signature = armour(makeSignature(key, { hashed: usual(key, made + 60), over: payload }));
  const text = signature.toString("latin1").trimEnd().replaceAll("\n", "\n ");
  const commit = shop.repository.writeObject("commit", `${head}\ngpgsig ${text}\n\nsigned\n`);
  const { writeFileSync } = await import("node:fs");
  writeFileSync(`${shop.folder}/ring.gpg`, makeCertificate(key, made, "Pat <pat@example.com>"));
  const ring = "openpgp-keys: ring.gpg";
  expect((await judged(commit, ring)).commits?.levels).toEqual({ trusted: 1 });
  expect((await judged(commit, "")).commits?.levels).toEqual({ unverified: 1 });
  shop.repository.write("revoked", `# Pat's\n${key.fingerprint}\n`);
  expect(rulesIn(await judged(commit, `${ring}\nrevoked-keys: revoked`))).toEqual([
    "commits/revoked",
  ]);
});
