import { describe, expect, test } from "@jest/globals";
import * as openpgp from "openpgp";
import type { OpenPgpTrust } from "../../../../src/checks/commits/openpgp/trust.ts";
import { armour } from "./armouring.ts";
import { makeCertificate, makeKey, makeSignature, makeSubkey, usual } from "./signer.ts";
import { judge, trustIn } from "./trusting.ts";

const payload = Buffer.from("tree 0\n\nA message\r\nwith lines\n");
const other = Buffer.from("tree 1\n\nA message\n");
const made = Date.UTC(2022, 0, 1) / 1000;

/** What openpgp.js says of a signature by the certificate. */
async function libraryAccepts(
  signature: Buffer,
  over: Buffer,
  certificate: string,
): Promise<boolean> {
  const verificationKeys = await openpgp.readKey({ armoredKey: certificate });
  const read = await openpgp.readSignature({ armoredSignature: String(signature) });
  const message = await openpgp.createMessage({ binary: new Uint8Array(over) });
  const { signatures } = await openpgp.verify({ message, signature: read, verificationKeys });
  return (await Promise.all(signatures.map(({ verified }) => verified.catch(() => false)))).every(
    Boolean,
  );
}

describe.each([
  ["Ed25519 in version 6", { type: "curve25519", config: { v6Keys: true } }],
  ["Ed448 in version 6", { type: "curve448", config: { v6Keys: true } }],
  ["RSA in version 6", { type: "rsa", rsaBits: 2048, config: { v6Keys: true } }],
  ["P-256 in version 6", { type: "ecc", curve: "nistP256", config: { v6Keys: true } }],
  ["Ed25519 in version 4", { type: "curve25519", config: { v6Keys: false } }],
  ["EdDSALegacy in version 4", { type: "ecc", curve: "ed25519Legacy", config: { v6Keys: false } }],
] as const)("%s, signed by openpgp.js", (_, kind) => {
  const userIDs = [{ name: "Ann", email: "ann@example.com" }];

  test.each(["binary", "text"] as const)("a %s signature", async (form) => {
    const { privateKey, publicKey } = await openpgp.generateKey({
      ...kind,
      userIDs,
      format: "object",
    });
    const message =
      form === "binary"
        ? await openpgp.createMessage({ binary: new Uint8Array(payload) })
        : await openpgp.createMessage({ text: payload.toString("utf8") });
    const armored = await openpgp.sign({ message, signingKeys: privateKey, detached: true });
    const signature = Buffer.from(armored.replaceAll("\r\n", "\n"));
    const certificate = publicKey.armor();
    const trust = await trustIn(Buffer.from(certificate));
    expect(judge(signature, payload, trust)).toBe("known");
    expect(judge(signature, other, trust)).toBe("bad");
    if (form === "binary") {
      expect(await libraryAccepts(signature, payload, certificate)).toBe(true);
      expect(await libraryAccepts(signature, other, certificate)).toBe(false);
    }
    expect(trust.certificates[0]?.fingerprint).toBe(publicKey.getFingerprint().toUpperCase());
    expect(trust.certificates[0]?.emails).toEqual(["ann@example.com"]);
  });
});

describe("version 6, signed by the test", () => {
  const key = makeKey(6, made);
  const certificate = makeCertificate(key, made, "Ann <ann@example.com>");
  const armoured = String(armour(certificate, "PUBLIC KEY BLOCK"));
  const sign = (salt?: Buffer): Buffer => {
    const more = salt === undefined ? {} : { salt };
    const hashed = usual(key, made + 60);
    return armour(makeSignature(key, { hashed, unhashed: [], over: payload, ...more }));
  };
  let trust: OpenPgpTrust;
  test("is accepted, by openpgp.js too", async () => {
    trust = await trustIn(certificate);
    expect(judge(sign(), payload, trust)).toBe("known");
    expect(await libraryAccepts(sign(), payload, armoured)).toBe(true);
  });

  test.each([0, 15, 17, 32])("with a salt of %d octets is malformed", async (length) => {
    trust = await trustIn(certificate);
    expect(judge(sign(Buffer.alloc(length)), payload, trust)).toBe("malformed");
  });

  test("with another salt is bad", async () => {
    trust = await trustIn(certificate);
    const swapped = makeSignature(key, { hashed: usual(key, made), unhashed: [], over: payload });
    // The salt lies before the 64 octets of the signature.
    swapped.writeUInt8(8, swapped.length - 65);
    expect(judge(armour(swapped), payload, trust)).toBe("bad");
  });

  test("a signature of version 4 by the same key is refused", async () => {
    trust = await trustIn(certificate);
    const old = { ...makeKey(4, made), fingerprint: key.fingerprint, secret: key.secret };
    const hashed = usual(key, made);
    const signature = armour(makeSignature(old, { hashed, unhashed: [], over: payload }));
    expect(judge(signature, payload, trust)).toBe("malformed");
  });

  test("a subkey signs, by openpgp.js too", async () => {
    const subkey = makeKey(6, made);
    const whole = Buffer.concat([certificate, makeSubkey(key, subkey, made)]);
    const signature = armour(
      makeSignature(subkey, { hashed: usual(subkey, made + 60), unhashed: [], over: payload }),
    );
    expect(judge(signature, payload, await trustIn(whole))).toBe("known");
    const text = String(armour(whole, "PUBLIC KEY BLOCK"));
    expect(await libraryAccepts(signature, payload, text)).toBe(true);
  });
});
