import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { byAnn, listed, policyWith, requireTrusted, saidBy, Shop, sshKey } from "./shop.ts";

const ann = sshKey();
const eve = sshKey();
const shops: Shop[] = [];
let shop: Shop;
let base: string;

beforeEach(() => {
  shop = new Shop();
  shops.push(shop);
  base = shop.commit({
    files: {
      ".github/portcullis.yml": requireTrusted,
      ".github/allowed_signers": listed("ann@example.com", ann),
    },
  });
});
afterAll(() => shops.forEach((each) => each.remove()));

test("commits of listed signers pass, and the report adds up", () => {
  for (let count = 0; count < 3; count++) shop.commit({ key: ann });
  const outcome = shop.check(`${base}..HEAD`);
  expect(outcome.status).toBe(0);
  expect(outcome.report.findings).toEqual([]);
  expect(outcome.report.commits).toEqual({
    range: `${base}..HEAD`,
    trustRef: "the working tree",
    count: 3,
    levels: { trusted: 3 },
    exempt: 0,
  });
});

test("reports with commits are what the published schema says", () => {
  const schema = JSON.parse(readFileSync("docs/report.schema.json", "utf8")) as object;
  const valid = new Ajv2020({ allErrors: true, formats: fullFormats }).compile(schema);
  shop.commit();
  shop.commit({ key: ann });
  const { report } = shop.check(`${base}..HEAD`);
  valid(report);
  expect(valid.errors).toBeNull();
  expect(valid({ ...report, commits: { ...report.commits, levels: { splendid: 1 } } })).toBe(false);
});

test("an unsigned commit fails with its name, its author and the commands that mend it", () => {
  const commit = shop.commit({ message: "Add the cart" });
  const outcome = shop.check(`${base}..HEAD`);
  expect(outcome.status).toBe(1);
  expect(outcome.report.findings).toMatchObject([
    {
      rule: "commits/unsigned",
      severity: "high",
      commit,
      message: `Commit ${commit.slice(0, 10)} "Add the cart" by "ann@example.com": It has no signature.`,
      location: { path: ".github/portcullis.yml", line: 2 },
    },
  ]);
  expect(outcome.report.findings[0]?.remediation).toContain(
    `git rebase --exec 'git commit --amend --no-edit -S' ${commit.slice(0, 10)}^`,
  );
});

test("a signature by an unlisted key fails, however good it is", () => {
  shop.commit({ key: eve });
  const outcome = shop.check(`${base}..HEAD`);
  expect(saidBy(outcome)).toEqual(["high commits/unknown-key"]);
  expect(outcome.report.commits?.levels).toEqual({ "valid-unknown": 1 });
});

test("a listed key on a commit in somebody else's name is a mismatch, unless nobody asks whose it is", () => {
  shop.commit({ key: ann, email: "boss@example.com" });
  const outcome = shop.check(`${base}..HEAD`);
  expect(saidBy(outcome)).toEqual(["high commits/identity-mismatch"]);
  expect(outcome.report.findings[0]?.message).toContain('belongs to "ann@example.com"');
  shop.repository.write(
    ".github/portcullis.yml",
    requireTrusted.replace("require: trusted", "require: trusted\n  identity: none"),
  );
  const unbound = shop.check(`${base}..HEAD`);
  expect(unbound.status).toBe(0);
  expect(unbound.report.commits?.levels).toEqual({ "trusted-key": 1 });
});

test("with identity: author the committer may be anybody", () => {
  const policy = requireTrusted.replace("require: trusted", "require: trusted\n  identity: author");
  shop.repository.write(".github/portcullis.yml", policy);
  shop.commit({ key: ann, email: "bot@example.com", author: "ann@example.com" });
  expect(shop.check(`${base}..HEAD`).status).toBe(0);
  shop.commit({ key: ann, email: "ann@example.com", author: "boss@example.com" });
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["high commits/identity-mismatch"]);
});

