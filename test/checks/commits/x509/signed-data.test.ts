import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { SignatureVerdict } from "../../../../src/checks/commits/verdict.ts";
import { contextBytes, tag } from "../../../../src/checks/commits/x509/der.ts";
import { encode } from "../../../../src/checks/commits/x509/der-encoding.ts";
import { loadX509Trust } from "../../../../src/checks/commits/x509/trust.ts";
import { verifyX509 } from "../../../../src/checks/commits/x509/verify.ts";
import {
  attribute,
  buildSignature,
  oid,
  oids,
  privateKey,
  time,
  usualAttributes,
  type Blueprint,
} from "./cms-builder.ts";
import { treeOf, written, type Node } from "./der-tree.ts";
import { armoured, authority, openWorkshop, person, type Workshop } from "./workshop.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nA commit\n");
const from = Date.UTC(2024, 0, 1) / 1000;
const to = Date.UTC(2024, 6, 1) / 1000;
let shop: Workshop;

beforeAll(() => {
  shop = openWorkshop();
  shop.certify("root", { subject: "/CN=Root", extensions: authority });
  const order = { issuer: "root", extensions: person("ann@example.com") };
  const dates = { from: "20240101000000Z", to: "20240701000000Z" };
  shop.certify("ann", { subject: "/CN=Ann", ...order, ...dates });
  shop.certify("twin", { subject: "/CN=Ann", ...order, keyOf: "ann" });
  shop.certify("ed", { subject: "/CN=Ed", ...order, key: ["-algorithm", "ED25519"] });
});

afterAll(() => shop.remove());

function plan(change: Partial<Blueprint> = {}): Blueprint {
  const key = privateKey(shop.read("ann.key"));
  return { payload, key, certificates: [shop.der("ann")], signingTime: from + 60, ...change };
}

function judge(der: Buffer, at = from + 60): SignatureVerdict {
  const roots = [{ path: "roots.pem", bytes: shop.pem("root") }];
  const { trust } = loadX509Trust({ roots, gitsignIdentities: [], revoked: [] });
  return verifyX509(armoured(der), payload, trust, at);
}

const wordOf = (verdict: SignatureVerdict): string =>
  verdict.kind === "failure" ? verdict.code : verdict.kind;

describe("when it was signed", () => {
  test.each([
    [from - 1, "not-yet-valid", false],
    [from, "known", true],
    [to - 1, "known", true],
    [to, "expired-at-signing", false],
  ])("the signer's time %s counts: %s", (signingTime, word, accepted) => {
    const { der } = buildSignature(plan({ signingTime }));
    const at = ["-attime", String(signingTime)];
    expect(shop.accepts(der, payload, "root.pem", at)).toMatchObject({ accepted });
    expect(wordOf(judge(der, from + 60))).toBe(word);
  });

  test.each([
    [from - 1, "not-yet-valid"],
    [from, "known"],
    [to, "expired-at-signing"],
  ])("the committer's time %s counts where the signer wrote none: %s", (at, word) => {
    const { signingTime: _, ...timeless } = plan();
    expect(wordOf(judge(buildSignature(timeless).der, at))).toBe(word);
  });
});

describe("the attributes that are signed", () => {
  const digest = createHash("sha256").update(payload).digest();
  const type = attribute(oids.contentType, oid(oids.data));
  const messageDigest = attribute(oids.messageDigest, encode(tag.octetString, digest));
  const bad = attribute(oids.messageDigest, encode(tag.octetString, Buffer.alloc(32)));
  test.each<[string, readonly Buffer[], string]>([
    ["the usual ones", [type, messageDigest], "known"],
    ["in another order", [messageDigest, type], "known"],
    ["no digest", [type], "malformed"],
    ["no content type", [messageDigest], "malformed"],
    ["another digest", [type, bad], "bad"],
    ["two digests", [type, messageDigest, bad], "malformed"],
    [
      "a digest of two values",
      [type, attribute(oids.messageDigest, ...[1, 2].map(() => encode(tag.octetString, digest)))],
      "malformed",
    ],
    [
      "a digest that is no bytes",
      [type, attribute(oids.messageDigest, oid(oids.data))],
      "malformed",
    ],
    [
      "another content type",
      [attribute(oids.contentType, oid(oids.signedData)), messageDigest],
      "malformed",
    ],
    [
      "two times",
      [type, attribute(oids.signingTime, time(from), time(to)), messageDigest],
      "malformed",
    ],
    [
      "a time that is none",
      [type, attribute(oids.signingTime, oid(oids.data)), messageDigest],
      "malformed",
    ],
  ])("%s: %s", (_, attributes, word) => {
    expect(wordOf(judge(buildSignature(plan({ attributes })).der))).toBe(word);
  });

  test("a part that is not DER is malformed, however it was signed", () => {
    const sloppy = Buffer.concat([type.subarray(0, 1), Buffer.from([0x81]), type.subarray(1)]);
    const attributes = [sloppy, messageDigest];
    expect(wordOf(judge(buildSignature(plan({ attributes })).der))).toBe("malformed");
  });

  test("so is one inside an attribute that nobody reads", () => {
    const sloppy = Buffer.from([tag.sequence, 0x80, tag.null, 0, 0, 0]);
    const attributes = [type, messageDigest, attribute("1.2.3.4", encode(tag.sequence, sloppy))];
    expect(wordOf(judge(buildSignature(plan({ attributes })).der))).toBe("malformed");
    const clean = [type, messageDigest, attribute("1.2.3.4", encode(tag.sequence))];
    expect(wordOf(judge(buildSignature(plan({ attributes: clean })).der))).toBe("known");
  });
});

