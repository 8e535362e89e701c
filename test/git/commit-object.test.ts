import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { type CommitObject, readCommit } from "../../src/git/commit-object.ts";
import type { ObjectFormat } from "../../src/git/revision.ts";
import { TestRepository } from "./repository.ts";
import { signing } from "./signing.ts";

function taken(bytes: Buffer, format: ObjectFormat = "sha1"): CommitObject {
  const commit = readCommit(bytes, format);
  if ("malformed" in commit) throw new Error(commit.malformed);
  return commit;
}

/** Whether ssh-keygen finds the signature to be over exactly these bytes. */
function isSigned(repository: TestRepository, payload: Buffer, armour: Buffer): boolean {
  const file = join(repository.folder, ".git", "signature");
  writeFileSync(file, armour);
  try {
    execFileSync("ssh-keygen", ["-Y", "check-novalidate", "-n", "git", "-s", file], {
      input: payload,
      stdio: ["pipe", "ignore", "ignore"],
    });
    return true;
  } catch {
    return false;
  }
}

describe.each(["sha1", "sha256"] as const)("what git writes, %s", (format) => {
  const repository = signing(format);
  afterAll(() => repository.remove());
  const first = repository.commit({ file: "1" });

  test("a signed commit: the payload is what was signed", () => {
    const commit = taken(repository.read("commit", first), format);
    expect(commit.tree).toBe(repository.git("rev-parse", `${first}^{tree}`));
    expect(commit.parents).toEqual([]);
    const ann = { name: "Ann", email: "ann@example.com", time: 1_767_225_600 };
    expect(commit).toMatchObject({ author: ann, committer: ann });
    expect(commit.message.toString()).toBe("a commit\n");
    const { payload, signature } = commit;
    expect(signature?.kind).toBe("ssh");
    const armour = signature?.armour ?? Buffer.alloc(0);
    expect(isSigned(repository, payload, armour)).toBe(true);
    expect(isSigned(repository, Buffer.concat([payload, Buffer.from(" ")]), armour)).toBe(false);
  });

  test("a merge of signed tags, with an encoding, signed", () => {
    repository.git("tag", "-s", "-m", "a tag", "v1", first);
    repository.git("checkout", "-q", "--orphan", "other");
    repository.commit({ other: "1" });
    const message = join(repository.folder, ".git", "message");
    writeFileSync(message, Buffer.from("gr\xfcn\n", "latin1"));
    const merge = ["-c", "i18n.commitEncoding=ISO-8859-1", "merge", "-q", "--no-ff"];
    repository.git(...merge, "--allow-unrelated-histories", "-F", message, "v1");
    const bytes = repository.read("commit", "HEAD");
    expect(bytes.toString("latin1")).toMatch(
      /\nmergetag object[^]*\nencoding ISO|\nencoding ISO[^]*\nmergetag object/,
    );
    const commit = taken(bytes, format);
    expect(commit.parents).toEqual(repository.git("rev-parse", "HEAD^1", "HEAD^2").split("\n"));
    const armour = commit.signature?.armour ?? Buffer.alloc(0);
    expect(isSigned(repository, commit.payload, armour)).toBe(true);
  });

  test("an unsigned commit without a message, and one whose name says nothing", () => {
    repository.git(
      "commit",
      "-q",
      "--no-gpg-sign",
      "--allow-empty",
      "--allow-empty-message",
      "-m",
      "",
    );
    const commit = taken(repository.read("commit", "HEAD"), format);
    expect(commit.signature).toBeUndefined();
    expect(commit.message).toHaveLength(0);
    expect(commit.payload).toEqual(repository.read("commit", "HEAD"));
  });
});

const repository = signing("sha1");
afterAll(() => repository.remove());
const id = repository.commit({ file: "1" });
const signed = repository.read("commit", id).toString();
const tree = signed.slice("tree ".length, signed.indexOf("\n"));
const person = "Ann <ann@example.com> 1767225600 +0000";
const head = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n`;
const plain = `${head}\nmessage\n`;
const armour = signed.slice(signed.indexOf("-----BEGIN"), signed.indexOf("\n\na commit"));

test.each([
  [
    "other headers, as other programs write them",
    plain.replace("\n\n", "\nencoding latin1\nHG:extra a:b\nHG:rename-source hg\nchange-id kx\n\n"),
  ],
  [
    "a header with continuing lines, one of them empty",
    plain.replace("\n\n", "\nmergetag object x\n \n gpgsig in a tag\n\n"),
  ],
  ["a header without a value", plain.replace("\n\n", "\nx\n\n")],
  ["no message and no empty line", head],
  ["a null byte in the message", plain.replace("message", "a\0b")],
  ["an empty name", plain.replaceAll("Ann <", " <")],
  ["a name that is missing", plain.replaceAll("Ann <", "<")],
  ["a zone as some old programs wrote it", plain.replaceAll("+0000", "+051800")],
  [
    "a message that looks like headers",
    plain.replace("message", `tree x\ngpgsigX y\n\ngpgsig ${armour}`),
  ],
  [
    "a signature with empty lines behind it, as GitHub writes it",
    signed.replace("END SSH SIGNATURE-----", "END SSH SIGNATURE-----\n "),
  ],
])("%s is allowed", (_, text) => {
  expect(readCommit(Buffer.from(text), "sha1")).not.toHaveProperty("malformed");
});

test.each([
  ["PGP SIGNATURE", "openpgp"],
  ["PGP MESSAGE", "openpgp"],
  ["SIGNED MESSAGE", "x509"],
  ["SSH SIGNATURE", "ssh"],
])("%s is the armour of %s", (label, kind) => {
  const block = `-----BEGIN ${label}-----\n Version: 1\n \n abcd\n -----END ${label}-----`;
  const commit = taken(Buffer.from(plain.replace("\n\n", `\ngpgsig ${block}\n\n`)));
  expect(commit.signature?.kind).toBe(kind);
  expect(commit.signature?.armour.toString()).toBe(`${block.replaceAll("\n ", "\n")}\n`);
  expect(commit.payload.toString()).toBe(plain);
});

test("names are read as UTF-8, and as Latin-1 where they are no UTF-8", () => {
  const utf8 = taken(Buffer.from(plain.replaceAll("Ann", "Zoë")));
  const latin1 = taken(Buffer.from(plain.replaceAll("Ann", "Zoë"), "latin1"));
  expect(utf8.author).toEqual({ name: "Zoë", email: "ann@example.com", time: 1_767_225_600 });
  expect(latin1.author).toEqual(utf8.author);
});
