import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "@jest/globals";
import { wireString, wireUint32 } from "../../../../src/checks/commits/ssh/wire.ts";
import { describeWithPrograms } from "./programs.ts";
import {
  joined,
  signatureBlock,
  softwareSkEcdsa,
  softwareSkEd25519,
  type SoftwareKey,
} from "./software-key.ts";
import { judged } from "./verdict-of.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n");
const at = 1_700_000_000;
const key = softwareSkEd25519();

/** What a certificate says; what is left out is as ssh-keygen would make it. */
interface Says {
  readonly authority?: SoftwareKey;
  readonly principals?: readonly string[];
  readonly kind?: number;
  readonly critical?: Buffer;
  readonly extensions?: Buffer;
  readonly reserved?: string;
  readonly after?: Buffer;
  readonly signedBy?: SoftwareKey;
}

const ca = softwareEd25519();
const other = softwareEd25519();

function softwareEd25519(): SoftwareKey {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const x = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const blob = joined("ssh-ed25519", x);
  return {
    blob,
    line: `ssh-ed25519 ${blob.toString("base64")}`,
    sign: (data) => joined("ssh-ed25519", sign(null, data, privateKey)),
  };
}

/** A certificate of `key` (OpenSSH, PROTOCOL.certkeys). */
function certificate(says: Says): Buffer {
  const authority = says.authority ?? ca;
  const fields = key.blob.subarray(4 + key.blob.readUInt32BE(0));
  const principals = joined(...(says.principals ?? ["ann@example.org"]));
  const body = Buffer.concat([
    joined("sk-ssh-ed25519-cert-v01@openssh.com", "nonce"),
    fields,
    Buffer.from("0000000000000001", "hex"),
    wireUint32(says.kind ?? 1),
    joined("id", principals),
    Buffer.alloc(8),
    Buffer.alloc(8, 0xff),
    joined(says.critical ?? "", says.extensions ?? "", says.reserved ?? "", authority.blob),
  ]);
  const signature = (says.signedBy ?? authority).sign(body);
  return Buffer.concat([body, wireString(signature), says.after ?? Buffer.alloc(0)]);
}

const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `p${index}`).concat("ann@example.org");

/** Our verdict, and whether ssh-keygen accepts. */
const cases: readonly (readonly [string, Says, string, boolean])[] = [
  ["as it should be", {}, "known", true],
  ["an authority with a security key", { authority: softwareSkEd25519() }, "known", true],
  ["an authority with a P-256 security key", { authority: softwareSkEcdsa() }, "known", true],
  ["256 principals", { principals: many(255) }, "known", true],
  ["257 principals", { principals: many(256) }, "malformed", false],
  ["signed by another", { signedBy: other }, "bad", false],
  ["signed by another kind of key", { signedBy: key }, "malformed", false],
  ["neither a user's nor a host's", { kind: 3 }, "malformed", false],
  ["a byte after the end", { after: Buffer.of(0) }, "malformed", false],
  ["half a critical option", { critical: joined("force-command") }, "malformed", false],
  ["half an extension", { extensions: joined("permit-pty") }, "malformed", false],
  ["something in the reserved field", { reserved: "x" }, "known", true],
  ["an empty principal", { principals: ["", "ann@example.org"] }, "malformed", true],
  ["a principal with a comma", { principals: ["root,ann@example.org"] }, "malformed", false],
  ["a principal with a newline", { principals: ["x\nann@example.org"] }, "malformed", false],
];

describeWithPrograms(
  "certificates that no tool makes",
  () => {},
  (workshop) => {
    test.each(cases)("%s", (_, says, word, accepted) => {
      const signature = signatureBlock(key, payload, {}, { key: certificate(says) });
      const signers = `*@example.org cert-authority ${(says.authority ?? ca).line}\n`;
      const asked = { signature, payload, signers, at };
      expect(judged(asked)).toBe(word);
      expect(workshop().judge(asked).length > 0).toBe(accepted);
    });

    test("a certificate is no authority", () => {
      const chained: SoftwareKey = { ...key, blob: certificate({}) };
      const signature = signatureBlock(
        key,
        payload,
        {},
        { key: certificate({ authority: chained }) },
      );
      const signers = `*@example.org cert-authority ${key.line}\n`;
      const asked = { signature, payload, signers, at };
      expect(judged(asked)).toBe("unsupported");
      expect(workshop().judge(asked)).toEqual([]);
    });
  },
);