test("a key that had expired when it signed fails; one that expired later does not", () => {
  const until = listed("ann@example.com", ann, 'valid-before="20260101Z"');
  shop.repository.write(".github/allowed_signers", until);
  shop.commit({ key: ann, date: "2025-12-31T00:00:00Z" });
  expect(shop.check(`${base}..HEAD`).status).toBe(0);
  shop.commit({ key: ann, date: "2026-02-01T00:00:00Z" });
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["high commits/expired-at-signing"]);
});

test("a key before its time fails", () => {
  const from = listed("ann@example.com", ann, 'valid-after="20260601Z"');
  shop.repository.write(".github/allowed_signers", from);
  shop.commit({ key: ann });
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["high commits/not-yet-valid"]);
});

test("a revoked key fails, also where it signed before that", () => {
  shop.repository.write(".github/revoked", `${ann.publicKey}\n`);
  const policy = policyWith(
    "require: trusted\nallowed-signers: .github/allowed_signers\nrevoked-keys: .github/revoked",
  );
  shop.repository.write(".github/portcullis.yml", policy);
  shop.commit({ key: ann, date: "2020-01-01T00:00:00Z" });
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["critical commits/revoked"]);
});

test("`gpgsig junk` above an unsigned commit silences nothing: both are reported", () => {
  shop.commit({ message: "unsigned below" });
  shop.commitRaw(`${byAnn}gpgsig junk\n`);
  shop.commit({ key: ann });
  const naive = spawnSync("git", ["log", "--format=%H %G?", `${base}..HEAD`], {
    cwd: shop.folder,
    encoding: "utf8",
  });
  expect(naive.status).toBe(128);
  const outcome = shop.check(`${base}..HEAD`);
  expect(outcome.status).toBe(1);
  expect(saidBy(outcome)).toEqual(["critical commits/malformed", "high commits/unsigned"]);
  expect(outcome.report.commits).toMatchObject({
    count: 3,
    levels: { trusted: 1, unsigned: 1, malformed: 1 },
  });
});

const copied = (change: (bytes: string) => string): void => {
  shop.commit({ key: ann });
  const bytes = shop.repository.read("commit", "HEAD").toString("latin1");
  shop.advance(shop.repository.writeObject("commit", Buffer.from(change(bytes), "latin1")));
};

test.each([
  ["a hidden gpgsig header", (bytes: string) => bytes.replace("gpgsig ", "gpgsigEVIL x\ngpgsig ")],
  [
    "another hash's header",
    (bytes: string) => bytes.replace("gpgsig ", "gpgsig-sha256 x\ngpgsig "),
  ],
  [
    "junk after the end",
    (bytes: string) => bytes.replace("END SSH SIGNATURE-----", "END SSH SIGNATURE-----\n junk"),
  ],
  [
    "a second signature",
    (bytes: string) =>
      bytes.replace("END SSH SIGNATURE-----", "END SSH SIGNATURE-----\ngpgsig junk"),
  ],
  ["rewrapped base64", (bytes: string) => bytes.replace(/(SSH SIGNATURE-----\n .{30})/, "$1\n ")],
])("%s, which git says is good, is malformed", (_, change) => {
  copied(change);
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["critical commits/malformed"]);
});

test("a changed commit under an old signature is bad", () => {
  copied((bytes) => bytes.replace("a change", "a chance"));
  const outcome = shop.check(`${base}..HEAD`);
  expect(saidBy(outcome)).toEqual(["critical commits/bad"]);
});

test("a signature for another purpose is of the wrong namespace", () => {
  const tree = shop.repository.git("rev-parse", "HEAD^{tree}");
  const payload = `tree ${tree}\nparent ${base}\n${byAnn}\nreplayed\n`;
  const signature = execFileSync("ssh-keygen", ["-q", "-Y", "sign", "-n", "file", "-f", ann.file], {
    input: payload,
    encoding: "utf8",
  });
  const header = `gpgsig ${signature.trimEnd().replaceAll("\n", "\n ")}\n`;
  shop.commitRaw(`${byAnn}${header}`, "replayed\n");
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["high commits/wrong-namespace"]);
});

