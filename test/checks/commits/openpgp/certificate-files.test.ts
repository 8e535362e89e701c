import { describe, expect, test } from "@jest/globals";
import { UsageError } from "../../../../src/errors.ts";
import { loadOpenPgpTrust } from "../../../../src/checks/commits/openpgp/load-trust.ts";
import { armour, packet } from "./armouring.ts";
import { makeCertificate, makeKey, makeSignature, subpacket, usual } from "./signer.ts";
import { options, trustIn } from "./trusting.ts";

const payload = Buffer.from("tree 0\n\nA message\n");
const made = Date.UTC(2022, 0, 1) / 1000;
const at = made + 3600;
const ann = makeKey(4, made);
const bob = makeKey(4, made);
const certificateOfAnn = makeCertificate(ann, made, "Ann <ann@example.com>");
const certificateOfBob = makeCertificate(bob, made, "Bob <bob@example.com>");
const kind = "PUBLIC KEY BLOCK";
const armouredAnn = armour(certificateOfAnn, kind);
const armouredBob = armour(certificateOfBob, kind);
const signedBy = (key: typeof ann): Buffer =>
  armour(makeSignature(key, { hashed: usual(key, at), over: payload }));
const fingerprints = async (bytes: Buffer): Promise<string[]> =>
  (await trustIn(bytes)).certificates.map(({ fingerprint }) => fingerprint);

describe("key files", () => {
  const both = [ann.fingerprint, bob.fingerprint];
  test.each([
    ["blocks one after the other", Buffer.concat([armouredAnn, armouredBob])],
    [
      "blocks with text around them",
      Buffer.from(`Our keys\n\n${String(armouredAnn)}\n# Bob\n${String(armouredBob)}bye`),
    ],
    ["one block with both", armour(Buffer.concat([certificateOfAnn, certificateOfBob]), kind)],
    ["binary", Buffer.concat([certificateOfAnn, certificateOfBob])],
    [
      "Windows line ends",
      Buffer.from(`${String(armouredAnn)}${String(armouredBob)}`.replaceAll("\n", "\r\n")),
    ],
    [
      "trust of a local key ring between",
      Buffer.concat([certificateOfAnn, packet(12, Buffer.alloc(2)), certificateOfBob]),
    ],
    ["the same certificate twice", Buffer.concat([armouredAnn, armouredBob, armouredAnn])],
  ])("%s", async (_, bytes) => {
    expect(await fingerprints(bytes)).toEqual(both);
  });

  const text = String(armouredAnn);
  test.each([
    ["empty", "", "it holds no block BEGIN PGP PUBLIC KEY BLOCK"],
    ["text", "hello", "it holds no block BEGIN PGP PUBLIC KEY BLOCK"],
    ["cut", text.slice(0, 300), "it holds a block without its end"],
    [
      "two begins",
      text.replace("\n=", `\n-----BEGIN PGP ${kind}-----\n=`),
      "it holds a block without its end",
    ],
    ["a signature", String(signedBy(ann)), "it holds a block BEGIN PGP SIGNATURE"],
    [
      "a secret key",
      text.replaceAll("PUBLIC", "PRIVATE"),
      "it holds a secret key, which must not be shared and has to be replaced now",
    ],
    [
      "a wrong checksum",
      text.replace(/\n=.{4}\n/, "\n=AAAA\n"),
      "it holds a block whose checksum is wrong",
    ],
    [
      "no base64",
      text.replace("\n\n", "\n\n*"),
      "it holds a block that is not base64 after a blank line",
    ],
    [
      "no blank line",
      text.replace("\n\n", "\n"),
      "it holds a block that is not base64 after a blank line",
    ],
    [
      "a user ID first",
      String(armour(packet(13, Buffer.from("Ann")), kind)),
      "it does not start with a public key",
    ],
    [
      "half a packet",
      String(armour(certificateOfAnn.subarray(0, -5), kind)),
      "The key file ends too early.",
    ],
  ])("%s is an error that names the file", async (_, content, message) => {
    const good = { path: "good.asc", bytes: armouredBob };
    const file = { path: "keys/odd.asc", bytes: Buffer.from(content, "latin1") };
    const loading = loadOpenPgpTrust([good, file], options);
    await expect(loading).rejects.toThrow(UsageError);
    await expect(loading).rejects.toThrow(
      `The OpenPGP certificates in keys/odd.asc cannot be read: ${message}`,
    );
  });

  test("a secret key in binary is an error", async () => {
    const bytes = Buffer.concat([certificateOfAnn, packet(5, ann.body)]);
    await expect(trustIn(bytes)).rejects.toThrow("it holds a secret key");
  });

  test("a certificate that the library cannot read is an error", async () => {
    const bytes = Buffer.concat([
      packet(6, Buffer.from([4, 0, 0, 0, 0, 99, 1])),
      certificateOfAnn.subarray(6 + ann.body.length),
    ]);
    await expect(trustIn(bytes)).rejects.toThrow(UsageError);
  });
});

describe("signatures in certificates that could be read in two ways", () => {
  const refuse = async (signature: Buffer, message: string): Promise<void> => {
    const bytes = Buffer.concat([certificateOfAnn, packet(2, signature)]);
    await expect(trustIn(bytes)).rejects.toThrow(message);
  };
  test("a subpacket past its area", async () => {
    const area = Buffer.from([0, 2, 9, 16]);
    const body = Buffer.concat([Buffer.from([4, 0x13, 22, 8, 0, 0]), area, Buffer.alloc(6)]);
    await refuse(body, "A subpacket of the signature ends too early.");
  });

  test("one inside an embedded signature", async () => {
    const inner = Buffer.concat([Buffer.from([4, 0x19, 22, 8, 0, 9]), Buffer.alloc(4)]);
    const embedded = subpacket(32, inner);
    const area = Buffer.concat([Buffer.from([0, embedded.length]), embedded]);
    const body = Buffer.concat([Buffer.from([4, 0x18, 22, 8, 0, 0]), area, Buffer.alloc(6)]);
    await refuse(body, "A signature in it ends too early.");
  });

  test("a critical subpacket that is not signed", async () => {
    const unsigned = subpacket(40, Buffer.alloc(8), true);
    const area = Buffer.concat([Buffer.from([0, unsigned.length]), unsigned]);
    const body = Buffer.concat([Buffer.from([4, 0x18, 22, 8, 0, 0]), area, Buffer.alloc(6)]);
    await refuse(body, "it holds a signature with an unsigned critical subpacket");
  });

  test("a revocation of version 3, which nothing here can check", async () => {
    const body = Buffer.concat([Buffer.from([3, 5, 0x20]), Buffer.alloc(20)]);
    await refuse(body, "it holds a revocation of version 3, which cannot be checked");
  });

  test("another signature of version 3 is passed over", async () => {
    const body = Buffer.concat([Buffer.from([3, 5, 0x10]), Buffer.alloc(20)]);
    const { certificates } = await trustIn(Buffer.concat([certificateOfAnn, packet(2, body)]));
    expect(certificates.map(({ emails }) => emails)).toEqual([["ann@example.com"]]);
  });
});
