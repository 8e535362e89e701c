import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadX509Trust } from "../../../../src/checks/commits/x509/trust.ts";
import { verifyX509 } from "../../../../src/checks/commits/x509/verify.ts";
import {
  armoured,
  authority,
  openWorkshop,
  person,
  type Order,
  type Workshop,
} from "./workshop.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nA commit\n");
let shop: Workshop;

beforeAll(() => {
  shop = openWorkshop();
  shop.certify("root", { subject: "/CN=Root", extensions: authority });
  shop.certify("middle", { subject: "/CN=Middle", issuer: "root", extensions: authority });
});

afterAll(() => shop.remove());

/** What we say, after openssl has said whether it accepts. */
function judge(
  signature: Buffer,
  accepted: boolean,
  files = ["root"],
  options: string[] = [],
): string {
  const bytes = shop.pem(...files);
  expect(shop.accepts(signature, payload, shop.write("roots.pem", bytes), options)).toMatchObject({
    accepted,
  });
  const roots = [{ path: "roots.pem", bytes }];
  const { trust } = loadX509Trust({ roots, gitsignIdentities: [], revoked: [] });
  const verdict = verifyX509(armoured(signature), payload, trust, 1_700_000_000);
  return verdict.kind === "failure" ? verdict.code : verdict.kind;
}

/** A person's certificate by an authority, other than usual in some way, and a signature with it. */
function signedBy(issuer: string, change: Partial<Order>, bag: readonly string[] = []): Buffer {
  const extensions = person("ann@example.com");
  shop.certify("leaf", { subject: "/CN=Ann", issuer, extensions, ...change });
  shop.write("bag.pem", shop.pem(...bag));
  const certificates = bag.length === 0 ? [] : ["-certfile", shop.path("bag.pem")];
  return shop.sign("leaf", payload, ["-md", "sha256", ...certificates]);
}

function without(...words: readonly string[]): readonly string[] {
  return person("ann@example.com").filter((line) => !words.some((word) => line.startsWith(word)));
}

describe("authorities in between", () => {
  test("one that comes with the signature", () => {
    expect(judge(signedBy("middle", {}, ["middle"]), true)).toBe("known");
  });

  test("one that only the policy knows", () => {
    const signature = signedBy("middle", {});
    expect(judge(signature, false)).toBe("unknown");
    expect(judge(signature, true, ["root", "middle"])).toBe("known");
  });

  test("seven of them, and not one more", () => {
    const names = ["root"];
    for (let depth = 1; depth <= 8; depth += 1) {
      const name = `deep${depth}`;
      const issuer = names.at(-1) ?? "";
      shop.certify(name, { subject: `/CN=Deep ${depth}`, issuer, extensions: authority });
      names.push(name);
    }
    expect(judge(signedBy("deep7", {}, names.slice(1, 8)), true)).toBe("known");
    expect(judge(signedBy("deep8", {}, names.slice(1)), true)).toBe("unknown");
  });

  test("with two of one name the one that signed is found", () => {
    shop.certify("twin", { subject: "/CN=Middle", issuer: "root", extensions: authority });
    expect(judge(signedBy("twin", {}, ["middle", "twin"]), true)).toBe("known");
  });

  test("a certificate that is not an authority's makes none", () => {
    const extensions = without("keyUsage");
    shop.certify("end", { subject: "/CN=End", issuer: "root", extensions });
    expect(judge(signedBy("end", {}, ["end"]), false)).toBe("bad");
  });

  test("an authority without the right to certify makes none", () => {
    const extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,digitalSignature"];
    shop.certify("idle", { subject: "/CN=Idle", issuer: "root", extensions });
    expect(judge(signedBy("idle", { extensions: without("authorityKey") }, ["idle"]), false)).toBe(
      "unknown",
    );
  });

  test("a path may be as long as its authorities allow", () => {
    const [, ...others] = authority;
    const extensions = ["basicConstraints=critical,CA:TRUE,pathlen:0", ...others];
    shop.certify("short", { subject: "/CN=Short", issuer: "root", extensions });
    shop.certify("below", { subject: "/CN=Below", issuer: "short", extensions: authority });
    expect(judge(signedBy("short", {}, ["short"]), true)).toBe("known");
    expect(judge(signedBy("below", {}, ["short", "below"]), false)).toBe("bad");
  });

  test("an authority with a short key is weak", () => {
    const key = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"];
    shop.certify("small", { subject: "/CN=Small", issuer: "root", key, extensions: authority });
    const strict = ["-auth_level", "2"];
    expect(judge(signedBy("small", {}, ["small"]), false, ["root"], strict)).toBe("weak");
  });

  test("a signature with SHA-1 in the chain is weak", () => {
    shop.certify("sha1", {
      subject: "/CN=Sha1",
      issuer: "root",
      extensions: authority,
      digest: "sha1",
    });
    expect(judge(signedBy("sha1", {}, ["sha1"]), false, ["root"], ["-auth_level", "2"])).toBe(
      "weak",
    );
  });
});

