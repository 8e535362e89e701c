import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSignature } from "./cms-builder.ts";
import { ann, annName, openSigning, type Signing } from "./signing.ts";
import { accounts, described, duringTenMinutes, fulcioExtensions } from "./stand-in.ts";
import { openLog, type Entry, type EntryOrder } from "./transparency-log.ts";

let signing: Signing;

beforeAll(() => {
  signing = openSigning();
});

afterAll(() => signing.world.shop.remove());

/** A checkpoint that says the same, with other bytes for a signature. */
function unsigned(checkpoint: string): string {
  return checkpoint.replace(/(?<=\u2014 \S+ \S{12}).{8}/, "AAAAAAAA");
}

describe("with an entry of the log", () => {
  test.each<[string, Partial<EntryOrder>]>([
    ["promise and proof", {}],
    ["the body written out", { withBody: true }],
    ["at the start of the log", { index: 0 }],
    ["at the end of the log", { index: 5 }],
  ])("known: %s", (_, order) => {
    const signer = { key: annName, principals: ["ann@example.com"] };
    const verdict = signing.judge(signing.signed("ann", order));
    expect(verdict).toEqual({ kind: "known", signer, signedAt: duringTenMinutes });
  });

  test.each([".57264.1.8=", ".57264.1.1="])("known: a workflow's URI, without %s", (left) => {
    const uri = "https://github.com/o/r/.github/workflows/w.yml@refs/heads/main";
    const issuer = "https://token.actions.githubusercontent.com";
    const usual = fulcioExtensions(`URI:${uri}`, issuer);
    const extensions = usual.filter((line) => !line.includes(left));
    signing.world.certify("workflow", { name: "", extensions });
    const verdict = signing.judge(signing.signed("workflow"), [{ issuer, identity: uri }]);
    expect(verdict).toMatchObject({ kind: "known", signer: { principals: [uri] } });
  });

  test.each([
    ["another issuer", { issuer: "https://accounts.example.org", identity: ann.identity }],
    ["a longer issuer", { issuer: `${accounts}/`, identity: ann.identity }],
    ["a part of the identity", { issuer: accounts, identity: "ann@example.co" }],
    ["a pattern", { issuer: accounts, identity: ".*" }],
    ["other letters", { issuer: accounts, identity: "Ann@example.com" }],
  ])("unknown: the list has %s", (_, identity) => {
    const verdict = signing.judge(signing.signed("ann"), [identity]);
    expect(verdict).toEqual({ kind: "unknown", key: annName, signedAt: duringTenMinutes });
  });

  test.each<[string, (entry: Entry) => void]>([
    ["the promise", (entry) => entry.promise.writeUInt8(entry.promise.readUInt8(9) ^ 1, 9)],
    ["the time", (entry) => (entry.integratedTime += 1)],
    ["the index", (entry) => (entry.logIndex += 1)],
    ["the path", (entry) => entry.proof.hashes[0]?.fill(7)],
    ["the length of the path", (entry) => entry.proof.hashes.pop()],
    ["the place in the tree", (entry) => (entry.proof.logIndex = 1)],
    ["the size of the tree", (entry) => (entry.proof.treeSize = 7)],
    ["the root", (entry) => entry.proof.root.fill(7)],
    [
      "the checkpoint",
      (entry) => (entry.proof.checkpoint = entry.proof.checkpoint.replace("6", "5")),
    ],
    [
      "the checkpoint's signature",
      (entry) => (entry.proof.checkpoint = unsigned(entry.proof.checkpoint)),
    ],
    ["the checkpoint away", (entry) => (entry.proof.checkpoint = "")],
  ])("bad: somebody changed %s", (_, tamper) => {
    expect(signing.judge(signing.signed("ann", { tamper }))).toMatchObject({
      kind: "failure",
      code: "bad",
    });
  });

  test.each([true, false])(
    "bad: the entry of another signature (body written out: %s)",
    (withBody) => {
      // GHSA-whqx-f9j3-ch6m: a real entry, of the same certificate even, that says nothing about this one.
      const other = buildSignature(signing.plan("ann", { payload: Buffer.from("another commit") }));
      const entry = signing.world.rekor.enter({
        built: other,
        ...signing.entryFor("ann"),
        withBody,
      });
      const verdict = signing.judge(buildSignature(signing.plan("ann")).with([entry]));
      expect(verdict).toMatchObject({ kind: "failure", code: "bad" });
    },
  );

  test("bad: the entry names another certificate of the same key", () => {
    signing.world.shop.certify("double", {
      subject: "/CN=double",
      issuer: "fulcio-2",
      keyOf: "ann",
      extensions: fulcioExtensions("email:boss@example.com", accounts),
    });
    const certificate = signing.world.shop.pem("double");
    expect(signing.judge(signing.signed("ann", { certificate }))).toMatchObject({
      kind: "failure",
      code: "bad",
    });
  });

  test.each([
    ["before", -301, "not-yet-valid"],
    ["after", 300, "expired-at-signing"],
  ])("the log saw it %s the certificate's ten minutes", (_, offset, code) => {
    const verdict = signing.judge(signing.signed("ann", { at: duringTenMinutes + offset }));
    expect(verdict).toMatchObject({ kind: "failure", code });
  });

  test.each<[string, Partial<EntryOrder>]>([
    ["the signed time", { withPromise: false }],
    ["the proof", { withProof: false }],
  ])("unsupported: an entry without %s", (_, order) => {
    const verdict = signing.judge(signing.signed("ann", order));
    expect(verdict).toMatchObject({ kind: "failure", code: "unsupported" });
  });

  test("bad: the log's key was not in use yet", () => {
    const rawBytes = signing.world.rekor.publicKey.toString("base64");
    const publicKey = { rawBytes, validFor: { start: "2024-06-02T00:00:00Z" } };
    const log = { ...described(signing.world.rekor), publicKey };
    const text = signing.world.trustedRoot({ tlogs: [log] });
    expect(signing.judge(signing.signed("ann"), [ann], text)).toMatchObject({
      kind: "failure",
      code: "bad",
    });
  });

  test("a log with an Ed25519 key", () => {
    const log = openLog("ed25519");
    const text = signing.world.trustedRoot({ tlogs: [described(log)] });
    expect(signing.judge(signing.signed("ann", {}, log), [ann], text)).toMatchObject({
      kind: "known",
    });
  });
});
