import { afterAll, describe, expect, test } from "@jest/globals";
import { readCommit } from "../../src/git/commit-object.ts";
import type { ObjectFormat } from "../../src/git/revision.ts";
import { signing } from "./signing.ts";

const repository = signing("sha1");
afterAll(() => repository.remove());
const id = repository.commit({ file: "1" });
const signed = repository.read("commit", id).toString();
const tree = signed.slice("tree ".length, signed.indexOf("\n"));
const person = "Ann <ann@example.com> 1767225600 +0000";
const head = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n`;
const plain = `${head}\nmessage\n`;

function verdictOf(text: string | Buffer, format: ObjectFormat = "sha1"): string | undefined {
  const commit = readCommit(Buffer.from(text), format);
  return "malformed" in commit ? commit.malformed : undefined;
}

/** Whether `git verify-commit` finds such a commit good. */
function gitAccepts(text: string): boolean {
  const name = repository.writeObject("commit", text);
  try {
    repository.git("verify-commit", name);
    return true;
  } catch {
    return false;
  }
}

const armour = signed.slice(signed.indexOf("-----BEGIN"), signed.indexOf("\n\na commit"));

describe("what git verifies as good, and nobody signed", () => {
  test.each([
    [
      "a header whose name begins with gpgsig",
      signed.replace("\ngpgsig", "\ngpgsigEVIL x\ngpgsig"),
      "gpgsigEVIL",
    ],
    [
      "a signature for the other hash",
      signed.replace("\ngpgsig", "\ngpgsig-sha256 x\n y\ngpgsig"),
      "gpgsig-sha256",
    ],
    [
      "a second signature behind the first",
      signed.replace("\n\na", "\ngpgsig junk\n\na"),
      "two signatures",
    ],
    [
      "text behind the end of the signature",
      signed.replace("END SSH SIGNATURE-----", "END SSH SIGNATURE-----\n hidden"),
      "follows the end",
    ],
  ])("%s", (_, text, reason) => {
    expect(text).not.toBe(signed);
    expect(gitAccepts(text)).toBe(true);
    expect(verdictOf(text)).toContain(reason);
  });

  test("the commit itself is accepted by both", () => {
    expect(gitAccepts(signed)).toBe(true);
    expect(verdictOf(signed)).toBeUndefined();
  });
});

describe("what is no commit as git writes it", () => {
  test.each([
    ["nothing", "", "tree"],
    ["a signature that is none", plain.replace("\n\n", "\ngpgsig junk\n\n"), "none that git knows"],
    [
      "a signature header without a value",
      plain.replace("\n\n", "\ngpgsig\n\n"),
      "none that git knows",
    ],
    [
      "an armour of another kind",
      plain.replace("\n\n", `\ngpgsig ${armour.replaceAll("SSH SIG", "PGP SIGN")}\n\n`),
      "none that git knows",
    ],
    [
      "a clearsigned text",
      plain.replace("\n\n", "\ngpgsig -----BEGIN PGP SIGNED MESSAGE-----\n x\n\n"),
      "none that git knows",
    ],
    [
      "an armour without an end",
      signed.replace(/ -----END SSH SIGNATURE-----\n/, ""),
      "no line END",
    ],
    [
      "an armour in an armour",
      signed.replace(" -----END SSH", " -----BEGIN SSH SIGNATURE-----\n -----END SSH"),
      "second signature block",
    ],
    ["a header before the tree", `gpgsigX x\n${plain}`, "tree"],
    ["a space before the tree", ` x\n${plain}`, "begins with a space"],
    ["a parent before the tree", `parent ${tree}\n${plain}`, "tree"],
    [
      "a parent behind the author",
      plain.replace("\ncommitter", `\nparent ${tree}\ncommitter`),
      "committer",
    ],
    [
      "a parent behind the committer",
      plain.replace("\n\n", `\nparent ${tree}\n\n`),
      "out of its place",
    ],
    ["a second tree", plain.replace("\nauthor", `\ntree ${tree}\nauthor`), "author"],
    ["a second author", plain.replace("\ncommitter", `\nauthor ${person}\ncommitter`), "committer"],
    ["a second committer", plain.replace("\n\n", `\ncommitter ${person}\n\n`), "out of its place"],
    ["no author", plain.replace(`author ${person}\n`, ""), "author"],
    [
      "committer and author exchanged",
      plain.replace("author", "x").replace("committer", "author").replace("\nx", "\ncommitter"),
      "author",
    ],
    ["two encodings", plain.replace("\n\n", "\nencoding a\nencoding b\n\n"), "two encodings"],
    ["a tree in capitals", plain.replace(tree, tree.toUpperCase()), "full name"],
    ["a short tree", plain.replace(tree, tree.slice(1)), "full name"],
    [
      "a parent of the other hash",
      plain.replace("\nauthor", `\nparent ${"a".repeat(64)}\nauthor`),
      "full name",
    ],
    ["a null byte in a header", plain.replace("ann@", "ann\0@"), "null byte"],
    ["a null byte in a further header", plain.replace("\n\n", "\nx-y a\0b\n\n"), "null byte"],
    [
      "two e-mail addresses",
      plain.replace("committer Ann <", "committer GitHub <noreply@github.com> <"),
      "Name <e-mail>",
    ],
    [
      "an e-mail in an e-mail",
      plain.replace("committer Ann <", "committer Ann <a<"),
      "Name <e-mail>",
    ],
    [
      "no e-mail",
      plain.replace("committer Ann <ann@example.com>", "committer Ann"),
      "Name <e-mail>",
    ],
    ["no time", plain.replace(/ 1767225600 \+0000\n\n/, "\n\n"), "Name <e-mail>"],
    ["a negative time", plain.replaceAll("1767225600", "-1"), "Name <e-mail>"],
    ["a time that overflows", plain.replaceAll("1767225600", "9".repeat(30)), "Name <e-mail>"],
    ["a committer that is continued", plain.replace("\n\n", "\n more\n\n"), "Name <e-mail>"],
    ["a last header without a line end", head.slice(0, -1), "no line end"],
  ])("%s", (_, text, reason) => {
    expect(text).not.toBe(plain);
    expect(verdictOf(text)).toContain(reason);
  });

  test("a commit of the other hash", () => {
    expect(verdictOf(signed, "sha256")).toContain("full name");
    const longer = signed.replace(tree, "a".repeat(64));
    expect(verdictOf(longer, "sha256")).toContain("gpgsig");
    expect(verdictOf(longer.replace("gpgsig", "gpgsig-sha256"), "sha256")).toBeUndefined();
  });
});

test("an object with as many headers as there may never be is refused, not read for minutes", () => {
  expect(verdictOf(`${head}${"x y\n".repeat(100_001)}\n`)).toContain("headers");
});
