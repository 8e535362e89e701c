import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { UsageError } from "../../../../src/errors.ts";
import {
  loadX509Trust,
  readFingerprint,
  type X509TrustFiles,
} from "../../../../src/checks/commits/x509/trust.ts";
import { described, openStandIn, type StandIn } from "./stand-in.ts";

let world: StandIn;

beforeAll(() => {
  world = openStandIn();
});

afterAll(() => world.shop.remove());

function load(change: Partial<X509TrustFiles>): ReturnType<typeof loadX509Trust> {
  return loadX509Trust({ roots: [], gitsignIdentities: [], revoked: [], ...change });
}

const file = (bytes: Buffer | string): X509TrustFiles["roots"] => [
  { path: "ca/roots.pem", bytes: Buffer.from(bytes) },
];

describe("files of roots", () => {
  test("roots and authorities below them are told apart", () => {
    const { trust, warnings } = load({ roots: file(world.shop.pem("fulcio", "fulcio-2")) });
    expect(trust.roots).toHaveLength(1);
    expect(trust.intermediates).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test("text around the certificates is no harm", () => {
    const text = `# Our roots\n\n${world.shop.pem("fulcio").toString("utf8")}\n`;
    expect(load({ roots: file(text) }).trust.roots).toHaveLength(1);
  });

  test("a file without a root is warned about", () => {
    const { warnings } = load({ roots: file(world.shop.pem("fulcio-2")) });
    expect(warnings).toEqual([expect.stringContaining("ca/roots.pem: has no root")]);
  });

  test.each<[string, () => Buffer | string]>([
    ["nothing", () => ""],
    ["other text", () => "hello"],
    ["DER", () => world.shop.der("fulcio")],
    [
      "a private key beside a certificate",
      () => Buffer.concat([world.shop.pem("fulcio"), world.shop.read("fulcio.key")]),
    ],
    ["a certificate cut short", () => world.shop.pem("fulcio").subarray(0, 300)],
    ["a certificate with a changed byte", () => changed(world.shop.pem("fulcio"))],
    ["a root that did not sign itself", () => forged(world.shop)],
  ])("%s is an error that names the file", (_, bytes) => {
    expect(() => load({ roots: file(bytes()) })).toThrow(UsageError);
    expect(() => load({ roots: file(bytes()) })).toThrow(/^ca\/roots\.pem: /);
  });
});

/** Another letter in the middle of the base64. */
function changed(pem: Buffer): string {
  const lines = pem.toString("utf8").split("\n");
  lines[1] = `A${lines[1]?.slice(1)}`;
  return lines.join("\n");
}

/** A root whose signature has another last byte. */
function forged(shop: StandIn["shop"]): string {
  const bytes = Buffer.from(shop.der("fulcio"));
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  const lines = bytes.toString("base64").replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`;
}

describe("a Sigstore trust root", () => {
  const trusted = (text: string): { path: string; text: string } => ({
    path: "sigstore/root.json",
    text,
  });

  test("authorities and logs are read", () => {
    const text = world.trustedRoot({ ctlogs: [described(world.ctLog)] });
    const { trust, warnings } = load({ trustedRoot: trusted(text) });
    expect(trust.fulcio).toHaveLength(1);
    expect([...trust.logs.keys()]).toEqual([world.rekor.id.toString("hex")]);
    expect([...trust.ctLogs.keys()]).toEqual([world.ctLog.id.toString("hex")]);
    expect(trust.roots).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test.each<[string, () => string, string]>([
    ["no JSON", () => "{", "is not a Sigstore trusted_root.json"],
    ["a list", () => "[]", "the file is not an object"],
    ["another type", () => world.trustedRoot({ mediaType: "text/plain" }), '"mediaType"'],
    ["logs that are no list", () => world.trustedRoot({ tlogs: {} }), '"tlogs" is not a list'],
    [
      "a log without a key",
      () => world.trustedRoot({ tlogs: [{}] }),
      '"publicKey" is not an object',
    ],
    [
      "a key that is none",
      () => withKey({ rawBytes: "AAAA", validFor: { start: "2021-01-12T11:53:27Z" } }),
      "trusted_root.json: ",
    ],
    ["a key without a start", () => withKey({ validFor: {} }), '"validFor" lacks a time'],
    [
      "a key with a start that is no time",
      () => withKey({ validFor: { start: "soon" } }),
      '"validFor" lacks a time',
    ],
    [
      "an authority without certificates",
      () => world.trustedRoot({ certificateAuthorities: [{ certChain: {} }] }),
      "has no certificate",
    ],
  ])("%s is an error that names the file", (_, text, said) => {
    expect(() => load({ trustedRoot: trusted(text()) })).toThrow(UsageError);
    expect(() => load({ trustedRoot: trusted(text()) })).toThrow(/^sigstore\/root\.json: /);
    expect(() => load({ trustedRoot: trusted(text()) })).toThrow(said);
  });

  function withKey(change: Readonly<Record<string, unknown>>): string {
    const rawBytes = world.rekor.publicKey.toString("base64");
    return world.trustedRoot({
      tlogs: [{ ...described(world.rekor), publicKey: { rawBytes, ...change } }],
    });
  }

  test("identities without one are warned about", () => {
    const gitsignIdentities = [{ issuer: "https://a.example.com", identity: "ann@example.com" }];
    const { warnings } = load({ gitsignIdentities });
    expect(warnings).toEqual([expect.stringContaining("no log entry can be checked")]);
  });
});

describe("fingerprints", () => {
  const digits = "0123456789abcdef".repeat(4);

  test.each([
    digits,
    digits.toUpperCase(),
    ` sha256:${digits}\n`,
    `SHA256 ${digits}`,
    `sha256=${digits.replace(/../g, "$&:").slice(0, -1)}`,
  ])("%s is one", (text) => {
    expect(readFingerprint(text)).toBe(digits);
  });

  test.each(["", digits.slice(1), `${digits}0`, digits.replace("0", "g"), digits.slice(24)])(
    "%s is none, and an error in the list of revoked ones",
    (text) => {
      expect(readFingerprint(text)).toBeUndefined();
      expect(() => load({ revoked: [text] })).toThrow(UsageError);
    },
  );
});
