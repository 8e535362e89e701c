import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { OpenPgpTrust } from "../../../../src/checks/commits/openpgp/trust.ts";
import { verifyOpenPgp } from "../../../../src/checks/commits/openpgp/verify.ts";
import { altered } from "./armouring.ts";
import { gpgPresent } from "./gpg-present.ts";
import { Gpg } from "./gpg.ts";
import { judge, options, trustIn } from "./trusting.ts";

const payload = Buffer.from("tree 0\n\nA message \r\nin lines\r\r\n  \nwithout an end\r");
const other = Buffer.from("tree 1\n\nAnother message\n");

const strong = [
  "ed25519",
  "rsa2048",
  "rsa3072",
  "rsa4096",
  "nistp256",
  "nistp384",
  "nistp521",
  "dsa2048",
];

if (await gpgPresent()) {
  let gpg: Gpg;
  let trust: OpenPgpTrust;
  const keys = new Map<string, string>();

  beforeAll(async () => {
    gpg = await Gpg.open();
    for (const algorithm of [...strong, "rsa1024", "brainpoolP256r1", "secp256k1"]) {
      const key = await gpg.generate(`${algorithm} <${algorithm}@example.com>`, algorithm, "never");
      keys.set(algorithm, key);
    }
    const carrier = await gpg.generate("Carrier <carrier@example.com>", "rsa3072", "never");
    keys.set("carrier", carrier);
    keys.set("subkey", await gpg.addSubkey(carrier, "ed25519", "never"));
    trust = await trustIn(await gpg.certificate());
  });
  afterAll(() => gpg.close());

  const sign = (algorithm: string, ...args: string[]): Promise<Buffer> =>
    gpg.sign(keys.get(algorithm) ?? "", payload, { with: args });
  const byGpg = async (signature: Buffer, over: Buffer): Promise<boolean> =>
    (await gpg.verify(signature, over)).accepted;

  describe.each([...strong, "subkey"])("signatures by %s", (algorithm) => {
    test("hold for what was signed and for nothing else, as gpg says", async () => {
      const signature = await sign(algorithm);
      expect(judge(signature, payload, trust)).toBe("known");
      expect(await byGpg(signature, payload)).toBe(true);
      expect(judge(signature, other, trust)).toBe("bad");
      expect(await byGpg(signature, other)).toBe(false);
    });

    test("hold as text whatever the line ends are", async () => {
      const signature = await sign(algorithm, "--textmode");
      const unix = Buffer.from(payload.toString("latin1").replaceAll("\r", ""), "latin1");
      for (const same of [payload, unix]) {
        expect(judge(signature, same, trust)).toBe("known");
        expect(await byGpg(signature, same)).toBe(true);
      }
      expect(judge(signature, other, trust)).toBe("bad");
    });

    test("hold with a wrong hint of the digest", async () => {
      const signature = altered(await sign(algorithm), ({ rest }) => ({ rest: flipped(rest, 0) }));
      expect(judge(signature, payload, trust)).toBe("known");
      expect(await byGpg(signature, payload)).toBe(true);
    });

    test("do not hold with a changed number", async () => {
      const signature = altered(await sign(algorithm), ({ rest }) => ({
        rest: flipped(rest, rest.length - 1),
      }));
      expect(judge(signature, payload, trust)).toBe("bad");
      expect(await byGpg(signature, payload)).toBe(false);
    });
  });

  test.each(["SHA224", "SHA256", "SHA384", "SHA512"])("RSA signs with %s", async (digest) => {
    const signature = await sign("rsa2048", "--digest-algo", digest);
    expect(judge(signature, payload, trust)).toBe("known");
    expect(await byGpg(signature, payload)).toBe(true);
  });

  test.each(["rsa2048", "ed25519"])(
    "SHA-1 is weak, which gpg 2.2 accepts (%s)",
    async (algorithm) => {
      const signature = await sign(algorithm, "--digest-algo", "SHA1");
      expect(verifyOpenPgp(signature, payload, trust, options)).toMatchObject({
        kind: "failure",
        code: "weak",
        reason: "The signature uses the digest SHA-1, which is broken.",
      });
      expect(await byGpg(signature, payload)).toBe(true);
    },
  );

  test("a digest shorter than the key needs is weak", async () => {
    const signature = await sign("ed25519", "--digest-algo", "SHA224");
    expect(judge(signature, payload, trust)).toBe("weak");
  });

  test("RSA with 1024 bits is weak unless the policy says otherwise", async () => {
    const signature = await sign("rsa1024");
    const verdict = verifyOpenPgp(signature, payload, trust, options);
    expect(verdict).toMatchObject({ code: "weak", key: keys.get("rsa1024") });
    expect(verifyOpenPgp(signature, payload, trust, { minRsaBits: 1024 }).kind).toBe("known");
    expect(await byGpg(signature, payload)).toBe(true);
  });

  test.each(["brainpoolP256r1", "secp256k1"])(
    "keys on the curve %s count as not listed",
    async (curve) => {
      expect(judge(await sign(curve), payload, trust)).toBe("unknown");
    },
  );

  test("the verdict names the primary key, its addresses and the time", async () => {
    const signature = await gpg.sign(keys.get("subkey") ?? "", payload, { at: 1_900_000_000 });
    expect(verifyOpenPgp(signature, payload, trust, options)).toEqual({
      kind: "known",
      signer: { key: keys.get("carrier"), principals: ["carrier@example.com"] },
      signedAt: 1_900_000_000,
    });
  });

  test("a key that nobody listed is unknown, by its fingerprint", async () => {
    const only = await trustIn(await gpg.certificate(keys.get("dsa2048") ?? ""));
    expect(verifyOpenPgp(await sign("ed25519"), payload, only, options)).toMatchObject({
      kind: "unknown",
      key: keys.get("ed25519"),
    });
  });
}

/** The bytes with one bit of one byte changed. */
function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
  return changed;
}
