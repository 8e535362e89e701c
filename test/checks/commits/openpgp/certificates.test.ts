import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadOpenPgpTrust } from "../../../../src/checks/commits/openpgp/load-trust.ts";
import { armour, packet } from "./armouring.ts";
import { gpgPresent } from "./gpg-present.ts";
import { Gpg } from "./gpg.ts";
import {
  covered,
  keyFlags,
  makeCertificate,
  makeKey,
  makeSignature,
  makeSubkey,
  subpacket,
  uint32,
  usual,
} from "./signer.ts";
import { judge, options, trustIn } from "./trusting.ts";

const payload = Buffer.from("tree 0\n\nA message\n");
const made = Date.UTC(2022, 0, 1) / 1000;
const at = made + 3600;
const ann = makeKey(4, made);
const bob = makeKey(4, made);
const certificateOfAnn = makeCertificate(ann, made, "Ann <ann@example.com>");
const kind = "PUBLIC KEY BLOCK";
const armouredAnn = armour(certificateOfAnn, kind);
const signedBy = (key: typeof ann): Buffer =>
  armour(makeSignature(key, { hashed: usual(key, at), over: payload }));

describe("certificates without a usable signing key are warnings", () => {
  const load = async (bytes: Buffer): Promise<readonly string[]> =>
    (await loadOpenPgpTrust([{ path: "k.asc", bytes }], options)).warnings;
  const warning = (key: typeof ann): string =>
    `The certificate ${key.fingerprint} in k.asc has no usable signing key.`;

  test("a good one is not", async () => {
    expect(await load(armouredAnn)).toEqual([]);
  });

  test("one that only certifies", async () => {
    const key = makeKey(4, made);
    const certificate = makeCertificate(key, made, "Cert <cert@example.com>", [keyFlags(1)]);
    expect(await load(certificate)).toEqual([warning(key)]);
    expect(judge(signedBy(key), payload, await trustIn(certificate))).toBe("bad");
  });

  test("one whose self-signature is somebody else's", async () => {
    const key = makeKey(4, made);
    const header = packet(6, key.body);
    const stolen = Buffer.concat([header, certificateOfAnn.subarray(6 + ann.body.length)]);
    expect(await load(stolen)).toEqual([warning(key)]);
    expect(judge(signedBy(key), payload, await trustIn(stolen))).toBe("bad");
  });

  test("one that is revoked because it was stolen", async () => {
    const revocation = makeSignature(ann, {
      type: 0x20,
      hashed: [...usual(ann, at), subpacket(29, Buffer.from([2]))],
      over: covered(ann),
    });
    const start = 6 + ann.body.length;
    const whole = Buffer.concat([
      certificateOfAnn.subarray(0, start),
      revocation,
      certificateOfAnn.subarray(start),
    ]);
    expect(await load(whole)).toEqual([warning(ann)]);
    expect(judge(signedBy(ann), payload, await trustIn(whole))).toBe("revoked");
  });

  test("a revocation by somebody else is passed over, and said", async () => {
    const forged = makeSignature(bob, {
      type: 0x20,
      hashed: [subpacket(2, uint32(at)), ...usual(ann, at).slice(1)],
      unhashed: [],
      over: covered(ann),
    });
    const start = 6 + ann.body.length;
    const whole = Buffer.concat([
      certificateOfAnn.subarray(0, start),
      forged,
      certificateOfAnn.subarray(start),
    ]);
    expect(await load(whole)).toEqual([
      `The certificate ${ann.fingerprint} in k.asc has a revocation that the key itself did not make; it is passed over.`,
    ]);
    expect(judge(signedBy(ann), payload, await trustIn(whole))).toBe("known");
  });
});

describe("user IDs", () => {
  test("only those that the key vouches for", async () => {
    const forged = packet(13, Buffer.from("Boss <boss@example.com>"));
    const borrowed = certificateOfAnn.subarray(
      certificateOfAnn.indexOf("Ann <ann@example.com>") + 21,
    );
    const [certificate] = (await trustIn(Buffer.concat([certificateOfAnn, forged, borrowed])))
      .certificates;
    expect(certificate?.emails).toEqual(["ann@example.com"]);
    expect(certificate?.userIds).toEqual(["Ann <ann@example.com>"]);
  });
});

if (await gpgPresent()) {
  let gpg: Gpg;
  beforeAll(async () => {
    gpg = await Gpg.open();
  });
  afterAll(() => gpg.close());

  test("a subkey without its own signature may not sign, as gpg says", async () => {
    const [owner, agreed, claimed] = [makeKey(4, made), makeKey(4, made), makeKey(4, made)];
    const whole = Buffer.concat([
      makeCertificate(owner, made, "Own <own@example.com>"),
      makeSubkey(owner, agreed, made),
      makeSubkey(owner, claimed, made, false),
    ]);
    await gpg.import(whole);
    const trust = await trustIn(whole);
    expect(judge(signedBy(agreed), payload, trust)).toBe("known");
    expect((await gpg.verify(signedBy(agreed), payload)).accepted).toBe(true);
    expect(judge(signedBy(claimed), payload, trust)).toBe("bad");
    expect((await gpg.verify(signedBy(claimed), payload)).accepted).toBe(false);
  });

  test("a subkey bound to another certificate does not count there", async () => {
    const [owner, thief, subkey] = [makeKey(4, made), makeKey(4, made), makeKey(4, made)];
    const bound = makeSubkey(owner, subkey, made);
    const whole = Buffer.concat([makeCertificate(thief, made, "Thief <thief@example.com>"), bound]);
    const trust = await trustIn(whole);
    expect(judge(signedBy(subkey), payload, trust)).toBe("bad");
    await gpg.import(whole);
    expect((await gpg.verify(signedBy(subkey), payload)).accepted).toBe(false);
  });

  test("a revoked user ID gives no address", async () => {
    const key = await gpg.generate("Old <old@example.com>", "ed25519", "never");
    await gpg.call(["--quick-add-uid", key, "New <new@example.com>"]);
    const before = await trustIn(await gpg.certificate(key));
    expect(before.certificates[0]?.emails.toSorted()).toEqual([
      "new@example.com",
      "old@example.com",
    ]);
    await gpg.call(["--quick-revoke-uid", key, "Old <old@example.com>"]);
    const after = await trustIn(await gpg.certificate(key));
    expect(after.certificates[0]?.emails).toEqual(["new@example.com"]);
  });

  test("a secret key that gpg exports is refused", async () => {
    const key = await gpg.generate("Sec <sec@example.com>", "ed25519", "never");
    for (const form of [["--armor"], []]) {
      const secret = await gpg.call([...form, "--export-secret-keys", key]);
      await expect(trustIn(secret)).rejects.toThrow("it holds a secret key");
    }
  });
}
