import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "@jest/globals";
import { wireString } from "../../../../src/checks/commits/ssh/wire.ts";
import {
  block,
  byEcdsa,
  byEd25519,
  byRsa,
  caseOf,
  ecdsaKey,
  ed25519Key,
  minimal,
  modulus,
  otherCurve,
  otherForm,
  payload,
  point,
  positive,
  rsaKey,
} from "./made-signature.ts";
import { describeWithPrograms } from "./programs.ts";
import { armoured, joined, signatureBlock, softwareSkEd25519, unarmoured } from "./software-key.ts";
import { judged, verdictOf } from "./verdict-of.ts";
import type { Case } from "./workshop.ts";

/** Signature blocks, our verdict, and whether ssh-keygen accepts: it may accept more, never less. */
const blocks: readonly (readonly [string, Case, string, boolean])[] = [
  ["as it should be", caseOf(ed25519Key, block(ed25519Key, byEd25519)), "known", true],
  ["SHA-512", caseOf(ed25519Key, block(ed25519Key, byEd25519, { hash: "sha512" })), "known", true],
  [
    "SHA-384",
    caseOf(ed25519Key, block(ed25519Key, byEd25519, { hash: "sha384" })),
    "unsupported",
    false,
  ],
  [
    "SHA-1",
    caseOf(ed25519Key, block(ed25519Key, byEd25519, { hash: "sha1" })),
    "unsupported",
    false,
  ],
  [
    "version 2",
    caseOf(ed25519Key, block(ed25519Key, byEd25519, { version: 2 })),
    "unsupported",
    false,
  ],
  [
    "version 0",
    caseOf(ed25519Key, block(ed25519Key, byEd25519, { version: 0 })),
    "unsupported",
    true,
  ],
  [
    "content in the reserved field",
    caseOf(ed25519Key, block(ed25519Key, byEd25519, { reserved: "x" })),
    "malformed",
    true,
  ],
  [
    "a byte after the end",
    caseOf(ed25519Key, block(ed25519Key, byEd25519, { after: Buffer.of(0) })),
    "malformed",
    false,
  ],
  [
    "other content",
    caseOf(ed25519Key, block(ed25519Key, byEd25519, { content: Buffer.of(1) })),
    "bad",
    false,
  ],
  ["an empty key", caseOf(ed25519Key, block(Buffer.alloc(0), byEd25519)), "malformed", false],
  ["a key of another's", caseOf(ed25519Key, block(rsaKey, byEd25519)), "malformed", false],
  [
    "a DSA key",
    caseOf(ed25519Key, block(joined("ssh-dss", "", "", "", ""), byEd25519)),
    "unsupported",
    false,
  ],
  [
    "63 bytes",
    caseOf(
      ed25519Key,
      block(ed25519Key, () => joined("ssh-ed25519", Buffer.alloc(63))),
    ),
    "malformed",
    false,
  ],
  [
    "RSA with SHA-256",
    caseOf(rsaKey, block(rsaKey, byRsa("rsa-sha2-256", "sha256"))),
    "known",
    true,
  ],
  [
    "RSA with SHA-512",
    caseOf(rsaKey, block(rsaKey, byRsa("rsa-sha2-512", "sha512"))),
    "known",
    true,
  ],
  ["RSA with SHA-1", caseOf(rsaKey, block(rsaKey, byRsa("ssh-rsa", "sha1"))), "weak", false],
  [
    "RSA that says SHA-512 and is SHA-256",
    caseOf(rsaKey, block(rsaKey, byRsa("rsa-sha2-512", "sha256"))),
    "bad",
    false,
  ],
  [
    "RSA with a zero in front",
    caseOf(rsaKey, block(rsaKey, byRsa("rsa-sha2-256", "sha256", positive))),
    "malformed",
    false,
  ],
  ["ECDSA", caseOf(ecdsaKey, block(ecdsaKey, byEcdsa(minimal))), "known", true],
  [
    "ECDSA with zeros in front",
    caseOf(
      ecdsaKey,
      block(
        ecdsaKey,
        byEcdsa((half) => Buffer.concat([Buffer.alloc(2), half])),
      ),
    ),
    "malformed",
    true,
  ],
  [
    "ECDSA with zeros",
    caseOf(
      ecdsaKey,
      block(
        ecdsaKey,
        byEcdsa(() => Buffer.alloc(0)),
      ),
    ),
    "bad",
    false,
  ],
  [
    "ECDSA with long numbers",
    caseOf(
      ecdsaKey,
      block(
        ecdsaKey,
        byEcdsa(() => Buffer.alloc(40, 1)),
      ),
    ),
    "bad",
    false,
  ],
  ["a compressed point", caseOf(ecdsaKey, block(otherForm, byEcdsa(minimal))), "malformed", false],
  [
    "a curve of another name",
    caseOf(ecdsaKey, block(otherCurve, byEcdsa(minimal))),
    "malformed",
    false,
  ],
];

