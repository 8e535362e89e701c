import { describe, expect, test } from "@jest/globals";
import { verifyOpenPgp } from "../../../../src/checks/commits/openpgp/verify.ts";
import { altered, armour } from "./armouring.ts";
import { at, good, gpgAccepts, key, payload, stranger as other, trust } from "./one-key.ts";
import {
  issuerFingerprint,
  issuerKeyId,
  makeSignature,
  subpacket,
  uint32,
  usual,
} from "./signer.ts";
import { judge, options } from "./trusting.ts";

describe("subpackets", () => {
  const created = subpacket(2, uint32(at));
  const id = issuerKeyId(key);
  const fingerprint = issuerFingerprint(key);
  const regular = usual(key, at);
  const privately = (critical: boolean): Buffer => subpacket(101, Buffer.alloc(3), critical);
  const notation = (lengths: string, critical: boolean): Buffer =>
    subpacket(20, Buffer.from(`\0\0\0\0${lengths}a@b.cx`, "latin1"), critical);
  const many = Array.from({ length: 60 }, () => subpacket(101, Buffer.alloc(180)));
  const fill = (type: number): Buffer => subpacket(type, Buffer.alloc(0));

  test.each([
    ["the issuer by fingerprint only", regular, []],
    ["the issuer by key ID only", [created], [id]],
    ["another time unsigned", regular, [subpacket(2, uint32(1)), id]],
    ["an unsigned end", regular, [subpacket(3, uint32(1)), id]],
    ["no end, said by zero", [...regular, subpacket(3, uint32(0))], [id]],
    ["something private", [...regular, privately(false)], [id]],
    ["a notation", [...regular, notation("\0\x05\0\x01", false)], [id]],
    ["a critical time", [subpacket(2, uint32(at), true), fingerprint], [id]],
  ])("%s: accepted, by gpg too", async (_, hashed, unhashed) => {
    const signature = armour(makeSignature(key, { hashed, unhashed, over: payload }));
    expect(judge(signature, payload, trust)).toBe("known");
    expect(await gpgAccepts(signature)).toBe(true);
  });

  test.each([
    ["the issuer by unsigned fingerprint only", [created], [fingerprint], "malformed"],
    ["no issuer", [created], [], "malformed"],
    ["another issuer unsigned", regular, [issuerKeyId(other)], "malformed"],
    ["two issuers", regular, [issuerFingerprint(other)], "malformed"],
    ["a key ID of nine octets", [created], [subpacket(16, Buffer.alloc(9))], "malformed"],
    ["a fingerprint of version 6", [created], [subpacket(33, Buffer.alloc(33, 6))], "malformed"],
    ["another key's name", usual(other, at), [], "unknown"],
    ["no time", [fingerprint], [], "malformed"],
    ["an unsigned time", [fingerprint], [created], "malformed"],
    ["two times", [...regular, subpacket(2, uint32(1))], [], "malformed"],
    ["a time of three octets", [subpacket(2, Buffer.alloc(3)), fingerprint], [], "malformed"],
    ["an end", [...regular, subpacket(3, uint32(60))], [id], "expired-at-signing"],
    ["an end past 2106", [...regular, subpacket(3, uint32(0xffffffff))], [id], "malformed"],
    ["something private and critical", [...regular, privately(true)], [id], "unsupported"],
    ["something critical unsigned", regular, [id, privately(true)], "unsupported"],
    ["a critical notation", [...regular, notation("\0\x05\0\x01", true)], [id], "unsupported"],
    [
      "a critical address",
      [...regular, subpacket(28, Buffer.from("a@b.c"), true)],
      [id],
      "unsupported",
    ],
    [
      "a notation shorter than it says",
      [...regular, notation("\0\x09\0\x01", false)],
      [id],
      "malformed",
    ],
    ["an empty notation", [...regular, fill(20)], [id], "malformed"],
    ["an empty exportability", [...regular, fill(4)], [id], "malformed"],
    ["an empty trust", [...regular, fill(5)], [id], "malformed"],
    ["an empty revocability", [...regular, fill(7)], [id], "malformed"],
    ["an empty end of the key", [...regular, fill(9)], [id], "malformed"],
    ["an empty revoker", [...regular, fill(12)], [id], "malformed"],
    ["an empty mark of the primary user", [...regular, fill(25)], [id], "malformed"],
    ["an empty reason", [...regular, fill(29)], [id], "malformed"],
    ["an empty target", [...regular, fill(31)], [id], "malformed"],
    ["an empty embedded signature", [...regular, fill(32)], [id], "malformed"],
    ["a subpacket past the end", regular, [id, Buffer.from([9, 20])], "malformed"],
    ["a subpacket without a type", regular, [id, Buffer.from([0])], "malformed"],
    ["over 10000 octets", regular, many, "malformed"],
  ])("%s: refused", (_, hashed, unhashed, word) => {
    const signature = armour(makeSignature(key, { hashed, unhashed, over: payload }));
    expect(judge(signature, payload, trust)).toBe(word);
  });

  test("unsigned ones can be anything without being believed", () => {
    const signature = altered(armour(good), () => ({
      unhashed: Buffer.concat([issuerKeyId(key), subpacket(28, Buffer.from("boss@example.com"))]),
    }));
    expect(verifyOpenPgp(signature, payload, trust, options)).toEqual({
      kind: "known",
      signer: { key: key.fingerprint, principals: ["ann@example.com"] },
      signedAt: at,
    });
  });
});
