import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadX509Trust } from "../../../../src/checks/commits/x509/trust.ts";
import { verifyX509 } from "../../../../src/checks/commits/x509/verify.ts";
import { buildSignature, privateKey } from "./cms-builder.ts";
import { ann, annName, committed, openSigning, payload, type Signing } from "./signing.ts";
import {
  accounts,
  described,
  duringTenMinutes,
  fulcioExtensions,
  openStandIn,
} from "./stand-in.ts";
import { openLog } from "./transparency-log.ts";
import { armoured } from "./workshop.ts";

let signing: Signing;

beforeAll(() => {
  signing = openSigning();
});

afterAll(() => signing.world.shop.remove());

describe("without an entry that can be checked", () => {
  const unlogged = { kind: "unknown", key: annName, unlogged: true };

  test("unlogged: none is there", () => {
    expect(signing.judge(buildSignature(signing.plan("ann")).der)).toEqual(unlogged);
  });

  test("unlogged: it is of a log that nobody listed", () => {
    expect(signing.judge(signing.signed("ann", {}, openLog()))).toEqual(unlogged);
  });

  test("merely unknown: nobody listed the identity", () => {
    expect(signing.judge(buildSignature(signing.plan("ann")).der, [])).toEqual({
      kind: "unknown",
      key: annName,
    });
  });

  test("a time that the signer wrote down is none", () => {
    const signature = buildSignature(signing.plan("ann", { signingTime: duringTenMinutes })).der;
    expect(signing.judge(signature)).toEqual(unlogged);
  });
});

describe("certificates", () => {
  test("of another Fulcio are unknown", () => {
    const stranger = openStandIn();
    try {
      stranger.certify("ann", { name: "email:ann@example.com" });
      const key = privateKey(stranger.shop.read("ann.key"));
      const certificates = [stranger.shop.der("ann"), stranger.shop.der("fulcio-2")];
      const verdict = signing.judge(buildSignature({ payload, key, certificates }).der);
      expect(verdict).toMatchObject({ kind: "unknown" });
      expect(verdict).not.toHaveProperty("unlogged");
    } finally {
      stranger.shop.remove();
    }
  });

  test("that are not for code are bad", () => {
    const extensions = fulcioExtensions("email:ann@example.com", accounts).map((line) =>
      line.replace("codeSigning", "emailProtection"),
    );
    signing.world.certify("mail", { name: "", extensions });
    expect(signing.judge(signing.signed("mail"))).toMatchObject({ kind: "failure", code: "bad" });
  });

  test("that name no purpose are bad", () => {
    const usual = fulcioExtensions("email:ann@example.com", accounts);
    const extensions = usual.filter((line) => !line.startsWith("extendedKeyUsage"));
    signing.world.certify("any", { name: "", extensions });
    expect(signing.judge(signing.signed("any"))).toMatchObject({ kind: "failure", code: "bad" });
  });

  test("without Fulcio's issuer get nothing from Fulcio's roots", () => {
    const extensions = fulcioExtensions("email:ann@example.com", accounts).slice(0, -2);
    signing.world.certify("bare", { name: "", extensions });
    expect(signing.judge(signing.signed("bare"))).toMatchObject({ kind: "unknown" });
  });

  test("that name two issuers are malformed", () => {
    const usual = fulcioExtensions("email:ann@example.com", accounts);
    const [other = ""] = fulcioExtensions("", "https://accounts.example.org").slice(-1);
    signing.world.certify("both", { name: "", extensions: [...usual.slice(0, -1), other] });
    expect(signing.judge(signing.signed("both"))).toMatchObject({
      kind: "failure",
      code: "malformed",
    });
  });

  test("of an authority that the trust root has retired are refused", () => {
    const text = signing.world
      .trustedRoot()
      .replace('2022-04-13T20:06:15.000Z"', '2022-04-13T20:06:15Z","end":"2023-01-01T00:00:00Z"');
    const verdict = signing.judge(signing.signed("ann"), [ann], text);
    expect(verdict).toMatchObject({ kind: "failure", code: "expired-at-signing" });
  });

  test("count with a private Fulcio in the policy's roots and Rekor in the trust root", () => {
    const roots = [{ path: "fulcio.pem", bytes: signing.world.shop.pem("fulcio", "fulcio-2") }];
    const text = signing.world.trustedRoot({ certificateAuthorities: [] });
    const { trust } = loadX509Trust({
      roots,
      trustedRoot: { path: "root.json", text },
      gitsignIdentities: [ann],
      revoked: [],
    });
    const verdict = verifyX509(armoured(signing.signed("ann")), payload, trust, committed);
    expect(verdict).toMatchObject({ kind: "known" });
  });
});

describe("certificate transparency", () => {
  test("a certificate has to be published where the trust root lists logs for it", () => {
    signing.world.certify("public", { name: "email:ann@example.com" });
    const text = signing.world.trustedRoot({ ctlogs: [described(signing.world.ctLog)] });
    expect(signing.judge(signing.signed("public"), [ann], text)).toMatchObject({
      kind: "failure",
      code: "bad",
    });
    signing.world.publish("public");
    expect(signing.judge(signing.signed("public"), [ann], text)).toMatchObject({ kind: "known" });
  });

  test("a promise that the log did not sign does not count", () => {
    signing.world.certify("forged", { name: "email:ann@example.com" });
    signing.world.publish("forged");
    const { publicKey } = described(openLog());
    const text = signing.world.trustedRoot({
      ctlogs: [{ ...described(signing.world.ctLog), publicKey }],
    });
    const verdict = signing.judge(signing.signed("forged"), [ann], text);
    expect(verdict).toMatchObject({ kind: "failure", code: "bad" });
  });

  test("another log's promise does not count", () => {
    signing.world.certify("elsewhere", { name: "email:ann@example.com" });
    signing.world.publish("elsewhere");
    const text = signing.world.trustedRoot({ ctlogs: [described(openLog())] });
    expect(signing.judge(signing.signed("elsewhere"), [ann], text)).toMatchObject({
      kind: "failure",
      code: "bad",
    });
  });
});
