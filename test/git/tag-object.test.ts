import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { readTag, tagFault, type TagObject } from "../../src/git/tag-object.ts";
import type { ObjectFormat } from "../../src/git/revision.ts";
import { signing } from "./signing.ts";

function taken(bytes: Buffer, format: ObjectFormat = "sha1"): TagObject {
  const tag = readTag(bytes, format);
  if ("malformed" in tag) throw new Error(tag.malformed);
  return tag;
}

describe.each(["sha1", "sha256"] as const)("what git writes, %s", (format) => {
  const repository = signing(format);
  afterAll(() => repository.remove());
  const commit = repository.commit({ file: "1" });

  test("a signed tag: the payload is what was signed", () => {
    repository.git("tag", "-s", "-m", "the message", "v1", commit);
    const tag = taken(repository.read("tag", "v1"), format);
    expect(tag).toMatchObject({ object: commit, type: "commit", name: "v1" });
    expect(tag.tagger).toMatchObject({ name: "Ann", email: "ann@example.com" });
    expect(tag.message.toString()).toBe("the message\n");
    const file = join(repository.folder, ".git", "signature");
    writeFileSync(file, tag.signature?.armour ?? "");
    const check = ["-Y", "check-novalidate", "-n", "git", "-s", file];
    const run = (input: Buffer): Buffer =>
      execFileSync("ssh-keygen", check, { input, stdio: "pipe" });
    expect(run(tag.payload).toString()).toContain("Good");
    expect(() => run(Buffer.concat([tag.payload, Buffer.from("x")]))).toThrow();
  });

  test("an unsigned tag", () => {
    repository.git("tag", "-a", "-m", "m", "v2", commit);
    const tag = taken(repository.read("tag", "v2"), format);
    expect(tag.signature).toBeUndefined();
    expect(tag.payload).toEqual(repository.read("tag", "v2"));
  });
});

const repository = signing("sha1");
afterAll(() => repository.remove());
const commit = repository.commit({ file: "1" });
repository.git("tag", "-s", "-m", "the message", "v1.0", commit);
const signed = repository.read("tag", "v1.0").toString();

test("the signature begins at the last armour, as git has it", () => {
  const block = signed.slice(signed.indexOf("-----BEGIN"));
  const tag = taken(Buffer.from(`${signed}${block}`));
  expect(tag.payload.toString()).toBe(signed);
  expect(tag.signature?.armour.toString()).toBe(block);
});

test("an armour in the middle of a line is text", () => {
  const text = signed.slice(0, signed.indexOf("-----BEGIN"));
  const tag = taken(Buffer.from(`${text}see -----BEGIN SSH SIGNATURE-----\n`));
  expect(tag.signature).toBeUndefined();
});

test.each([
  [
    "a header that git leaves out of what it verifies",
    signed.replace("\ntagger", "\ngpgsig-sha256 x\ntagger"),
    "gpgsig-sha256",
  ],
  ["a gpgsig header behind the tagger", signed.replace("\n\n", "\ngpgsig x\n\n"), "gpgsig"],
  ["a header that no tag has", signed.replace("\n\n", "\nencoding x\n\n"), "encoding"],
  ["text behind the signature", `${signed}hidden\n`, "follows the end"],
  ["a signature that ends nowhere", signed.replace(/-----END[^]*/, ""), "no line END"],
  [
    "a signature in the headers",
    signed.replace(/\n\n[^]*/, "\n-----BEGIN SSH SIGNATURE-----\nx\n-----END SSH SIGNATURE-----\n"),
    "header",
  ],
  ["no object", signed.replace(/^object .*\n/, ""), "object"],
  ["no type", signed.replace(/\ntype .*/, ""), "type"],
  ["a type that git lacks", signed.replace("type commit", "type commits"), "type"],
  ["no name", signed.replace(/\ntag .*/, ""), "tag"],
  ["a second object", signed.replace("\ntype", `\nobject ${commit}\ntype`), "type"],
  ["a tagger that is two", signed.replace("tagger Ann <", "tagger Ann <a@b> <"), "Name <e-mail>"],
])("%s is malformed", (_, text, reason) => {
  expect(text).not.toBe(signed);
  const tag = readTag(Buffer.from(text), "sha1");
  expect("malformed" in tag && tag.malformed).toContain(reason);
});

test("a tag without a tagger, as they were before 2005", () => {
  const tag = taken(Buffer.from(signed.replace(/\ntagger .*/, "")));
  expect(tag.tagger).toBeUndefined();
});

test("the header's name must be the ref's", () => {
  const tag = taken(Buffer.from(signed));
  expect(tagFault(tag, "refs/tags/v1.0")).toBeUndefined();
  expect(tagFault(tag, "refs/tags/v2.0")).toMatch(/"v1.0".*"v2.0"/);
  expect(tagFault(tag, "refs/tags/release/v1.0")).toContain("release/v1.0");
  // Git itself does not look.
  repository.git("update-ref", "refs/tags/v2.0", "refs/tags/v1.0");
  expect(() => repository.git("verify-tag", "v2.0")).not.toThrow();
});

test.each([
  ["nested", "v1.0", "another tag"],
  ["blob", "v1.0:file", "a blob"],
  ["tree", "v1.0^{tree}", "a tree"],
])("a tag on something else than a commit: %s", (name, target, what) => {
  repository.git("tag", "-s", "-m", "m", name, target);
  expect(tagFault(taken(repository.read("tag", name)), `refs/tags/${name}`)).toContain(what);
  expect(() => repository.git("verify-tag", name)).not.toThrow();
});
