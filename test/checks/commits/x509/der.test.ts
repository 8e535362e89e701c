import { describe, expect, test } from "@jest/globals";
import { DerReader, requireDer, tag } from "../../../../src/checks/commits/x509/der.ts";
import { encode } from "../../../../src/checks/commits/x509/der-encoding.ts";
import {
  booleanOf,
  integerBytes,
  namedBits,
  oidOf,
  smallInteger,
  timeOf,
} from "../../../../src/checks/commits/x509/der-values.ts";
import { oid } from "./cms-builder.ts";

const malformed = expect.objectContaining({ code: "malformed" });
const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(" ", ""), "hex");
const element = (kind: number, text: string): ReturnType<DerReader["element"]> =>
  new DerReader(encode(kind, Buffer.from(text)), "A test").element();

describe("elements", () => {
  test.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])(
    "of %s bytes are read as written",
    (length) => {
      const content = Buffer.alloc(length, 7);
      const from = new DerReader(encode(tag.octetString, content), "A test");
      expect(from.content(tag.octetString)).toEqual(content);
      expect(from.atEnd).toBe(true);
    },
  );

  test.each([
    ["nothing", ""],
    ["no length", "04"],
    ["too few bytes", "04 02 00"],
    ["an indefinite length", "30 80 00 00"],
    ["a long length that fits a short one", "04 81 01 00"],
    ["a length with a leading zero", `04 82 00 80 ${"00".repeat(128)}`],
    ["a length of four bytes", "04 84 00 00 00 01 00"],
    ["a length that ends too early", "04 82 01"],
    ["a tag of two bytes", "1f 81 01 00"],
  ])("with %s are malformed", (_, hex) => {
    expect(() => new DerReader(bytes(hex), "A test").element()).toThrow(malformed);
  });

  test("are refused when they nest too deep", () => {
    let deep = encode(tag.null);
    for (let depth = 0; depth < 40; depth += 1) deep = encode(tag.sequence, deep);
    expect(() => requireDer(deep, "A test")).toThrow("more than 24 deep");
  });
});

describe("values", () => {
  test.each(["1.2.840.113549.1.7.2", "2.5.29.15", "2.999.3", "0.9.2342", "1.3.6.1.4.1.57264.1.8"])(
    "the object identifier %s",
    (dotted) => {
      if (dotted.startsWith("2.999")) expect(oidOf(bytes("88 37 03"))).toBe(dotted);
      else expect(oidOf(oid(dotted).subarray(2))).toBe(dotted);
    },
  );

  test.each<[string, () => unknown]>([
    ["an empty object identifier", () => oidOf(bytes(""))],
    ["an object identifier with padding", () => oidOf(bytes("2a 80 03"))],
    ["an object identifier that does not end", () => oidOf(bytes("2a 83"))],
    ["an object identifier with a huge number", () => oidOf(bytes("2a ff ff ff ff ff ff ff 7f"))],
    ["an empty number", () => integerBytes(bytes(""))],
    ["a number with a needless zero", () => integerBytes(bytes("00 7f"))],
    ["a negative number with a needless byte", () => integerBytes(bytes("ff 80"))],
    ["a negative number where none may be", () => smallInteger(bytes("80"))],
    ["a large number where none may be", () => smallInteger(bytes("01 00 00 00 00"))],
    ["a truth value of BER", () => booleanOf(bytes("01"))],
    ["no bits", () => namedBits(bytes(""))],
    ["bits with a needless zero", () => namedBits(bytes("06 80"))],
    ["bits that are unused and set", () => namedBits(bytes("07 c0"))],
    ["a time without seconds", () => timeOf(element(tag.utcTime, "2401010000Z"))],
    ["a time with a zone", () => timeOf(element(tag.utcTime, "240101000000+0100"))],
    ["a time with fractions", () => timeOf(element(tag.generalizedTime, "20240101000000.5Z"))],
    ["30 February", () => timeOf(element(tag.utcTime, "240230000000Z"))],
    ["the hour 24", () => timeOf(element(tag.utcTime, "240101240000Z"))],
    ["a text for a time", () => timeOf(element(tag.utf8String, "240101000000Z"))],
  ])("%s is malformed", (_, read) => {
    expect(read).toThrow(malformed);
  });

  test("numbers, bits and times that are right", () => {
    expect(smallInteger(bytes("00 80"))).toBe(128);
    expect(namedBits(bytes("07 80"))).toBe(0x8000);
    expect(namedBits(bytes("01 06"))).toBe(0x0600);
    expect(namedBits(bytes("00"))).toBe(0);
    expect(timeOf(element(tag.utcTime, "490101000000Z"))).toBe(Date.UTC(2049, 0, 1) / 1000);
    expect(timeOf(element(tag.utcTime, "500101000000Z"))).toBe(Date.UTC(1950, 0, 1) / 1000);
    expect(timeOf(element(tag.generalizedTime, "20240229235959Z"))).toBe(
      Date.UTC(2024, 1, 29, 23, 59, 59) / 1000,
    );
  });
});
