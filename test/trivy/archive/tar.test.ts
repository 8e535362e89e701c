import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ArchiveError } from "../../../src/trivy/archive/error.ts";
import { extract, type Extracted } from "../../../src/trivy/archive/extract.ts";
import type { ArchiveLimits } from "../../../src/trivy/archive/limits.ts";
import { paxHeader, tarEntry, tarOf, type TarEntry } from "./tar-writer.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-tar-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const program = "#!/bin/sh\necho trivy\n";
const trivy: TarEntry = { name: "trivy", content: program };
const readme: TarEntry = { name: "README.md", content: "x".repeat(700) };
const long = `${"deep/".repeat(40)}file`;

async function unpack(archive: Buffer, limits?: ArchiveLimits): Promise<Extracted> {
  const file = join(folder, "archive.tar.gz");
  writeFileSync(file, archive);
  const target = join(folder, "program");
  return extract({
    archive: file,
    format: "tar.gz",
    member: "trivy",
    target,
    ...(limits === undefined ? {} : { limits }),
  });
}

async function codeOf(archive: Buffer, limits?: ArchiveLimits): Promise<string> {
  const thrown = await unpack(archive, limits).then(
    () => "nothing",
    (error: unknown) => error,
  );
  expect(existsSync(join(folder, "program"))).toBe(false);
  if (!(thrown instanceof ArchiveError)) throw new Error(`not an ArchiveError: ${String(thrown)}`);
  return thrown.code;
}

const plain = { entries: 5, memberBytes: 1000, totalBytes: 10_000 };

describe("a tar archive gives its program, and nothing else", () => {
  test.each<[string, readonly TarEntry[]]>([
    ["alone", [trivy]],
    ["between others", [readme, trivy, { ...readme, name: "LICENSE" }]],
    ["beside folders", [{ name: "./", type: "5" }, { name: "contrib/", type: "5" }, trivy]],
    ["named with ./", [{ ...trivy, name: "./trivy" }]],
    ["of the old type", [{ ...trivy, type: "\0" }]],
    ["behind a pax header", [paxHeader({ mtime: "1.5", path: "trivy" }), { ...trivy, name: "x" }]],
    ["behind a pax header for all", [paxHeader({ comment: "a commit" }, "g"), trivy]],
    ["behind a pax size", [paxHeader({ size: `${program.length}` }), { ...trivy, size: 0 }]],
    ["beside a long pax name", [paxHeader({ path: long }), { name: "short" }, trivy]],
    [
      "beside a long GNU name",
      [{ name: "././@LongLink", type: "L", content: `${long}\0` }, readme, trivy],
    ],
    ["beside a long ustar name", [{ name: "file", prefix: "deep/er", content: "1" }, trivy]],
    ["with a size in base 256", [{ ...trivy, sizeField: base256(program.length) }]],
  ])("%s", async (_, entries) => {
    const { sha256, size } = await unpack(gzipSync(tarOf(...entries)));
    const target = join(folder, "program");
    expect(readFileSync(target, "utf8")).toBe(program);
    expect(size).toBe(program.length);
    expect(sha256).toBe(createHash("sha256").update(program).digest("hex"));
    expect(statSync(target).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).sort()).toEqual(["archive.tar.gz", "program"]);
  });

  test.each(["gnu", "pax", "ustar", "v7"])("as the real tar writes it (%s)", async (format) => {
    const [files, archive] = [join(folder, "files"), join(folder, "real.tar.gz")];
    mkdirSync(join(files, "contrib"), { recursive: true });
    writeFileSync(join(files, "trivy"), program, { mode: 0o755 });
    // v7 has room for 99 characters and ustar for 255.
    const name = format === "v7" ? "short" : "n".repeat(format === "ustar" ? 90 : 240);
    writeFileSync(join(files, "contrib", name), "template");
    execFileSync("tar", [`--format=${format}`, "-czf", archive, "-C", files, "contrib", "trivy"]);
    await unpack(readFileSync(archive));
    expect(readFileSync(join(folder, "program"), "utf8")).toBe(program);
  });
});

function base256(size: number): Buffer {
  const field = Buffer.alloc(12);
  field[0] = 0x80;
  field.writeUInt32BE(size, 8);
  return field;
}

