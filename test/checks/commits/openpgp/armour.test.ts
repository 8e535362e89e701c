import { describe, expect, test } from "@jest/globals";
import { crc24 } from "../../../../src/checks/commits/openpgp/crc24.ts";
import { armour } from "./armouring.ts";
import { at, good, goodText as text, gpgAccepts, key, payload, trust, withGpg } from "./one-key.ts";
import { makeSignature, subpacket, usual } from "./signer.ts";
import { judge } from "./trusting.ts";

const body64 = text.split("\n").slice(2, -3).join("");

describe("armour that is accepted", () => {
  test.each([
    ["as gpg writes it", text],
    ["with newlines after it, as GitHub leaves them", `${text}\n\n`],
    ["without a newline after it", text.trimEnd()],
    ["without a checksum", withoutChecksum(armour(paddedSignature(1)))],
    ["with GnuPG 1's header", headed("Version: GnuPG v1")],
    ["with several headers", headed("Version: GnuPG v2\nComment: GPGTools - https://gpgtools.org")],
    ["in lines of 60", relined(60)],
    ["in lines of 76", relined(76)],
  ])("%s", async (_, armoured) => {
    expect(judge(Buffer.from(armoured), payload, trust)).toBe("known");
    expect(await gpgAccepts(Buffer.from(armoured))).toBe(true);
  });
});

test("without a checksum and without padding it is accepted, though GnuPG 2.2 reads on into the end line", async () => {
  const signature = Buffer.from(withoutChecksum(armour(paddedSignature(0))));
  expect(judge(signature, payload, trust)).toBe("known");
  if (withGpg) expect(await gpgAccepts(signature)).toBe(false);
});

describe("armour that is malformed", () => {
  test.each([
    ["empty", ""],
    ["something before it", `\n${text}`],
    ["words after it", `${text}junk\n`],
    ["a space after it", `${text} `],
    ["a second block after it", text + text],
    ["another kind", text.replaceAll("SIGNATURE", "MESSAGE")],
    ["a clear-signed message", `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhi\n${text}`],
    ["carriage returns", text.replaceAll("\n", "\r\n")],
    ["no end", text.replace("END", "AND")],
    ["no blank line", text.replace("\n\n", "\n")],
    ["another header", headed("Charset: UTF-8")],
    ["a header that is long", headed(`Comment: ${"a".repeat(201)}`)],
    ["a header with control characters", headed("Comment: \u001b[2J")],
    ["many headers", headed("Comment: a\n".repeat(5).trimEnd())],
    ["a wrong checksum", text.replace(/\n=.{4}\n/, "\n=AAAA\n")],
    ["uneven lines", text.replace(body64.slice(0, 20), `${body64.slice(0, 20)}\n`)],
    ["lines of 80", relined(80)],
    ["spaces in lines", text.replace(body64.slice(0, 20), `${body64.slice(0, 20)} `)],
    ["URL-safe base64", text.replace("\n\nw", "\n\n-")],
    [
      "bits left over",
      withoutChecksum(armour(paddedSignature(1)))
        .replace("=", "")
        .replace(/.=\n/, "/==\n"),
    ],
    ["nothing in it", "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n"],
    ["no room for anything", "-----BEGIN PGP SIGNATURE-----\n-----END PGP SIGNATURE-----\n"],
    ["more than 64 KiB", `${text}${"\n".repeat(70_000)}`],
  ])("%s", (_, armouredText) => {
    expect(judge(Buffer.from(armouredText, "latin1"), payload, trust)).toBe("malformed");
  });
});

/** A signature whose base64 has so many signs of padding. */
function paddedSignature(padding: number): Buffer {
  for (let length = 0; ; length++) {
    const filling = subpacket(101, Buffer.alloc(length));
    const signature = makeSignature(key, { hashed: [...usual(key, at), filling], over: payload });
    if ((3 - (signature.length % 3)) % 3 === padding) return signature;
  }
}

function withoutChecksum(signature: Buffer): string {
  return signature.toString("latin1").replace(/\n=.{4}\n/, "\n");
}

function headed(header: string): string {
  return text.replace("\n\n", `\n${header}\n\n`);
}

function relined(width: number): string {
  return armoured(body64, width);
}

function armoured(base64: string, width = 64): string {
  const lines = base64.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
  const checksum = `=${crc24(good).toString("base64")}`;
  const [begin, end] = ["-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"];
  return [begin, "", ...lines, checksum, end, ""].join("\n");
}
