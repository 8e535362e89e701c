import { expect, test } from "@jest/globals";
import { identityIn } from "../../src/sigstore/certificate.ts";
import {
  der,
  oid,
  writeCertificate,
  type CertificateParts,
} from "../checks/signatures/material/certificate-writer.ts";
import { issuer, workflow } from "../checks/signatures/material/instance.ts";
import { newSigner } from "../checks/signatures/material/signer.ts";

const signer = newSigner();
const uri = 0x86;
const address = 0x81;
const fulcio = (number: number): string => `1.3.6.1.4.1.57264.1.${number}`;
const utf8 = (text: string | Buffer): Buffer => der(12, text);
const vouched = [[fulcio(8), utf8(issuer)]] as const;
const named = [[uri, Buffer.from(workflow)]] as const;

function identityOf(parts: CertificateParts) {
  return identityIn(writeCertificate(signer, { names: named, extensions: vouched, ...parts }));
}

test("one name, an issuer and claims are read", () => {
  const extensions = [
    [fulcio(1), Buffer.from(issuer)],
    [fulcio(8), utf8(issuer)],
    [fulcio(4), Buffer.from("Build & Übung")],
    [fulcio(14), utf8("refs/tags/v1")],
  ] as const;
  expect(identityOf({ extensions })).toEqual({
    subject: workflow,
    issuer,
    claims: { "workflow-name": "Build & Übung", "source-repository-ref": "refs/tags/v1" },
  });
});

test("an address and a Fulcio user name are names, and an older issuer counts", () => {
  const older = [[fulcio(1), Buffer.from(issuer)]] as const;
  const names = [[address, Buffer.from("ann@example.com")]] as const;
  expect(identityOf({ names, extensions: older })).toMatchObject({
    subject: "ann@example.com",
    issuer,
  });
  const content = Buffer.concat([oid(fulcio(7)), der(0xa0, utf8("ann!example"))]);
  expect(identityOf({ names: [[0xa0, content]] }).subject).toBe("ann!example");
});

const refused: [string, CertificateParts, RegExp][] = [
  ["no name", { names: [] }, /names nobody/],
  ["several names", { names: [...named, [address, Buffer.from("a@b.c")]] }, /names 2 identities/],
  ["the same name twice", { names: [...named, ...named] }, /names 2 identities/],
  ["a host name", { names: [[0x82, Buffer.from("example.com")]] }, /neither address, URI nor/],
  [
    "a user name of another kind",
    { names: [[0xa0, Buffer.concat([oid("1.2.3"), der(0xa0, utf8("ann"))])]] },
    /neither address, URI nor/,
  ],
  [
    "a NUL in the name",
    { names: [[uri, Buffer.from(`${workflow}\0.evil`)]] },
    /control characters/,
  ],
  ["a line feed", { names: [[uri, Buffer.from(`${workflow}\n`)]] }, /control characters/],
  ["a space", { names: [[uri, Buffer.from(`${workflow} x`)]] }, /has a space/],
  // Read as ASCII with the high bit dropped, this would be the letter h.
  ["a high bit", { names: [[uri, Buffer.from("\xe8ttps://x", "latin1")]] }, /is not UTF-8/],
  ["a byte order mark", { names: [[uri, Buffer.from(`\uFEFF${workflow}`)]] }, /control characters/],
  [
    "a name that is cut off",
    { extensions: [...vouched, ["2.5.29.17", der(0x30).subarray(0, 1)]], names: [] },
    /not one element of DER/,
  ],
  ["no issuer", { extensions: [] }, /does not say who vouched/],
  [
    "two issuers",
    { extensions: [...vouched, [fulcio(1), Buffer.from("https://evil.example")]] },
    /two different issuers/,
  ],
  ["an issuer twice", { extensions: [...vouched, ...vouched] }, /57264\.1\.8 twice/],
  [
    "an issuer with a NUL",
    { extensions: [[fulcio(8), utf8(`${issuer}\0`)]] },
    /control characters/,
  ],
  ["an issuer of another type", { extensions: [[fulcio(8), der(4, issuer)]] }, /not a UTF8String/],
  [
    "bytes after the issuer",
    { extensions: [[fulcio(8), Buffer.concat([utf8(issuer), utf8("x")])]] },
    /57264\.1\.8 of its certificate is not one element of DER/,
  ],
  ["no purpose", { purposes: [] }, /not for signing code/],
  ["another purpose", { purposes: ["1.3.6.1.5.5.7.3.1"] }, /not for signing code/],
  ["an authority", { isAuthority: true }, /is an authority's/],
];
test.each(refused)("a certificate with %s is refused", (_, parts, reason) => {
  expect(() => identityOf(parts)).toThrow(reason);
});
