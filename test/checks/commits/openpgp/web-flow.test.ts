import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { verifyOpenPgp } from "../../../../src/checks/commits/openpgp/verify.ts";
import { webFlowKeys } from "../../../../src/checks/commits/openpgp/web-flow-keys.ts";
import { pinnedTrust, verifyWebFlow } from "../../../../src/checks/commits/openpgp/web-flow.ts";
import { altered, armour } from "./armouring.ts";
import { githubCommits } from "./github-commits.ts";
import { makeKey, makeSignature, usual } from "./signer.ts";
import { inAWord, options } from "./trusting.ts";

describe.each(githubCommits)(
  "the commit $id that GitHub made",
  ({ id, key, signature, payload }) => {
    const bytes = Buffer.from(payload);

    test("is good by GitHub's key", () => {
      expect(verifyWebFlow(Buffer.from(signature), bytes)).toMatchObject({
        kind: "known",
        signer: { key, principals: ["noreply@github.com"] },
      });
    });

    test("is good as git stores it, with a second newline after the signature", () => {
      expect(inAWord(verifyWebFlow(Buffer.from(`${signature}\n`), bytes))).toBe("known");
      // The commit's own name proves that the material of this test is what GitHub made.
      const [header, message] = divided(payload);
      const lines = `gpgsig ${signature.replaceAll("\n", "\n ")}`;
      const object = Buffer.from(`${header}\n${lines}\n\n${message}`);
      expect(
        createHash("sha1").update(`commit ${object.length}\0`).update(object).digest("hex"),
      ).toBe(id);
    });

    test("is bad with another byte", () => {
      const changed = Buffer.from(payload.replace("tree ", "tree 0"));
      expect(inAWord(verifyWebFlow(Buffer.from(signature), changed))).toBe("bad");
    });

    test("is bad with another time", () => {
      const changed = altered(Buffer.from(signature), ({ signed }) => {
        const copy = Buffer.from(signed);
        copy.writeUInt8(copy.readUInt8(11) ^ 1, 11);
        return { signed: copy };
      });
      expect(inAWord(verifyWebFlow(changed, bytes))).toBe("bad");
    });
  },
);

function divided(payload: string): [string, string] {
  const at = payload.indexOf("\n\n");
  return [payload.slice(0, at), payload.slice(at + 2)];
}

const made = Date.UTC(2020, 0, 1) / 1000;
const standIn = makeKey(4, made);
const payload = Buffer.from("tree 0\n\nMerge\n");
const pinned = {
  fingerprint: standIn.fingerprint,
  packet: standIn.body.toString("base64"),
  expiresAt: made + 3600,
};

test("anybody else's signature is unknown to GitHub's keys", () => {
  const signature = armour(makeSignature(standIn, { hashed: usual(standIn, made), over: payload }));
  expect(inAWord(verifyWebFlow(signature, payload))).toBe("unknown");
});

test("a pinned key is not good for what was signed after its end", () => {
  const trust = pinnedTrust([pinned]);
  const word = (at: number): string => {
    const signature = armour(makeSignature(standIn, { hashed: usual(standIn, at), over: payload }));
    return inAWord(verifyOpenPgp(signature, payload, trust, options));
  };
  expect(word(made + 3599)).toBe("known");
  expect(word(made + 3600)).toBe("expired-at-signing");
  expect(word(made - 1)).toBe("not-yet-valid");
});

test("a pinned key whose bytes are another key's is an error", () => {
  const fingerprint = "0".repeat(40);
  expect(() => pinnedTrust([{ ...pinned, fingerprint }])).toThrow(
    `The pinned key ${fingerprint} is in truth ${standIn.fingerprint}.`,
  );
});

test("the pinned keys are the two of GitHub's", () => {
  const certificates = pinnedTrust(webFlowKeys).certificates;
  expect(
    certificates.map(({ fingerprint, keys }) => [fingerprint, keys[0]?.key.modulusBits]),
  ).toEqual([
    ["968479A1AFF927E37D1A566BB5690EEEBB952194", 4096],
    ["5DE3E0509C47EA3CF04A42D34AEE18F83AFDEB23", 2048],
  ]);
});

test("nothing on the way to GitHub's keys loads the OpenPGP library", () => {
  const seen = new Set<string>();
  const visit = (module: URL): void => {
    if (seen.has(module.href)) return;
    seen.add(module.href);
    const text = readFileSync(module, "utf8");
    for (const [, name] of text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)) {
      if (name?.startsWith(".") === true) visit(new URL(name, module));
      else expect(name).toMatch(/^node:/);
    }
  };
  visit(new URL("../../../../src/checks/commits/openpgp/web-flow.ts", import.meta.url));
  expect(seen.size).toBeGreaterThan(10);
});
