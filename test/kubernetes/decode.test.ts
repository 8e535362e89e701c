import { expect, test } from "@jest/globals";
import { decodeText } from "../../src/kubernetes/decode.ts";

const sample = "a: é😀\n";
const utf16 = Buffer.from(sample, "utf16le");
const bigEndian = Buffer.from(utf16).swap16();

test.each([
  ["ASCII", Buffer.from("a: 1\n"), "a: 1\n"],
  ["nothing", Buffer.alloc(0), ""],
  ["UTF-8", Buffer.from(sample), sample],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${sample}`), sample],
])("%s", (_name, bytes, text) => {
  expect(decodeText(bytes)).toEqual({ text });
});

test("the bytes may be a part of a larger buffer", () => {
  expect(decodeText(new Uint8Array(Buffer.from("xa: 1y")).subarray(1, 5))).toEqual({
    text: "a: 1",
  });
});

test.each([
  [
    "a stray byte",
    Buffer.concat([Buffer.from(sample), Buffer.from([0xff]), Buffer.from("b")]),
    sample,
    /0xff is not valid UTF-8/,
  ],
  ["a cut sequence", Buffer.from(sample).subarray(0, 4), "a: ", /0xc3 is not valid UTF-8/],
  ["a surrogate in UTF-8", Buffer.from([0x61, 0xed, 0xa0, 0x80]), "a", /0xed/],
  ["an overlong form", Buffer.from([0x61, 0x62, 0xc0, 0xaf, 0x61]), "ab", /0xc0/],
  ["a zero byte", Buffer.from("ab\0c"), "ab", /zero byte/],
  ["UTF-16 LE with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), "", /UTF-16.*UTF-8/],
  ["UTF-16 BE with a mark", Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]), "", /UTF-16/],
  ["UTF-16 LE", utf16, "", /UTF-16/],
  ["UTF-16 BE", bigEndian, "", /UTF-16/],
  [
    "a comment in UTF-16 with an object for who cuts the bytes at lines",
    Buffer.concat([Buffer.from([0xff, 0xfe, 0x23, 0, 0x41, 0x0a]), Buffer.from("---\na: 1\n")]),
    "",
    /UTF-16/,
  ],
  [
    "a comment in UTF-16 with an object for who drops the byte of a carriage return",
    Buffer.from([0xff, 0xfe, 0x23, 0, 0x0d, 0x0a, 0, 0x61, 0, 0x3a, 0, 0x20, 0, 0x31, 0, 0x0a]),
    "",
    /UTF-16/,
  ],
  ["a mark of UTF-16 before UTF-8", Buffer.from([0xff, 0xfe, 0x61]), "", /UTF-16/],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "", /UTF-32/],
  ["UTF-32 BE", Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]), "", /UTF-32/],
])("%s is a problem behind the text before it", (_name, bytes, text, problem) => {
  expect(decodeText(bytes)).toEqual({
    problem: expect.stringMatching(problem) as unknown,
    text,
    offset: text.length,
  });
});

test("the fault is found wherever it is", () => {
  const clean = Buffer.from(sample.repeat(50));
  for (let at = 0; at < clean.length; at++) {
    const broken = Buffer.concat([clean.subarray(0, at), Buffer.from([0xfe]), clean.subarray(at)]);
    const text = new TextDecoder().decode(clean.subarray(0, at)).replace(/\ufffd+$/, "");
    expect(decodeText(broken)).toMatchObject({ text });
  }
});