describe("a tar archive is refused whole", () => {
  test.each<[string, string, readonly TarEntry[]]>([
    ["without the program", "missing", [readme]],
    ["with the program deeper in it", "missing", [{ ...trivy, name: "bin/trivy" }]],
    ["with a folder for the program", "missing", [{ name: "trivy/", type: "5" }]],
    ["with the program twice", "duplicate", [trivy, trivy]],
    ["with the program in two spellings", "duplicate", [trivy, { ...trivy, name: "./trivy" }]],
    ["with the program in two cases", "duplicate", [trivy, { ...trivy, name: "Trivy" }]],
    ["with a name that leads out", "unsafe-name", [trivy, { name: "../../etc/passwd" }]],
    ["with a name that leads out behind", "unsafe-name", [trivy, { name: "a/../../b" }]],
    ["with an absolute name", "unsafe-name", [trivy, { name: "/etc/passwd" }]],
    ["with an absolute name in front", "unsafe-name", [trivy, { name: "x", prefix: "/etc" }]],
    ["with a name for Windows", "unsafe-name", [trivy, { name: "C:\\a" }]],
    ["with a backslash", "unsafe-name", [trivy, { name: "..\\a" }]],
    ["with a control character", "unsafe-name", [trivy, { name: "a\u001b[2J" }]],
    ["with an empty name", "unsafe-name", [trivy, { name: "" }]],
    ["with a traversal in a pax name", "unsafe-name", [paxHeader({ path: "../a" }), trivy]],
    [
      "with a traversal in a GNU name",
      "unsafe-name",
      [{ name: "L", type: "L", content: "../a\0" }, trivy],
    ],
    [
      "with the program as a symbolic link",
      "link",
      [{ name: "trivy", type: "2", link: "/bin/sh" }],
    ],
    ["with a hard link", "link", [trivy, { name: "a", type: "1", link: "trivy" }]],
    ["with a long link name", "link", [{ name: "L", type: "K", content: "x" }, trivy]],
    ["with a character device", "device", [trivy, { name: "a", type: "3" }]],
    ["with a block device", "device", [trivy, { name: "a", type: "4" }]],
    ["with a pipe", "device", [trivy, { name: "a", type: "6" }]],
    ["with an unknown type", "unsupported", [trivy, { name: "a", type: "V" }]],
    ["with a sparse file", "unsupported", [{ ...trivy, type: "S" }]],
    ["with a sparse pax file", "unsupported", [paxHeader({ "GNU.sparse.major": "1" }), trivy]],
    ["with one name for all", "unsupported", [paxHeader({ path: "trivy" }, "g"), readme]],
    ["with a folder that has content", "corrupt", [{ name: "a/", type: "5", content: "x" }, trivy]],
    ["with a wrong checksum", "corrupt", [{ ...trivy, isDamaged: true }]],
    [
      "with a malformed pax header",
      "corrupt",
      [{ name: "p", type: "x", content: "9 a=b\n" }, trivy],
    ],
    ["with a malformed pax size", "corrupt", [paxHeader({ size: "-1" }), trivy]],
    ["with a negative size", "corrupt", [{ ...trivy, sizeField: Buffer.alloc(12, 0xff) }]],
    [
      "with a size that is none",
      "corrupt",
      [{ ...trivy, sizeField: Buffer.from("bad".padEnd(12)) }],
    ],
    ["that ends behind a header", "truncated", [trivy, paxHeader({ path: "a" })]],
    [
      "with a huge header",
      "too-large",
      [{ name: "x", type: "x", content: "a".repeat(70_000) }, trivy],
    ],
  ])("%s: %s", async (_, code, entries) => {
    expect(await codeOf(gzipSync(tarOf(...entries)))).toBe(code);
  });

  const whole = tarOf(trivy);
  test.each<[string, string, Buffer]>([
    ["without an end", "truncated", gzipSync(tarEntry(trivy))],
    ["with half an end", "truncated", gzipSync(whole.subarray(0, -512))],
    ["cut in the program", "truncated", gzipSync(whole.subarray(0, 520))],
    ["cut in a header", "truncated", gzipSync(whole.subarray(0, 100))],
    ["that is empty inside", "truncated", gzipSync("")],
    ["cut in its gzip", "truncated", gzipSync(whole).subarray(0, -9)],
    ["of no bytes", "truncated", Buffer.alloc(0)],
    [
      "with something behind its end",
      "trailing-data",
      gzipSync(Buffer.concat([whole, Buffer.from("rubbish")])),
    ],
    ["with a second archive behind it", "trailing-data", gzipSync(Buffer.concat([whole, whole]))],
    [
      "with a second gzip behind it",
      "trailing-data",
      Buffer.concat([gzipSync(whole), gzipSync(whole)]),
    ],
    [
      "with something behind its gzip",
      "corrupt",
      Buffer.concat([gzipSync(whole), Buffer.from("rubbish")]),
    ],
    ["that is no gzip", "corrupt", whole],
    ["whose gzip is damaged", "corrupt", damaged(gzipSync(whole))],
  ])("%s: %s", async (_, code, archive) => {
    expect(await codeOf(archive)).toBe(code);
  });

  test.each<[string, readonly TarEntry[]]>([
    ["with too many entries", Array.from({ length: 6 }, (_, index) => ({ name: `${index}` }))],
    ["with too large a program", [{ name: "trivy", content: "x".repeat(1001) }]],
    ["that unpacks to too much", [trivy, { name: "bomb", content: Buffer.alloc(20_000) }]],
    ["whose end is a bomb", [trivy, { name: "b", content: Buffer.alloc(8_500) }]],
  ])("%s: too-large", async (_, entries) => {
    expect(await codeOf(gzipSync(tarOf(...entries)), plain)).toBe("too-large");
  });

  test("for a reason that is its own, whatever its bytes are", async () => {
    const base = gzipSync(tarOf(readme, trivy), { level: 0 });
    const flip = fc.record({ at: fc.nat(base.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 3 }), async (flips) => {
        const bytes = Buffer.from(base);
        for (const { at, to } of flips) bytes[at] = to;
        rmSync(join(folder, "program"), { force: true });
        const outcome = await unpack(bytes).then(
          () => readFileSync(join(folder, "program"), "utf8"),
          (error: unknown) => (error instanceof ArchiveError ? program : String(error)),
        );
        // gzip's own checksum covers everything but parts of its header.
        expect(outcome).toBe(program);
      }),
      { numRuns: 150 },
    );
  });
});

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[20] = (copy[20] ?? 0) ^ 0xff;
  return copy;
}

test("an archive that is not there is the system's error", async () => {
  const missing = { archive: join(folder, "none"), format: "tar.gz", member: "trivy" } as const;
  await expect(extract({ ...missing, target: join(folder, "p") })).rejects.toMatchObject({
    code: "ENOENT",
  });
});