/** Keys whose numbers have a second encoding: to OpenSSH they are the listed key. */
const wideRsa = joined("ssh-rsa", Buffer.of(1, 0, 1), positive(modulus));
const wideExponent = joined("ssh-rsa", Buffer.of(0, 1, 0, 1), modulus);

describeWithPrograms(
  "signature blocks",
  () => {},
  (workshop) => {
    test.each(blocks)("%s", (_, asked, word, accepted) => {
      expect(judged(asked)).toBe(word);
      expect(workshop().judge(asked).length > 0).toBe(accepted);
    });

    test.each([
      ["modulus", wideRsa],
      ["exponent", wideExponent],
    ])("a revoked key does not come back with another encoding of its %s", (_, key) => {
      const asked = caseOf(key, block(key, byRsa("rsa-sha2-256", "sha256")), rsaKey);
      expect(workshop().judge(asked)).toEqual(["ann@example.org"]);
      expect(judged(asked)).toBe("malformed");
    });

    test("RSA signatures without their leading zeros verify, as in OpenSSH", () => {
      const shorter = shortenedSignature();
      expect(judged(shorter)).toBe("known");
      expect(workshop().judge(shorter)).toEqual(["ann@example.org"]);
    });
  },
);

/** One in 256 RSA signatures starts with a zero. */
function shortenedSignature(): Case {
  for (let tried = 0; tried < 10_000; tried++) {
    const content = Buffer.from(`content ${tried}`);
    let shortened = false;
    const made = byRsa("rsa-sha2-256", "sha256", (bytes) => {
      shortened = bytes[0] === 0;
      return shortened ? bytes.subarray(1) : bytes;
    });
    const signature = block(rsaKey, made, { content });
    if (shortened) return { ...caseOf(rsaKey, signature), payload: content };
  }
  throw new Error("no signature starts with a zero");
}

test("an RSA key of fewer than 1024 bits is weak, whatever the policy says", () => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 768 });
  const n = Buffer.from(pair.publicKey.export({ format: "jwk" }).n ?? "", "base64url");
  const key = joined("ssh-rsa", Buffer.of(1, 0, 1), positive(n));
  const made = block(key, (data) => joined("rsa-sha2-256", sign("sha256", data, pair.privateKey)));
  expect(judged(caseOf(key, made, ed25519Key), 0)).toBe("weak");
});

test("failures name the key, once it is known", () => {
  const asked = caseOf(ed25519Key, block(ed25519Key, byEd25519, { content: Buffer.of(1) }));
  const fingerprint = createHash("sha256").update(ed25519Key).digest("base64").replace("=", "");
  expect(verdictOf(asked)).toMatchObject({ code: "bad", key: `SHA256:${fingerprint}` });
});

test("control characters of a namespace do not reach the reason", () => {
  const signature = signatureBlock(
    softwareSkEd25519(),
    payload,
    {},
    { namespace: "a\u001b[31m\n" },
  );
  const verdict = verdictOf({ ...caseOf(ed25519Key, signature) });
  expect(verdict).toMatchObject({ code: "wrong-namespace" });
  expect("reason" in verdict && verdict.reason).toBe(
    'The signature was made for "a\\u001b[31m\\n", not for "git".',
  );
});

test("a key type that is another's in other letters is not known", () => {
  const blob = unarmoured(block(ed25519Key, byEd25519));
  const upper = Buffer.from(
    blob.toString("latin1").replace("ssh-ed25519", "SSH-ED25519"),
    "latin1",
  );
  expect(judged(caseOf(ed25519Key, armoured(upper)))).toBe("unsupported");
});

test("an elliptic curve key that is no point of its curve is malformed", () => {
  const off = Buffer.from(point);
  off.writeUInt8(off.readUInt8(64) ^ 1, 64);
  const key = Buffer.concat([joined("ecdsa-sha2-nistp256", "nistp256"), wireString(off)]);
  expect(judged(caseOf(ecdsaKey, block(key, byEcdsa(minimal))))).toBe("malformed");
});
