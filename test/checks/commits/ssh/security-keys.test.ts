import { expect, test } from "@jest/globals";
import { describeWithPrograms } from "./programs.ts";
import {
  armoured,
  joined,
  signatureBlock,
  softwareSkEcdsa,
  softwareSkEd25519,
  unarmoured,
  type SoftwareKey,
  type Told,
} from "./software-key.ts";
import { judged } from "./verdict-of.ts";
import { must, type Workshop } from "./workshop.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n");
const at = 1_700_000_000;
const ed25519 = softwareSkEd25519();
const ecdsa = softwareSkEcdsa();
const web = softwareSkEcdsa("example.org", true);

/** Each is judged by real ssh-keygen as well: what a key may say, and what it may not. */
const cases: readonly (readonly [string, SoftwareKey, Told, string])[] = [
  ["nobody touched the key", ed25519, { flags: 0 }, "known"],
  ["the user was verified", ed25519, { flags: 5 }, "known"],
  ["another counter", ecdsa, { counter: 0xffffffff }, "known"],
  ["nobody touched the P-256 key", ecdsa, { flags: 0 }, "known"],
  ["a browser", web, {}, "known"],
  ["a browser, JSON with more fields", web, { rest: ',"other":"x"}' }, "known"],
  ["a browser, JSON that goes nowhere", web, { rest: "" }, "known"],
  ["a browser with extensions", web, { flags: 0x81, extensions: Buffer.of(0xa0) }, "known"],
  ["extensions without their flag", web, { extensions: Buffer.of(0xa0) }, "malformed"],
  ["the flag without extensions", web, { flags: 0x81 }, "malformed"],
  ["attested data", web, { flags: 0x41 }, "malformed"],
  ["an origin with a quote", web, { origin: 'https://a","origin":"b' }, "malformed"],
  ["another ceremony", web, { ceremony: "webauthn.create" }, "bad"],
];

function prepare(workshop: Workshop): void {
  workshop.makeKey("ca", "ed25519");
}

function listed(key: SoftwareKey): string {
  return `ann@example.org ${key.line}\n`;
}

describeWithPrograms("security keys", prepare, (workshop) => {
  test.each(cases)("%s", (_, key, told, word) => {
    const asked = {
      signature: signatureBlock(key, payload, told),
      payload,
      signers: listed(key),
      at,
    };
    expect(judged(asked)).toBe(word);
    expect(workshop().judge(asked).length > 0).toBe(word === "known");
  });

  test.each([
    ["the flags", -5],
    ["the counter", -1],
  ])("changing %s of a signature breaks it", (_, place) => {
    const blob = unarmoured(signatureBlock(ed25519, payload));
    blob.writeUInt8(blob.readUInt8(blob.length + place) ^ 4, blob.length + place);
    const asked = { signature: armoured(blob), payload, signers: listed(ed25519), at };
    expect(judged(asked)).toBe("bad");
    expect(workshop().judge(asked)).toEqual([]);
  });

  test("the application is part of what is signed", () => {
    const other = Buffer.concat([ed25519.blob.subarray(0, -8), joined("xsh:")]);
    const signature = signatureBlock(ed25519, payload, {}, { key: other });
    const line = `ann@example.org sk-ssh-ed25519@openssh.com ${other.toString("base64")}\n`;
    const asked = { signature, payload, signers: line, at };
    expect(judged(asked)).toBe("bad");
    expect(workshop().judge(asked)).toEqual([]);
  });

  test("stricter than OpenSSH: verify-required in a certificate asks for a verified user", () => {
    const line = `${ed25519.line}\n`;
    workshop().write("sk.pub", line);
    workshop().certify("ca", "sk", ["-I", "x", "-n", "ann@example.org", "-O", "verify-required"]);
    const key = Buffer.from(workshop().publicKey("sk-cert").split(" ")[1] ?? "", "base64");
    const signers = `*@example.org cert-authority ${workshop().publicKey("ca")}\n`;
    const words = [1, 5].map((flags) => {
      const asked = {
        signature: signatureBlock(ed25519, payload, { flags }, { key }),
        payload,
        signers,
        at,
      };
      expect(workshop().judge(asked)).toEqual(["ann@example.org"]);
      return judged(asked);
    });
    expect(words).toEqual(["bad", "known"]);
  });

  test("ssh-keygen reads our software keys as keys", () => {
    for (const key of [ed25519, ecdsa, web]) {
      const file = workshop().write("shown.pub", `${key.line}\n`);
      expect(must(workshop().keygen(["-l", "-f", file])).stdout).toContain("SHA256:");
    }
  });
});