test("a short RSA key is weak, and the policy can ask for more", () => {
  const rsa = sshKey("-t", "rsa", "-b", "2048");
  shop.repository.write(".github/allowed_signers", listed("ann@example.com", rsa));
  shop.commit({ key: rsa });
  expect(shop.check(`${base}..HEAD`).status).toBe(0);
  const policy = requireTrusted.replace(
    "require: trusted",
    "require: trusted\n  min-rsa-bits: 3072",
  );
  shop.repository.write(".github/portcullis.yml", policy);
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["high commits/weak"]);
});

test("grafts and replacements hide nothing", () => {
  const bad = shop.commit({ message: "unsigned" });
  const good = shop.commit({ key: ann });
  shop.repository.write(".git/info/grafts", `${good} ${base}\n`);
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["high commits/unsigned"]);
  shop.repository.write(".git/info/grafts", null);
  shop.repository.git("replace", bad, good);
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["high commits/unsigned"]);
});

test("a hostile configuration starts nothing", () => {
  const trap = join(mkdtempSync(join(tmpdir(), "portcullis-trap-")), "sprung");
  shop.commit();
  for (const key of ["gpg.program", "gpg.ssh.program", "core.fsmonitor", "core.sshCommand"]) {
    shop.repository.git("config", key, `touch ${trap};`);
  }
  const outcome = shop.check(`${base}..HEAD`);
  expect(saidBy(outcome)).toEqual(["high commits/unsigned"]);
  expect(() => execFileSync("ls", [trap], { stdio: "pipe" })).toThrow();
});

test("a hidden header before the tree, which only other programs read past, is no commit", () => {
  shop.commit({ key: ann });
  const bytes = shop.repository.read("commit", "HEAD");
  const id = shop.repository.writeObject("commit", `gpgsigX evil\n${bytes.toString("latin1")}`);
  shop.repository.write(".git/refs/heads/main", `${id}\n`);
  expect(shop.check(`${base}..HEAD`).status).toBe(2);
});

test("exempt commits are let through, counted, and only by their full name", () => {
  const exempt = shop.commit({ message: "before the bot had a key" });
  shop.commit({ key: ann });
  const policy = `${requireTrusted}  exempt-commits: [{ commit: ${exempt}, reason: a bot }]\n`;
  shop.repository.write(".github/portcullis.yml", policy);
  const outcome = shop.check(`${base}..HEAD`);
  expect(outcome.status).toBe(0);
  expect(outcome.report.commits).toMatchObject({ count: 2, levels: { trusted: 1 }, exempt: 1 });
  shop.repository.write(".github/portcullis.yml", policy.replace(exempt, exempt.slice(0, 12)));
  const short = shop.check(`${base}..HEAD`);
  expect(short.status).toBe(2);
  expect(short.stderr).toContain(".github/portcullis.yml:5:");
});

test("reaching max-commits is an error, not a shorter range", () => {
  shop.commit({ key: ann });
  shop.commit({ key: ann });
  shop.repository.write(".github/portcullis.yml", `${requireTrusted}  max-commits: 2\n`);
  const outcome = shop.check(`${base}..HEAD`);
  expect(outcome.status).toBe(2);
  expect(outcome.report.checks.commits).toMatchObject({
    state: "error",
    reason: expect.stringContaining("has 2 commits, and commits.max-commits is 2"),
  });
});

