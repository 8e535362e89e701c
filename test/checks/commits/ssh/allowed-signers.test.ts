import { expect, test } from "@jest/globals";
import { loadSshTrust } from "../../../../src/checks/commits/ssh/trust.ts";
import { verifySsh } from "../../../../src/checks/commits/ssh/verify.ts";
import { describeWithPrograms } from "./programs.ts";
import { joined } from "./software-key.ts";
import { judged, verdictOf } from "./verdict-of.ts";
import type { Case, Workshop } from "./workshop.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n");
const at = Date.UTC(2023, 5, 1, 12) / 1000;

/** A list in which KEY, OTHER, RSA and SHORT stand for keys, and our verdict; ssh-keygen accepts the known ones. */
const table: readonly (readonly [string, string])[] = [
  ["ann@example.org KEY", "known"],
  ["ann@example.org KEY a comment with spaces", "known"],
  ["ann@example.org   \t KEY", "known"],
  ["  \t ann@example.org KEY", "known"],
  ["ann@example.org KEY\r", "known"],
  ["ann@example.org KEY comment\r", "known"],
  ["\r\n\n# comment\n  # another\nann@example.org KEY", "known"],
  ["# ann@example.org KEY", "unknown"],
  ["", "unknown"],
  ["ann@example.org OTHER", "unknown"],
  ["ann@example.org OTHER\nann@example.org KEY", "known"],
  ["ann@example.org,bob@example.org KEY", "known"],
  ["*@example.org KEY", "known"],
  ["* KEY", "known"],
  ["a??@example.org KEY", "known"],
  ["*@example.org,!bob@example.org KEY", "known"],
  ["!bob@example.org KEY", "identity-mismatch"],
  ["!*,ann@example.org KEY", "identity-mismatch"],
  ["ann@example.org,!ann* KEY", "identity-mismatch"],
  ["ann@example.org,,bob@example.org KEY", "known"],
  [",ann@example.org KEY", "identity-mismatch"],
  ['"ann@example.org" KEY', "known"],
  ['"Ann Example,ann@example.org" KEY', "known"],
  ['ann"@example.org" KEY', "known"],
  ['"ann@example.org"KEY', "known"],
  ['"" KEY', "identity-mismatch"],
  ['ann@example.org namespaces="git" KEY', "known"],
  ['ann@example.org NAMESPACES="git" KEY', "known"],
  ['ann@example.org namespaces="file,git" KEY', "known"],
  ['ann@example.org namespaces="g*" KEY', "known"],
  ['ann@example.org namespaces="GIT" KEY', "wrong-namespace"],
  ['ann@example.org namespaces="file" KEY', "wrong-namespace"],
  ['ann@example.org namespaces="*,!git" KEY', "wrong-namespace"],
  ['ann@example.org namespaces="" KEY', "wrong-namespace"],
  ['ann@example.org namespaces="file" KEY\nann@example.org KEY', "known"],
  ['ann@example.org namespaces="file" KEY\nbob@example.org KEY', "wrong-namespace"],
  ['ann@example.org namespaces="file" KEY\n* KEY', "known"],
  ['ann@example.org valid-before="20230101Z" KEY\nbob@example.org KEY', "known"],
  ['ann@example.org valid-after="20230601Z" KEY', "known"],
  ['ann@example.org valid-after="202306011200Z" KEY', "known"],
  ['ann@example.org valid-after="20230601120000z" KEY', "known"],
  ['ann@example.org valid-after="20230601120000UTC" KEY', "known"],
  ['ann@example.org valid-after="20230601120001Z" KEY', "not-yet-valid"],
  ['ann@example.org valid-before="20230601120000Z" KEY', "known"],
  ['ann@example.org valid-before="20230601115959Z" KEY', "expired-at-signing"],
  ['ann@example.org Valid-Before="20230601Z" KEY', "expired-at-signing"],
  [
    'ann@example.org valid-after="20230101Z",valid-before="20240101Z",namespaces="git" KEY',
    "known",
  ],
  ['ann@example.org ,namespaces="git" KEY', "known"],
  ['ann@example.org namespaces="git",,valid-after="20230101Z" KEY', "known"],
  ["ann@example.org cert-authority KEY", "unknown"],
  ["ann@example.org cert-authority OTHER\nann@example.org KEY", "known"],
];

