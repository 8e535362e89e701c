import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadX509Trust } from "../../../../src/checks/commits/x509/trust.ts";
import { verifyX509 } from "../../../../src/checks/commits/x509/verify.ts";
import type { SignatureVerdict } from "../../../../src/checks/commits/verdict.ts";
import { armoured, authority, openWorkshop, person, type Workshop } from "./workshop.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nA commit\n");
const rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];
let shop: Workshop;

beforeAll(() => {
  shop = openWorkshop();
  shop.certify("root", { subject: "/CN=Root", extensions: authority });
  shop.certify("stranger", { subject: "/CN=Stranger", extensions: authority });
  shop.certify("ann", {
    subject: "/CN=Ann",
    issuer: "root",
    extensions: person("ann@example.com"),
  });
});

afterAll(() => shop.remove());

function judge(
  signature: Buffer,
  content: Buffer = payload,
  roots = "root",
  revoked: readonly string[] = [],
): SignatureVerdict {
  const files = [{ path: "roots.pem", bytes: shop.pem(roots) }];
  const { trust } = loadX509Trust({ roots: files, gitsignIdentities: [], revoked });
  return verifyX509(armoured(signature), content, trust, 1_700_000_000);
}

function fingerprint(name: string): string {
  const args = ["x509", "-in", `${name}.pem`, "-noout", "-fingerprint", "-sha256"];
  return shop.run("openssl", args).stdout.toString("utf8").trim().replace(/^.*=/, "");
}

const codeOf = (verdict: SignatureVerdict): string =>
  verdict.kind === "failure" ? verdict.code : verdict.kind;

describe("algorithms that openssl signs with", () => {
  const pss = ["-keyopt", "rsa_padding_mode:pss"];
  test.each([
    ["ECDSA P-256", undefined, ["-md", "sha256"]],
    ["ECDSA P-384", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], ["-md", "sha384"]],
    ["ECDSA P-521", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"], ["-md", "sha512"]],
    ["RSA", rsa, ["-md", "sha256"]],
    ["RSA with SHA-384", rsa, ["-md", "sha384"]],
    ["RSA-PSS", rsa, ["-md", "sha256", ...pss]],
    ["RSA-PSS with a short salt", rsa, ["-md", "sha512", ...pss, "-keyopt", "rsa_pss_saltlen:8"]],
    ["an RSA-PSS key", ["-algorithm", "RSA-PSS", ...rsa.slice(2)], ["-md", "sha256", ...pss]],
  ])("%s: good, and bad for other content", (name, key, options) => {
    const extensions = person("alg@example.com");
    const made = key === undefined ? {} : { key };
    shop.certify("alg", { subject: `/CN=${name}`, issuer: "root", extensions, ...made });
    const signature = shop.sign("alg", payload, options);
    expect(shop.accepts(signature, payload, "root.pem")).toMatchObject({ accepted: true });
    const signer = { principals: ["alg@example.com"] };
    expect(judge(signature)).toMatchObject({ kind: "known", signer });
    const other = Buffer.concat([payload, Buffer.from("x")]);
    expect(codeOf(judge(signature, other))).toBe("bad");
  });

  test.each(["sha1", "md5"])("%s is weak", (digest) => {
    const extensions = person("weak@example.com");
    shop.certify("weak", { subject: "/CN=Weak", issuer: "root", key: rsa, extensions });
    expect(codeOf(judge(shop.sign("weak", payload, ["-md", digest])))).toBe("weak");
  });

  test("a short RSA key is weak, whoever vouches for it", () => {
    const key = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"];
    const extensions = person("short@example.com");
    shop.certify("short", { subject: "/CN=Short", issuer: "root", key, extensions });
    const signature = shop.sign("short", payload);
    expect(codeOf(judge(signature))).toBe("weak");
    expect(codeOf(judge(signature, payload, "stranger"))).toBe("weak");
  });
});