describe("what the signer's certificate is for", () => {
  test.each<[string, readonly string[], boolean, string, readonly string[]]>([
    ["no usage named", without("keyUsage", "extended"), true, "known", []],
    ["servers", [...without("extended"), "extendedKeyUsage=serverAuth"], false, "bad", []],
    [
      "any purpose",
      [...without("extended"), "extendedKeyUsage=anyExtendedKeyUsage"],
      false,
      "bad",
      [],
    ],
    [
      "code",
      [...without("extended"), "extendedKeyUsage=codeSigning"],
      true,
      "known",
      ["-purpose", "any"],
    ],
    ["key agreement", [...without("keyUsage"), "keyUsage=critical,keyAgreement"], false, "bad", []],
    ["commitment", [...without("keyUsage"), "keyUsage=critical,nonRepudiation"], true, "known", []],
  ])("%s", (_, extensions, accepted, verdict, options) => {
    expect(judge(signedBy("root", { extensions }), accepted, ["root"], [...options])).toBe(verdict);
  });

  test("an authority for servers certifies no signers", () => {
    const extensions = [...authority, "extendedKeyUsage=serverAuth"];
    shop.certify("servers", { subject: "/CN=Servers", issuer: "root", extensions });
    expect(judge(signedBy("servers", {}, ["servers"]), false)).toBe("bad");
  });

  test("critical extensions that nobody here understands", () => {
    const extensions = [...person("ann@example.com"), "1.2.3.4=critical,ASN1:NULL"];
    expect(judge(signedBy("root", { extensions }), false)).toBe("unsupported");
    const harmless = [...person("ann@example.com"), "1.2.3.4=ASN1:NULL"];
    expect(judge(signedBy("root", { extensions: harmless }), true)).toBe("known");
  });

  test.each(["critical,", ""])("an authority that is limited in names (%s)", (critical) => {
    const limit = `nameConstraints=${critical}permitted;email:example.org`;
    shop.certify("limited", {
      subject: "/CN=L",
      issuer: "root",
      extensions: [...authority, limit],
    });
    expect(judge(signedBy("limited", {}, ["limited"]), false)).toBe("unsupported");
  });
});

describe("when certificates are valid", () => {
  test.each([
    ["expired", { from: "20200101000000Z", to: "20210101000000Z" }, "expired-at-signing"],
    ["not yet valid", { from: "20900101000000Z", to: "20990101000000Z" }, "not-yet-valid"],
  ])("the signer's is %s", (_, dates, code) => {
    expect(judge(signedBy("root", dates), false)).toBe(code);
  });

  test("an authority's has expired", () => {
    const order = { subject: "/CN=Past", issuer: "root", extensions: authority };
    shop.certify("past", { ...order, from: "20200101000000Z", to: "20210101000000Z" });
    expect(judge(signedBy("past", {}, ["past"]), false)).toBe("expired-at-signing");
  });

  test("beside an expired authority a valid one of the same key is found", () => {
    const order = { subject: "/CN=Cross", issuer: "root", extensions: authority };
    shop.certify("cross", { ...order, to: "20210101000000Z" });
    shop.certify("crossed", { ...order, keyOf: "cross" });
    expect(judge(signedBy("crossed", {}, ["cross", "crossed"]), true)).toBe("known");
  });
});
