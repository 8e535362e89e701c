import { describe, expect, test } from "@jest/globals";
import { armour, packet } from "./armouring.ts";
import { at, good, goodBody as body, gpgAccepts, key, payload, trust } from "./one-key.ts";
import { makeSignature, subpacket, uint32, usual } from "./signer.ts";
import { judge } from "./trusting.ts";

describe("packets that are accepted", () => {
  test.each([
    ["old format, one octet", Buffer.concat([Buffer.from([0x88, body.length]), body])],
    ["old format, two octets", Buffer.concat([Buffer.from([0x89, 0, body.length]), body])],
    ["old format, four octets", Buffer.concat([Buffer.from([0x8a]), uint32(body.length), body])],
    ["new format, one octet", Buffer.concat([Buffer.from([0xc2, body.length]), body])],
  ])("%s", async (_, bytes) => {
    expect(judge(armour(bytes), payload, trust)).toBe("known");
    expect(await gpgAccepts(armour(bytes))).toBe(true);
  });

  test("new format, two octets", async () => {
    const notation = subpacket(
      20,
      Buffer.from(`\0\0\0\0\0\x05\0\x78a@b.c${"x".repeat(120)}`, "latin1"),
    );
    const long = makeSignature(key, { hashed: [...usual(key, at), notation], over: payload });
    const length = long.length - 6 - 192;
    const bytes = Buffer.concat([
      Buffer.from([0xc2, 192 + (length >> 8), length & 255]),
      long.subarray(6),
    ]);
    expect(judge(armour(bytes), payload, trust)).toBe("known");
    expect(await gpgAccepts(armour(bytes))).toBe(true);
  });
});

describe("packets that are malformed", () => {
  const changed = (offset: number, value: number): Buffer => {
    const copy = Buffer.from(body);
    copy.writeUInt8(value, offset);
    return packet(2, copy);
  };
  test.each([
    ["not a packet", Buffer.from([0x02, ...body])],
    ["without a length", Buffer.concat([Buffer.from([0x8b]), body])],
    ["in pieces", Buffer.concat([Buffer.from([0xc2, 0xe6]), body])],
    ["shorter than it says", packet(2, body).subarray(0, -1)],
    ["with octets after its last number", packet(2, Buffer.concat([body, Buffer.alloc(1)]))],
    ["two signatures", Buffer.concat([good, good])],
    ["a marker before it", Buffer.concat([packet(10, Buffer.from("PGP")), good])],
    ["a literal instead", packet(11, Buffer.from("b\0\0\0\0\0hi"))],
    ["no packet of a signature", packet(13, Buffer.from("Ann"))],
    ["an empty signature", packet(2, Buffer.alloc(0))],
    ["a certification instead", changed(1, 0x10)],
    [
      "a number of more bits than there are",
      packet(2, Buffer.concat([body.subarray(0, -34), Buffer.from([0xff, 0xff])])),
    ],
  ])("%s", async (_, bytes) => {
    expect(judge(armour(bytes), payload, trust)).toBe("malformed");
  });

  test.each([
    ["version 3", changed(0, 3), "unsupported"],
    ["version 5", changed(0, 5), "unsupported"],
    ["an unknown key algorithm", changed(2, 100), "unsupported"],
    ["an unknown digest", changed(3, 99), "unsupported"],
    ["MD5", changed(3, 1), "weak"],
    ["SHA-1", changed(3, 2), "weak"],
    ["RIPEMD-160", changed(3, 3), "weak"],
    ["another digest than it was signed with", changed(3, 10), "bad"],
    ["another time than it was signed with", changed(9, 0), "bad"],
  ])("%s", (_, bytes, word) => {
    expect(judge(armour(bytes), payload, trust)).toBe(word);
  });
});

test("cut anywhere, a signature is never accepted and never throws", () => {
  const words = new Set<string>();
  for (let length = 0; length < good.length; length++) {
    words.add(judge(armour(good.subarray(0, length)), payload, trust));
    words.add(judge(armour(packet(2, body.subarray(0, Math.max(length - 7, 0)))), payload, trust));
  }
  expect([...words]).toEqual(["malformed"]);
});