/** Lists that are refused whole; ssh-keygen passes over the line, so it must not accept by it either. */
const wrong: readonly (readonly [string, string])[] = [
  ["ann@example.org", "has one word"],
  ["KEYONLY", "has one word"],
  ["\rann@example.org KEY", "carriage return"],
  ["ann@example.org ", "no key"],
  ["ann@example.org ssh-ed25519", "no key"],
  ["ann@example.org ssh-ed25519 AAAA", "ends too early"],
  ["ann@example.org ssh-ed25519 !!!!", "not base64"],
  ["ann@example.org ssh-rsa BLOB", "of the type ssh-ed25519"],
  ["ann@example.org ssh-ed25519\u00a0BLOB", "no key"],
  ["ann@example.org unknown KEY", "unknown key option"],
  ["ann@example.org cert-authorityx KEY", "unknown key option"],
  ['ann@example.org cert-authority="yes" KEY', "unknown key option"],
  ["ann@example.org namespaces=git KEY", "double quotes"],
  ['ann@example.org namespaces="git KEY', "quote that does not end"],
  ['ann@example.org namespaces="git\\" KEY', "quote that does not end"],
  ['ann@example.org namespaces="git",namespaces="git" KEY', "more than one namespaces"],
  ['ann@example.org namespaces="git", KEY', "end with a comma"],
  ['ann@example.org namespaces="git"x KEY', "unknown key option"],
  ['ann@example.org valid-after="2023" KEY', "has to be YYYYMMDD"],
  ['ann@example.org valid-after="20231301Z" KEY', "has to be YYYYMMDD"],
  ['ann@example.org valid-after="19690101Z" KEY', "has to be YYYYMMDD"],
  [
    'ann@example.org valid-after="20230101Z",valid-after="20230101Z" KEY',
    "more than one valid-after",
  ],
  ['ann@example.org valid-after="20240101Z",valid-before="20230101Z" KEY', "not later"],
  ['ann@example.org valid-after="20240101Z",valid-before="20240101Z" KEY', "not later"],
  ['"ann@example.org KEY', "one word"],
  ["ann@example.org SHORT", "768 bits"],
];

/** Lists that ssh-keygen accepts a signature by, and that are refused here. */
const stricter: readonly (readonly [string, string])[] = [
  ["ann@example.org KEY\nnonsense", "has one word"],
  ["ann@example.org rsa-sha2-512 RSABLOB\nann@example.org KEY", "of the type ssh-rsa"],
  ['ann@example.org valid-after="20230231Z" KEY', "has to be YYYYMMDD"],
  ['ann@example.org valid-before="20240101235960Z" KEY', "has to be YYYYMMDD"],
  ['"ann\u0001" KEY', "control character"],
  ["\ufeffann@example.org KEY", "byte order mark"],
];

function prepare(workshop: Workshop): void {
  workshop.makeKey("key", "ed25519");
  workshop.makeKey("other", "ed25519");
  workshop.makeKey("rsa", "rsa", 2048);
}

function caseOf(workshop: Workshop, list: string): Case {
  const key = workshop.publicKey("key");
  const meanings: Readonly<Record<string, string>> = {
    KEYONLY: key.replace(" ", ""),
    RSABLOB: workshop.publicKey("rsa").split(" ")[1] ?? "",
    BLOB: key.split(" ")[1] ?? "",
    OTHER: workshop.publicKey("other"),
    SHORT: `ssh-rsa ${shortRsa()}`,
    KEY: key,
  };
  const words = new RegExp(Object.keys(meanings).join("|"), "g");
  const signers = list.replaceAll(words, (word) => meanings[word] ?? "");
  return { signature: workshop.sign("key", payload), payload, signers: `${signers}\n`, at };
}

