import { expect, test } from "@jest/globals";
import { WireReader, wireString } from "../../../../src/checks/commits/ssh/wire.ts";

function reader(...bytes: readonly number[]): WireReader {
  return new WireReader(Buffer.from(bytes), "It");
}

test("reads the types of SSH's wire format", () => {
  const from = reader(7, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 2, 0x68, 0x69, 0, 0, 0, 0);
  expect([from.byte(), from.uint32(), from.uint64(), from.text(), from.bytes().length]).toEqual([
    7,
    258,
    9n,
    "hi",
    0,
  ]);
  from.end();
});

test.each([
  ["a string longer than what is left", () => reader(0, 0, 0, 3, 1, 2).bytes()],
  ["a length of 4 GiB", () => reader(255, 255, 255, 255, 1).bytes()],
  ["half a length", () => reader(0, 0, 0).bytes()],
  ["NUL in a text", () => reader(0, 0, 0, 2, 65, 0).text()],
  ["a text that is not UTF-8", () => reader(0, 0, 0, 1, 0xff).text()],
  ["a negative number", () => reader(0, 0, 0, 1, 0x80).number()],
  ["a number with leading zeros", () => reader(0, 0, 0, 2, 0, 1).number()],
  ["zero with a byte", () => reader(0, 0, 0, 1, 0).number()],
  ["more than 16384 bits", () => new WireReader(wireString(Buffer.alloc(2049, 1)), "It").number()],
  ["bytes after the end", () => reader(1).end()],
])("refuses %s", (_, read) => {
  expect(read).toThrow(expect.objectContaining({ code: "malformed" }));
});

test("numbers lose the zero that keeps them positive", () => {
  expect([...reader(0, 0, 0, 2, 0, 0x80).number()]).toEqual([0x80]);
  expect([...reader(0, 0, 0, 0).number()]).toEqual([]);
});