test("with nothing configured levels are remarks, and only bad and malformed signatures fail", () => {
  shop.repository.write(".github/portcullis.yml", null);
  shop.commit();
  shop.commit({ key: eve });
  const outcome = shop.check(`${base}..HEAD`);
  expect(outcome.status).toBe(0);
  expect(saidBy(outcome)).toEqual(["info commits/unknown-key", "info commits/unsigned"]);
  expect(outcome.report.findings[0]?.location).toMatchObject({
    path: ".github/portcullis.yml",
    line: 1,
  });
  copied((bytes) => bytes.replace("a change", "a chance"));
  expect(shop.check(`${base}..HEAD`).status).toBe(1);
});

test("require: signed takes any good signature, and none that cannot be checked", () => {
  const policy = requireTrusted.replace("require: trusted", "require: signed");
  shop.repository.write(".github/portcullis.yml", policy);
  shop.commit({ key: eve });
  expect(shop.check(`${base}..HEAD`).status).toBe(0);
  shop.commit();
  expect(saidBy(shop.check(`${base}..HEAD`))).toEqual(["high commits/unsigned"]);
});

test.each([
  ["nothing..HEAD", /names no commit/],
  ["HEAD", /is not a range/],
  ["HEAD...main", /symmetric difference/],
  ["--output=x..HEAD", /ambiguous/],
])("--range %s is a mistake of the caller's", (range, said) => {
  const outcome = shop.check(range);
  expect(outcome.status).toBe(2);
  expect(outcome.stderr).toMatch(said);
});

test("an empty range is skipped with its reason, and an error where commits were named", () => {
  const named = shop.check("HEAD..HEAD");
  expect(named.status).toBe(2);
  expect(named.report.checks.commits).toMatchObject({ state: "error" });
  shop.repository.write("web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n");
  const all = shop.check("HEAD..HEAD", "--checks", "commits,manifests", "--policy", "/dev/null");
  expect(all.status).toBe(2);
});

test("without a range that follows from the branch, commits are skipped", () => {
  shop.repository.write("web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n");
  const args = ["check", ".", "--format", "json"];
  const cli = join(import.meta.dirname, "../../../dist/cli.js");
  const run = spawnSync(process.execPath, [cli, ...args], { cwd: shop.folder, encoding: "utf8" });
  const report = JSON.parse(run.stdout) as { checks: Record<string, unknown> };
  expect(run.status).toBe(0);
  expect(report.checks["commits"]).toMatchObject({
    state: "skipped",
    reason: expect.stringContaining("no upstream"),
  });
});

test.each([
  ["a bad line", "ann@example.com ssh-ed25519 nonsense\n", /allowed_signers:1: /],
  ["no file", null, /allowed-signers names .*cannot be read/],
])("an allowed_signers file with %s leaves no verdict", (_, content, said) => {
  shop.commit({ key: ann });
  shop.repository.write(".github/allowed_signers", content);
  const { status, report, stderr } = shop.check(`${base}..HEAD`);
  expect(status).toBe(2);
  expect(`${stderr}${report?.checks.commits?.reason ?? ""}`).toMatch(said);
});

test("a key ring that cannot be read leaves no verdict", () => {
  shop.commit({ key: ann });
  shop.repository.write(".github/ring.asc", "no key at all");
  const policy = `${requireTrusted}  openpgp-keys: .github/ring.asc\n`;
  shop.repository.write(".github/portcullis.yml", policy);
  const { status, report } = shop.check(`${base}..HEAD`);
  expect(status).toBe(2);
  expect(report.checks.commits?.reason).toContain(".github/ring.asc");
});

test("a missing object leaves no verdict", () => {
  const lost = shop.commit({ key: ann });
  shop.commit({ key: ann });
  shop.repository.write(`.git/objects/${lost.slice(0, 2)}/${lost.slice(2)}`, null);
  const { status, report } = shop.check(`${base}..HEAD`);
  expect(status).toBe(2);
  expect(report.checks.commits).toMatchObject({ state: "error" });
});

