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
  ["UTF-16 LE with a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), sample],
  ["UTF-16 BE with a mark", Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]), sample],
  ["UTF-16 LE", utf16, sample],
  ["UTF-16 BE", bigEndian, sample],
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
  ["a zero in UTF-16", Buffer.from("ab\0c", "utf16le"), "ab", /zero character/],
  ["half a pair", Buffer.from("ab\ud83dc", "utf16le"), "ab", /not valid UTF-16/],
  [
    "half a character",
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16, Buffer.from("a")]),
    sample,
    /not valid UTF-16/,
  ],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "", /UTF-32/],
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