describe("whose certificate it is", () => {
  test("the one that is named, not the first", () => {
    const certificates = [shop.der("twin"), shop.der("root"), shop.der("ann")];
    const { der } = buildSignature(plan({ certificates, named: shop.der("ann") }));
    expect(judge(der, to + 1)).toMatchObject({ kind: "known" });
    const late = buildSignature(
      plan({ certificates, named: shop.der("ann"), signingTime: to }),
    ).der;
    expect(wordOf(judge(late))).toBe("expired-at-signing");
  });

  test("two that answer to one key identifier are a trick", () => {
    const certificates = [shop.der("ann"), shop.der("twin")];
    const { der } = buildSignature(plan({ certificates, byKeyIdentifier: true }));
    expect(wordOf(judge(der))).toBe("malformed");
    const one = buildSignature(plan({ byKeyIdentifier: true }));
    expect(wordOf(judge(one.der))).toBe("known");
  });

  test("another's certificate under the signature makes it bad", () => {
    const certificates = [shop.der("ed"), shop.der("ann")];
    const { der } = buildSignature(plan({ certificates, named: shop.der("ed") }));
    expect(wordOf(judge(der))).toBe("bad");
  });

  test("Ed25519 (RFC 8419), which openssl 3.0 does not do", () => {
    const key = privateKey(shop.read("ed.key"));
    const digest = { name: "sha512", oid: oids.sha512 };
    const drawn = { key, certificates: [shop.der("ed")], digest, algorithm: oids.ed25519 };
    expect(wordOf(judge(buildSignature(plan(drawn)).der))).toBe("known");
    const wrong = plan({ ...drawn, digest: { name: "sha256", oid: oids.sha256 } });
    expect(wordOf(judge(buildSignature(wrong).der))).toBe("malformed");
  });
});

describe("what nobody signs", () => {
  test("an unsigned attribute that git's signers do not write", () => {
    const unsigned = [attribute("1.2.3.4", encode(tag.octetString, Buffer.from("hidden")))];
    expect(wordOf(judge(buildSignature(plan({ unsigned })).der))).toBe("malformed");
  });

  test.each<[string, (outer: Node, inner: Node) => void, string]>([
    ["open lengths outside, as gpgsm writes them", (outer) => open(outer, 4), "known"],
    ["open lengths further in", (outer) => open(outer, 9), "malformed"],
    ["a part at the end", (_, inner) => inner.children?.push(nothing()), "malformed"],
    ["revocation lists", (_, inner) => inner.children?.splice(-1, 0, lists()), "unsupported"],
    ["a certificate of another kind", (_, inner) => bag(inner)?.push(lists()), "unsupported"],
    ["another digest outside than inside", (_, inner) => otherDigest(inner), "malformed"],
    ["two algorithms in a certificate", (_, inner) => otherAlgorithm(bag(inner)), "malformed"],
    ["twenty certificates", (_, inner) => crowd(bag(inner)), "malformed"],
  ])("%s", (_, change, word) => {
    const outer = treeOf(buildSignature(plan()).der);
    const inner = outer.children?.[1]?.children?.[0];
    if (inner !== undefined) change(outer, inner);
    expect(wordOf(judge(written(outer)))).toBe(word);
  });
});

/** Opens the lengths of the outer elements that hold others: contents, their wrapping, the signature, its parts. */
function open(outer: Node, count: number): void {
  let level = [outer];
  for (let left = count; left > 0 && level.length > 0; left -= 1) {
    for (const each of level) each.open = true;
    level = level.flatMap(({ children }) => children ?? []).filter(({ children }) => children);
  }
}

const nothing = (): Node => ({
  tag: tag.null,
  children: undefined,
  content: Buffer.alloc(0),
  open: false,
});
const lists = (): Node => ({ tag: 0xa1, children: [], content: Buffer.alloc(0), open: false });
const bag = (inner: Node): Node[] | undefined => inner.children?.[3]?.children;

/** SHA-512 in the list of digests of a signature that uses SHA-256. */
function otherDigest(inner: Node): void {
  const named = inner.children?.[1]?.children?.[0]?.children?.[0];
  if (named !== undefined) named.content = oid(oids.sha512).subarray(2);
}

/** Ed25519 as the outer of the two places where a certificate names its algorithm. */
function otherAlgorithm(certificates: Node[] | undefined): void {
  const named = certificates?.[0]?.children?.[1]?.children?.[0];
  if (named !== undefined) named.content = oid(oids.ed25519).subarray(2);
}

function crowd(certificates: Node[] | undefined): void {
  const [first] = certificates ?? [];
  if (first !== undefined) certificates?.push(...Array.from({ length: 19 }, () => first));
}

test("the attributes that the tests build are the usual ones of openssl", () => {
  const { der } = buildSignature(plan({ attributes: usualAttributes(plan()) }));
  const at = ["-attime", String(from + 60)];
  expect(shop.accepts(der, payload, "root.pem", at)).toMatchObject({ accepted: true });
  expect(contextBytes(0)).toBe(0x80);
});
