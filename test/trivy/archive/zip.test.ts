import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { crc32 } from "../../../src/trivy/archive/crc32.ts";
import { ArchiveError } from "../../../src/trivy/archive/error.ts";
import { extract, type Extracted } from "../../../src/trivy/archive/extract.ts";
import type { ArchiveLimits } from "../../../src/trivy/archive/limits.ts";
import { zipOf, type ZipPart } from "./zip-writer.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-zip-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const program = "MZ and so on, and so on, and so on";
const trivy: ZipPart = { name: "trivy.exe", content: program };
const readme: ZipPart = { name: "README.md", content: "read me" };

function unpack(archive: Buffer, limits?: ArchiveLimits): Promise<Extracted> {
  const file = join(folder, "archive.zip");
  writeFileSync(file, archive);
  const target = join(folder, "program");
  const extraction = { archive: file, format: "zip", member: "trivy.exe", target } as const;
  return extract({ ...extraction, ...(limits === undefined ? {} : { limits }) });
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

test.each<[string, Buffer]>([
  ["deflated", zipOf(readme, trivy)],
  ["stored", zipOf({ ...trivy, isStored: true }, readme)],
  [
    "with a Unix mode",
    zipOf({ ...trivy, mode: 0o100755 }, { name: "contrib/", mode: 0o40755, isStored: true }),
  ],
  ["with a comment", withComment(zipOf(trivy), "PK\u0005\u0006 looks like an end")],
])("a zip archive gives its program, %s", async (_, archive) => {
  const { size } = await unpack(archive);
  expect(readFileSync(join(folder, "program"), "utf8")).toBe(program);
  expect(size).toBe(program.length);
});

function withComment(archive: Buffer, comment: string): Buffer {
  const copy = Buffer.concat([archive, Buffer.from(comment)]);
  copy.writeUInt16LE(comment.length, archive.length - 2);
  return copy;
}

describe("a zip archive is refused", () => {
  test.each<[string, string, readonly ZipPart[]]>([
    ["without the program", "missing", [readme]],
    ["with the program deeper in it", "missing", [{ ...trivy, name: "bin/trivy.exe" }]],
    ["with the program twice", "duplicate", [trivy, trivy]],
    ["with the program in two cases", "duplicate", [trivy, { ...trivy, name: "Trivy.EXE" }]],
    ["with a name that leads out", "unsafe-name", [trivy, { name: "../a" }]],
    ["with an absolute name", "unsafe-name", [trivy, { name: "/a" }]],
    ["with a drive", "unsafe-name", [trivy, { name: "C:a" }]],
    ["with a backslash", "unsafe-name", [trivy, { name: "a\\b" }]],
    ["with a link", "link", [{ ...trivy, mode: 0o120777 }]],
    ["with a device", "device", [trivy, { name: "a", mode: 0o020600 }]],
    ["that is encrypted", "unsupported", [{ ...trivy, flags: 1 }]],
    ["packed in another way", "unsupported", [{ ...trivy, method: 12 }]],
    ["of the size of zip64", "unsupported", [{ ...trivy, size: 0xffffffff }]],
    ["with a wrong checksum", "corrupt", [{ ...trivy, checksum: 1 }]],
    ["with more than it says", "corrupt", [{ ...trivy, size: 5 }]],
    ["with less than it says", "truncated", [{ ...trivy, size: 500 }]],
    ["with two names for one entry", "corrupt", [{ ...trivy, localName: "other.exe" }]],
    ["with an empty program", "truncated", [{ ...trivy, content: "", isStored: true }]],
  ])("%s: %s", async (_, code, parts) => {
    expect(await codeOf(zipOf(...parts))).toBe(code);
  });

  const whole = zipOf(readme, trivy);
  test.each<[string, string, Buffer]>([
    ["of no bytes", "truncated", Buffer.alloc(0)],
    ["that is none", "truncated", Buffer.from("x".repeat(500))],
    ["without its end", "truncated", whole.subarray(0, -22)],
    ["cut in its end", "truncated", whole.subarray(0, -1)],
    [
      "with something behind its end",
      "trailing-data",
      Buffer.concat([whole, Buffer.from("rubbish")]),
    ],
    ["with something in front", "corrupt", Buffer.concat([Buffer.from("rubbish"), whole])],
  ])("%s: %s", async (_, code, archive) => {
    expect(await codeOf(archive)).toBe(code);
  });

  test.each<[string, readonly ZipPart[]]>([
    ["with too many entries", Array.from({ length: 6 }, (_, index) => ({ name: `${index}` }))],
    ["with too large a program", [{ ...trivy, size: 1001 }]],
    ["that unpacks to too much", [trivy, { name: "bomb", size: 20_000 }]],
  ])("%s: too-large", async (_, parts) => {
    const limits = { entries: 5, memberBytes: 1000, totalBytes: 10_000 };
    expect(await codeOf(zipOf(...parts), limits)).toBe("too-large");
  });

  test("for a reason that is its own, whatever its bytes are", async () => {
    const flip = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 3 }), async (flips) => {
        const bytes = Buffer.from(whole);
        for (const { at, to } of flips) bytes[at] = to;
        rmSync(join(folder, "program"), { force: true });
        const outcome = await unpack(bytes).then(
          () => readFileSync(join(folder, "program"), "utf8"),
          (error: unknown) => (error instanceof ArchiveError ? program : String(error)),
        );
        expect(outcome).toBe(program);
      }),
      { numRuns: 150 },
    );
  });
});

test("the checksum is that of zip", () => {
  // The check value of CRC-32/ISO-HDLC.
  expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
  expect(crc32(Buffer.from("6789"), crc32(Buffer.from("12345")))).toBe(0xcbf43926);
});