describe("who signed", () => {
  test("the certificate is named by its SHA-256 fingerprint", () => {
    const key = fingerprint("ann").replaceAll(":", "").toLowerCase();
    expect(judge(shop.sign("ann", payload))).toMatchObject({ kind: "known", signer: { key } });
  });

  test("another authority's certificates are unknown, as openssl says too", () => {
    const signature = shop.sign("ann", payload);
    expect(shop.accepts(signature, payload, "stranger.pem").accepted).toBe(false);
    expect(codeOf(judge(signature, payload, "stranger"))).toBe("unknown");
  });

  test("an authority of the same name with another key does not count", () => {
    shop.certify("impostor", { subject: "/CN=Root", extensions: authority });
    const extensions = person("boss@example.com");
    shop.certify("fake", { subject: "/CN=Boss", issuer: "impostor", extensions });
    const signature = shop.sign("fake", payload, ["-md", "sha256", "-certfile", "impostor.pem"]);
    expect(shop.accepts(signature, payload, "root.pem").accepted).toBe(false);
    expect(codeOf(judge(signature))).toBe("unknown");
  });

  test("the signer is found by name when it is not the first certificate", () => {
    const bag = shop.sign("ann", payload, ["-md", "sha256", "-certfile", "stranger.pem"]);
    const first = bag.indexOf(shop.der("stranger"));
    expect(first).toBeLessThan(bag.indexOf(shop.der("ann")));
    expect(judge(bag)).toMatchObject({
      kind: "known",
      signer: { principals: ["ann@example.com"] },
    });
  });

  test("the signer may be named by key identifier", () => {
    const signature = shop.sign("ann", payload, ["-md", "sha256", "-keyid"]);
    expect(shop.accepts(signature, payload, "root.pem").accepted).toBe(true);
    expect(codeOf(judge(signature))).toBe("known");
  });

  test("an e-mail address in the distinguished name counts as well", () => {
    const extensions = person("copy").filter((line) => !line.startsWith("subjectAltName"));
    const subject = "/CN=Old/emailAddress=old@example.com";
    shop.certify("old", { subject, issuer: "root", extensions });
    const verdict = judge(shop.sign("old", payload));
    expect(verdict).toMatchObject({ signer: { principals: ["old@example.com"] } });
  });

  test("a certificate with a NUL in its address is refused", () => {
    const names =
      "subjectAltName=DER:30:14:81:12:62:6f:73:73:40:65:78:61:6d:70:6c:65:2e:63:00:2e:65:76";
    const extensions = [...person("x").slice(0, -1), names];
    shop.certify("nul", { subject: "/CN=Nul", issuer: "root", extensions });
    expect(codeOf(judge(shop.sign("nul", payload)))).toBe("malformed");
  });

  test("a revoked certificate is revoked, and so is all below a revoked authority", () => {
    const signature = shop.sign("ann", payload);
    expect(codeOf(judge(signature, payload, "root", [fingerprint("ann")]))).toBe("revoked");
    expect(codeOf(judge(signature, payload, "stranger", [fingerprint("ann")]))).toBe("revoked");
    expect(codeOf(judge(signature, payload, "root", [fingerprint("root")]))).toBe("revoked");
    expect(codeOf(judge(signature, payload, "root", [fingerprint("stranger")]))).toBe("known");
  });
});

describe("what a signature may not be", () => {
  test.each([
    ["with its content inside", ["-nodetach"], "malformed"],
    ["without signed attributes", ["-noattr"], "unsupported"],
    ["without the signer's certificate", ["-nocerts"], "unsupported"],
  ])("%s", (_, options, code) => {
    expect(codeOf(judge(shop.sign("ann", payload, ["-md", "sha256", ...options])))).toBe(code);
  });

  test("by two signers", () => {
    const second = ["-signer", "stranger.pem", "-inkey", "stranger.key"];
    const signature = shop.sign("ann", payload, ["-md", "sha256", ...second]);
    expect(codeOf(judge(signature))).toBe("unsupported");
  });

  test("something else than a signature", () => {
    expect(codeOf(judge(shop.der("ann")))).toBe("malformed");
  });
});
