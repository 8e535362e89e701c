import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { OpenPgpTrust } from "../../../../src/checks/commits/openpgp/trust.ts";
import { verifyOpenPgp } from "../../../../src/checks/commits/openpgp/verify.ts";
import { armour } from "./armouring.ts";
import { gpgPresent } from "./gpg-present.ts";
import { Gpg, type GpgVerdict } from "./gpg.ts";
import { makeCertificate, makeKey, makeSignature, makeSubkey, usual } from "./signer.ts";
import { judge, options, trustIn } from "./trusting.ts";

const payload = Buffer.from("tree 0\n\nA message\n");

const nothing: Buffer = Buffer.alloc(0);

const day = 86_400;
const created = Date.UTC(2020, 0, 1) / 1000;
const twoYears = `seconds=${2 * 365 * day}`;
const year = (number: number): number => created + number * 365 * day;

if (await gpgPresent()) {
  let gpg: Gpg;
  beforeAll(async () => {
    gpg = await Gpg.open();
  });
  afterAll(() => gpg.close());

  interface Judgement {
    readonly ours: string;
    readonly gpgs: GpgVerdict;
  }
  const judgeBoth = async (key: string, at: number, trust: OpenPgpTrust): Promise<Judgement> => {
    const signature = await gpg.sign(`${key}!`, payload, { at, with: ["--ignore-time-conflict"] });
    return judgeBy(signature, trust);
  };
  const judgeBy = async (signature: Buffer, trust: OpenPgpTrust): Promise<Judgement> => {
    return { ours: judge(signature, payload, trust), gpgs: await gpg.verify(signature, payload) };
  };

  describe("a key that has expired meanwhile", () => {
    let key: string;
    let extended: Buffer;
    let trust: OpenPgpTrust;
    beforeAll(async () => {
      key = await gpg.generate("Exp <exp@example.com>", "ed25519", "never", { at: created });
      const forever = await gpg.certificate(key);
      // Signing after the expiry needs a key ring that does not know of it.
      signatures.late = await gpg.sign(key, payload, { at: year(3) });
      signatures.atTheEnd = await gpg.sign(key, payload, { at: year(2) + day });
      signatures.early = await gpg.sign(key, payload, { at: year(1) });
      signatures.before = await gpg.sign(key, payload, {
        at: created - day,
        with: ["--ignore-time-conflict"],
      });
      await gpg.call(["--quick-set-expire", key, twoYears], { at: created + day });
      trust = await trustIn(await gpg.certificate(key));
      await gpg.call(["--quick-set-expire", key, "0"], { at: created + 2 * day });
      extended = Buffer.concat([forever, await gpg.certificate(key)]);
      await gpg.call(["--quick-set-expire", key, twoYears], { at: created + 3 * day });
    });
    const signatures = { early: nothing, atTheEnd: nothing, late: nothing, before: nothing };

    test("made good signatures before, though gpg says EXPKEYSIG and git older than 2.54 refuses", async () => {
      const { ours, gpgs } = await judgeBy(signatures.early, trust);
      expect(ours).toBe("known");
      expect(gpgs.words).toContain("EXPKEYSIG");
    });

    test("makes none after, nor in the second of its end, which gpg tells by EXPKEYSIG alone too", async () => {
      for (const signature of [signatures.late, signatures.atTheEnd]) {
        const { ours, gpgs } = await judgeBy(signature, trust);
        expect(ours).toBe("expired-at-signing");
        expect(gpgs.words).toContain("EXPKEYSIG");
      }
      expect(verifyOpenPgp(signatures.late, payload, trust, options)).toMatchObject({
        key,
        reason: `The signature was made at 2022-12-31T00:00:00Z, when its key ${key} had expired at 2022-01-01T00:00:00Z.`,
      });
    });

    test("made none before it was made itself", async () => {
      const { ours, gpgs } = await judgeBy(signatures.before, trust);
      expect(ours).toBe("not-yet-valid");
      expect(gpgs.words).not.toContain("GOODSIG");
    });

    test("is good again when its owner prolongs it", async () => {
      expect(judge(signatures.late, payload, await trustIn(extended))).toBe("known");
    });
  });

  describe("a revoked key", () => {
    const cases = [
      { reason: 0, name: "without a reason", early: "revoked" },
      { reason: 1, name: "because it was stolen", early: "revoked" },
      { reason: 2, name: "because it is superseded", early: "known" },
      { reason: 3, name: "because it is retired", early: "known" },
    ];
    test.each(cases)("$name: $early for older signatures", async ({ reason, name, early }) => {
      const key = await gpg.generate(`Rev ${name} <rev@example.com>`, "ed25519", "never", {
        at: created,
      });
      const earlier = await gpg.sign(key, payload, { at: year(1) });
      const later = await gpg.sign(key, payload, { at: year(3) });
      const unrevoked = await trustIn(await gpg.certificate(key));
      expect((await judgeBy(earlier, unrevoked)).gpgs.accepted).toBe(true);
      await gpg.import(await gpg.revocation(key, reason, { at: year(2) }));
      const trust = await trustIn(await gpg.certificate(key));
      const before = await judgeBy(earlier, trust);
      // Gpg says REVKEYSIG whatever the reason and the time, and git refuses both.
      expect([before.ours, before.gpgs.words.has("REVKEYSIG")]).toEqual([early, true]);
      const after = await judgeBy(later, trust);
      expect([after.ours, after.gpgs.words.has("REVKEYSIG")]).toEqual(["revoked", true]);
    });

    test("is revoked by whichever file says so", async () => {
      const key = await gpg.generate("Two <two@example.com>", "ed25519", "never", { at: created });
      const signature = await gpg.sign(key, payload, { at: year(1) });
      const old = await gpg.certificate(key);
      await gpg.import(await gpg.revocation(key, 1, { at: year(2) }));
      const now = await gpg.certificate(key);
      for (const files of [
        [old, now],
        [now, old],
      ]) {
        expect(judge(signature, payload, await trustIn(...files))).toBe("revoked");
      }
    });
  });

  describe("a signing subkey", () => {
    let primary: string;
    beforeAll(async () => {
      primary = await gpg.generate("Sub <sub@example.com>", "rsa2048", "never", { at: created });
    });

    test("expires by itself", async () => {
      const subkey = await gpg.addSubkey(primary, "ed25519", twoYears, { at: created });
      const trust = await trustIn(await gpg.certificate(primary));
      const { ours, gpgs } = await judgeBoth(subkey, year(1), trust);
      expect([ours, gpgs.words.has("EXPKEYSIG")]).toEqual(["known", true]);
    });

    test("is not yet valid before it was made, though its certificate is", async () => {
      const [owner, subkey] = [makeKey(4, created), makeKey(4, year(2))];
      const certificate = makeCertificate(owner, created, "Early <early@example.com>");
      const whole = Buffer.concat([certificate, makeSubkey(owner, subkey, year(2))]);
      const trust = await trustIn(whole);
      await gpg.import(whole);
      for (const [at, word, accepted] of [
        [year(1), "not-yet-valid", false],
        [year(3), "known", true],
      ] as const) {
        const made = makeSignature(subkey, { hashed: usual(subkey, at), over: payload });
        const { ours, gpgs } = await judgeBy(armour(made), trust);
        expect([ours, gpgs.accepted]).toEqual([word, accepted]);
      }
    });

    test("can be revoked by itself", async () => {
      const owner = await gpg.generate("Own <own@example.com>", "rsa2048", "never", {
        at: created,
      });
      const subkey = await gpg.addSubkey(owner, "ed25519", "never", { at: created });
      const signature = await gpg.sign(`${subkey}!`, payload, { at: year(1) });
      const steps = ["key 1", "revkey", "y", "1", "", "y", "save"];
      await gpg.answer(["--edit-key", owner], steps, { at: year(2) });
      const trust = await trustIn(await gpg.certificate(owner));
      const bySubkey = await judgeBy(signature, trust);
      expect([bySubkey.ours, bySubkey.gpgs.words.has("REVKEYSIG")]).toEqual(["revoked", true]);
      const byPrimary = await judgeBoth(owner, year(3), trust);
      expect([byPrimary.ours, byPrimary.gpgs.accepted]).toEqual(["known", true]);
    });

    test("falls with its certificate", async () => {
      const owner = await gpg.generate("Fall <fall@example.com>", "rsa2048", "never", {
        at: created,
      });
      const subkey = await gpg.addSubkey(owner, "ed25519", "never", { at: created });
      const signature = await gpg.sign(`${subkey}!`, payload, { at: year(3) });
      await gpg.call(["--quick-set-expire", owner, twoYears], { at: created + day });
      const expired = await judgeBy(signature, await trustIn(await gpg.certificate(owner)));
      expect([expired.ours, expired.gpgs.words.has("EXPKEYSIG")]).toEqual([
        "expired-at-signing",
        true,
      ]);
      await gpg.import(await gpg.revocation(owner, 1, { at: created + 2 * day }));
      const revoked = await judgeBy(signature, await trustIn(await gpg.certificate(owner)));
      expect([revoked.ours, revoked.gpgs.words.has("KEYREVOKED")]).toEqual(["revoked", true]);
    });
  });

  test("a key from the future is not yet valid", async () => {
    const future = Date.UTC(2099, 0, 1) / 1000;
    const key = await gpg.generate("Fut <fut@example.com>", "ed25519", "never", { at: future });
    const signature = await gpg.sign(key, payload, { at: future + day });
    const certificate = {
      path: "keys.asc",
      bytes: await gpg.call(["--armor", "--export", key], { at: future }),
    };
    const { loadOpenPgpTrust } =
      await import("../../../../src/checks/commits/openpgp/load-trust.ts");
    const { trust } = await loadOpenPgpTrust([certificate], { ...options, now: future + day });
    expect((await judgeBy(signature, trust)).ours).toBe("not-yet-valid");
    expect((await judgeBy(signature, trust)).gpgs.accepted).toBe(false);
    expect(
      verifyOpenPgp(signature, payload, trust, { ...options, now: future + 2 * day }).kind,
    ).toBe("known");
  });

  test("a signature that was made to expire counts until then", async () => {
    const key = await gpg.generate("Sig <sig@example.com>", "ed25519", "never", { at: created });
    const trust = await trustIn(await gpg.certificate(key));
    const short = await gpg.sign(key, payload, {
      at: year(1),
      with: ["--default-sig-expire", "7d"],
    });
    const { ours, gpgs } = await judgeBy(short, trust);
    expect([ours, gpgs.words.has("EXPSIG"), gpgs.accepted]).toEqual([
      "expired-at-signing",
      true,
      false,
    ]);
    const then = { ...options, now: year(1) + 6 * day };
    expect(verifyOpenPgp(short, payload, trust, then).kind).toBe("known");
  });
}