test("a message of megabytes is a named failure and not a crash", () => {
  const message = join(mkdtempSync(join(tmpdir(), "portcullis-message-")), "message");
  writeFileSync(message, "x".repeat(20 << 20));
  shop.repository.git("commit", "--quiet", "--allow-empty", "-F", message);
  const outcome = shop.check(`${base}..HEAD`);
  expect(saidBy(outcome)).toEqual(["critical commits/malformed"]);
  expect(outcome.report.findings[0]?.message).toContain("4 MiB");
});

test("no git on PATH is a named error", () => {
  shop.commit({ key: ann });
  const cli = join(import.meta.dirname, "../../../dist/cli.js");
  const run = spawnSync(
    process.execPath,
    [cli, "check", ".", "--checks", "commits", "--range", `${base}..HEAD`],
    { cwd: shop.folder, encoding: "utf8", env: { PATH: "/nowhere" } },
  );
  expect(run.status).toBe(2);
  expect(run.stderr).toContain("git is not installed");
});

test("SHA-256 repositories are judged alike", () => {
  const other = new Shop(undefined, "--object-format=sha256");
  shops.push(other);
  const first = other.commit({
    files: {
      ".github/portcullis.yml": requireTrusted,
      ".github/allowed_signers": listed("ann@example.com", ann),
    },
  });
  other.commit({ key: ann });
  other.commit();
  const outcome = other.check(`${first}..HEAD`);
  expect(outcome.report.commits?.levels).toEqual({ trusted: 1, unsigned: 1 });
});

test("an OpenPGP key that nobody listed is never called good", () => {
  const armour = [
    "-----BEGIN PGP SIGNATURE-----",
    "",
    // A well-formed Ed25519 signature packet of a made-up key.
    Buffer.concat([
      Buffer.from([0x88, 0x5e, 4, 0, 22, 8, 0, 6, 5, 2, 0x65, 0, 0, 0, 0, 10, 9, 16]),
      Buffer.alloc(8, 0xab),
      Buffer.from([0, 0, 0xff, 1]),
      Buffer.alloc(31, 1),
      Buffer.from([0xff, 1]),
      Buffer.alloc(31, 1),
    ]).toString("base64"),
    "-----END PGP SIGNATURE-----",
  ].join("\n ");
  shop.commitRaw(`${byAnn}gpgsig ${armour}\n`);
  shop.repository.write(
    ".github/portcullis.yml",
    requireTrusted.replace("require: trusted", "require: signed"),
  );
  const outcome = shop.check(`${base}..HEAD`);
  expect(outcome.status).toBe(1);
  expect(outcome.report.commits?.levels["valid-unknown"]).toBeUndefined();
});

const hostile =
  "\u001b]8;;http://evil\u0007 ::error::x <img src=x> [a](http://evil) @all `x` \u202e";

test("subjects and names stay text in every format", () => {
  shop.repository.git(
    "-c",
    `user.name=${hostile}`,
    "commit",
    "--quiet",
    "--allow-empty",
    "-m",
    hostile,
  );
  const range = `${base}..HEAD`;
  const text = shop.shown("text", range);
  expect(text).not.toMatch(/\u001b|\u202e|\u0007/);
  expect(text).not.toMatch(/^\s*::error/m);
  const markdown = shop.shown("markdown", range);
  expect(markdown).not.toMatch(/<img|\]\(http:\/\/evil|\u001b|\u202e/);
  const sarif = shop.shown("sarif", range);
  expect(sarif).not.toMatch(/\u202e|[^\\]\[a\]\(http/);
});

test("explain tells how to begin to sign with SSH in five lines", () => {
  const cli = join(import.meta.dirname, "../../../dist/cli.js");
  const { stdout } = spawnSync(process.execPath, [cli, "explain", "commits/unsigned"], {
    encoding: "utf8",
  });
  const lines = stdout.split("\n").filter((line) => /^\s+git (?:config|rebase|push)/.test(line));
  expect(lines).toHaveLength(5);
});