/** A key of 768 bits, which ssh-keygen no longer makes. */
function shortRsa(): string {
  const modulus = Buffer.concat([Buffer.of(0), Buffer.alloc(96, 0xff)]);
  return joined("ssh-rsa", Buffer.of(1, 0, 1), modulus).toString("base64");
}

describeWithPrograms("allowed signers", prepare, (workshop) => {
  test.each(table)("%j is %s, and ssh-keygen agrees", (list, word) => {
    const asked = caseOf(workshop(), list);
    expect(judged(asked)).toBe(word);
    expect(workshop().judge(asked).length > 0).toBe(word === "known");
  });

  test.each(wrong)("%j is refused, and ssh-keygen accepts nothing by it", (list, mistake) => {
    const asked = caseOf(workshop(), list);
    expect(() => verdictOf(asked)).toThrow(new RegExp(`^signers:1: .*${mistake}`));
    expect(workshop().judge(asked)).toEqual([]);
  });

  test.each(stricter)("stricter than OpenSSH: %j is refused", (list, mistake) => {
    const asked = caseOf(workshop(), list);
    expect(() => verdictOf(asked)).toThrow(mistake);
    expect(workshop().judge(asked).length).toBeGreaterThan(0);
  });

  test("a time without a zone is UTC here, and ssh-keygen's answer depends on where it runs", () => {
    const asked = caseOf(workshop(), 'ann@example.org valid-before="20230601110000" KEY');
    expect(judged(asked)).toBe("expired-at-signing");
    expect(workshop().judge({ ...asked, zone: "UTC" })).toEqual([]);
    expect(workshop().judge({ ...asked, zone: "America/New_York" })).toEqual(["ann@example.org"]);
    const { warnings } = loadSshTrust({ allowedSigners: { path: "list", text: asked.signers } });
    expect(warnings).toEqual([
      expect.stringMatching(/^list:1: valid-before="20230601110000" has no zone/),
    ]);
    const zoned = asked.signers.replace('110000"', '110000Z"');
    expect(loadSshTrust({ allowedSigners: { path: "list", text: zoned } }).warnings).toEqual([]);
  });

  test("every mistake is named with its line", () => {
    const { signers } = caseOf(workshop(), "one\nann@example.org KEY\ntwo what KEY");
    expect(() => loadSshTrust({ allowedSigners: { path: "a/list", text: signers } })).toThrow(
      expect.objectContaining({
        name: "UsageError",
        mistakes: [expect.stringMatching(/^a\/list:1: /), expect.stringMatching(/^a\/list:3: /)],
      }),
    );
  });

  test("the signer has the principals of every line that lets the key sign", () => {
    const list =
      'ann@work KEY\nann@old valid-before="20200101Z" KEY\nann@file namespaces="file" KEY\n*@home,!bob@home KEY';
    expect(verdictOf(caseOf(workshop(), list))).toMatchObject({
      kind: "known",
      signer: { principals: ["ann@work", "*@home", "!bob@home"] },
    });
  });

  test("times that git could not hand to ssh-keygen are refused", () => {
    const asked = caseOf(workshop(), "ann@example.org KEY");
    const words = [0, -1, 1.5, Number.NaN, 253_402_300_800].map((time) =>
      judged({ ...asked, at: time }),
    );
    expect(words).toEqual(Array(5).fill("malformed"));
    expect(judged({ ...asked, at: 253_402_300_799 })).toBe("known");
  });

  test("a hostile pattern takes no time", () => {
    const principals = `${"a*".repeat(400)}b`;
    const started = performance.now();
    expect(judged(caseOf(workshop(), `${principals},${"a".repeat(900)} KEY`))).toBe("known");
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test("without a list every key is unknown", () => {
    const { signature } = caseOf(workshop(), "");
    const { trust, warnings } = loadSshTrust({});
    const verdict = verifySsh(signature, payload, trust, at, { minRsaBits: 2048 });
    expect([verdict.kind, warnings]).toEqual(["unknown", []]);
  });
});
