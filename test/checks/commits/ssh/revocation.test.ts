import { expect, test } from "@jest/globals";
import { loadSshTrust } from "../../../../src/checks/commits/ssh/trust.ts";
import { wireString, wireUint32 } from "../../../../src/checks/commits/ssh/wire.ts";
import { describeWithPrograms } from "./programs.ts";
import { joined, softwareSkEd25519 } from "./software-key.ts";
import { judged } from "./verdict-of.ts";
import { must, type Case, type Workshop } from "./workshop.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n");
const at = Date.UTC(2023, 5, 1) / 1000;

function prepare(workshop: Workshop): void {
  for (const name of ["ca", "other", "key", "free"]) workshop.makeKey(name, "ed25519");
  workshop.makeKey("rsa", "rsa", 2048);
  const says = ["-I", "ann's key", "-n", "ann@example.org", "-z", "1234"];
  workshop.certify("ca", "key", says);
  workshop.certify("ca", "free", ["-I", "unnumbered", "-n", "ann@example.org"]);
}

/** A signature by the key itself, or by its certificate when `name` ends in `-cert`. */
function caseOf(workshop: Workshop, name: string, revoked: Buffer): Case {
  const listed = name.endsWith("-cert")
    ? `cert-authority ${workshop.publicKey("ca")}`
    : workshop.publicKey(name);
  const signers = `ann@example.org ${listed}\n`;
  return { signature: workshop.sign(name, payload), payload, signers, at, revoked };
}

/** A binary list made by ssh-keygen from a specification, with an authority or `none`. */
function krl(workshop: Workshop, specification: string, authority = "ca.pub"): Buffer {
  const written = workshop.write("specification", specification);
  const options =
    authority === "" ? [] : ["-s", authority === "none" ? "none" : workshop.path(authority)];
  must(workshop.keygen(["-q", "-k", "-f", workshop.path("krl"), ...options, written]));
  return workshop.read("krl");
}

/** What ssh-keygen -k is told, the authority, who signs, and whether that is revoked. */
const lists: readonly (readonly [string, string, string, boolean])[] = [
  ["KEY", "ca.pub", "key", true],
  ["KEY", "ca.pub", "key-cert", true],
  ["OTHER", "ca.pub", "key", false],
  ["OTHER", "ca.pub", "key-cert", false],
  ["CA", "ca.pub", "key-cert", true],
  ["CA", "ca.pub", "key", false],
  ["key: KEY", "", "key", true],
  ["sha1: KEY", "", "key", true],
  ["sha1: OTHER", "", "key", false],
  ["sha256: KEY", "", "key-cert", true],
  ["sha256: CA", "", "key-cert", true],
  ["hash: FINGERPRINT", "", "key", true],
  ["serial: 1234", "ca.pub", "key-cert", true],
  ["serial: 1234", "other.pub", "key-cert", false],
  ["serial: 1234", "none", "key-cert", true],
  ["serial: 1235", "ca.pub", "key-cert", false],
  ["serial: 1234", "ca.pub", "key", false],
  ["serial: 1-2000", "ca.pub", "key-cert", true],
  ["serial: 1-1234", "ca.pub", "key-cert", true],
  ["serial: 1234-2000", "ca.pub", "key-cert", true],
  ["serial: 1235-2000", "ca.pub", "key-cert", false],
  ["serial: 1-1233", "ca.pub", "key-cert", false],
  ["serial: 1230\nserial: 1232\nserial: 1234\nserial: 1239", "ca.pub", "key-cert", true],
  ["serial: 1230\nserial: 1232\nserial: 1235\nserial: 1239", "ca.pub", "key-cert", false],
  ["serial: 1\nserial: 18446744073709551615", "ca.pub", "key-cert", false],
  ["serial: 1-18446744073709551615", "ca.pub", "free-cert", false],
  ["id: ann's key", "ca.pub", "key-cert", true],
  ["id: ann's key", "other.pub", "key-cert", false],
  ["id: ann's key", "none", "key-cert", true],
  ["id: bob's key", "ca.pub", "key-cert", false],
  ["id: unnumbered", "ca.pub", "free-cert", true],
  ["CERT", "ca.pub", "key-cert", true],
  ["CERT", "ca.pub", "key", false],
  ["FREECERT", "ca.pub", "free-cert", true],
];

/** Lines of a text list, who signs, and whether that is revoked: as ssh-keygen -r reads it. */
const texts: readonly (readonly [string, string, boolean])[] = [
  ["KEY", "key", true],
  ["# x\n\n  KEY comment\r", "key", true],
  ["OTHER\nKEY", "key", true],
  ["OTHER", "key", false],
  ["#KEY", "key", false],
  ["KEY", "key-cert", true],
  ["CA", "key-cert", true],
  ["CA", "key", false],
  ["CERT", "key-cert", true],
  ["CERT", "key", true],
  ["FREECERT", "key", false],
  ["", "key", false],
];

function filled(workshop: Workshop, text: string): string {
  const fingerprint = must(workshop.keygen(["-l", "-f", workshop.path("key.pub")])).stdout;
  const meanings: Readonly<Record<string, string>> = {
    FINGERPRINT: fingerprint.split(" ")[1] ?? "",
    FREECERT: workshop.publicKey("free-cert"),
    CERT: workshop.publicKey("key-cert"),
    OTHER: workshop.publicKey("other"),
    CA: workshop.publicKey("ca"),
    KEY: workshop.publicKey("key"),
  };
  const words = new RegExp(Object.keys(meanings).join("|"), "g");
  return `${text.replaceAll(words, (word) => meanings[word] ?? "")}\n`;
}

describeWithPrograms("revocation", prepare, (workshop) => {
  test.each(lists)("KRL of %j for %j: %s is revoked: %s", (specification, authority, name, yes) => {
    const revoked = krl(workshop(), filled(workshop(), specification), authority);
    const asked = caseOf(workshop(), name, revoked);
    expect(judged(asked)).toBe(yes ? "revoked" : "known");
    expect(workshop().judge(asked).length > 0).toBe(!yes);
  });

  test.each(texts)("text %j: %s is revoked: %s", (text, name, yes) => {
    const asked = caseOf(workshop(), name, Buffer.from(filled(workshop(), text)));
    expect(judged(asked)).toBe(yes ? "revoked" : "known");
    expect(workshop().judge(asked).length > 0).toBe(!yes);
  });

  test.each(["FINGERPRINT", "hash: FINGERPRINT", "key: KEY", "sha1: KEY", "SHA256: KEY"])(
    "text %j, a line of ssh-keygen -k, revokes too",
    (text) => {
      const asked = caseOf(workshop(), "key", Buffer.from(filled(workshop(), text)));
      expect(judged(asked)).toBe("revoked");
    },
  );

  test.each([
    ["serial: 5", "ssh-keygen -k -s"],
    ["id: x", "ssh-keygen -k -s"],
    ["nonsense", "a line is a key"],
    ["ssh-ed25519 AAAA", "ends too early"],
    ["hash: MD5:00", "is not followed by"],
    ["SHA256:short", "a line is a key"],
  ])("text %j is refused with its line", (text, mistake) => {
    const bytes = Buffer.from(`# first\n${text}\n`);
    const load = (): unknown => loadSshTrust({ revoked: { path: "revoked", bytes } });
    expect(load).toThrow(new RegExp(`^revoked:2: .*${mistake}`));
  });

  test("a KRL that ends anywhere before its end is refused", () => {
    const specification = filled(workshop(), "serial: 1-9\nserial: 1234\nid: x\nsha256: KEY\nKEY");
    const whole = krl(workshop(), specification);
    expect(() => loadSshTrust({ revoked: { path: "krl", bytes: whole } })).not.toThrow();
    const accepted: number[] = [];
    for (let length = 9; length < whole.length; length++) {
      const bytes = whole.subarray(0, length);
      const outcome = judged(caseWith(bytes));
      if (outcome !== "error") accepted.push(length);
    }
    // Only where a whole section ends can a shorter list be a list: the header, and two sections.
    expect(accepted).toEqual([44, expect.any(Number), expect.any(Number)]);
  });
});

function caseWith(revoked: Buffer): Case {
  return { signature: Buffer.alloc(0), payload, signers: "", at, revoked };
}

const header = Buffer.concat([
  Buffer.from("SSHKRL\n\0"),
  wireUint32(1),
  Buffer.alloc(24),
  joined("", ""),
]);

function section(type: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(type), wireString(content)]);
}

/** A section about certificates of every authority. */
function certificates(type: number, content: Buffer): Buffer {
  return section(1, Buffer.concat([joined("", ""), section(type, content)]));
}

const uint64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
};

function extension(critical: number): Buffer {
  return Buffer.concat([joined("x@example.org"), Buffer.of(critical), joined("content")]);
}

test.each([
  ["an empty list", Buffer.alloc(0), true],
  ["an extension", section(255, extension(0)), true],
  ["a critical extension", section(255, extension(1)), false],
  ["an extension about certificates", certificates(0x39, extension(0)), true],
  ["a critical extension about certificates", certificates(0x39, extension(1)), false],
  [
    "an extension with bytes after it",
    section(255, Buffer.concat([extension(0), Buffer.of(0)])),
    false,
  ],
  ["an unknown section", section(6, Buffer.alloc(0)), false],
  ["an unknown section about certificates", certificates(0x24, Buffer.alloc(0)), false],
  ["a SHA-256 fingerprint of 20 bytes", section(5, joined(Buffer.alloc(20))), false],
  ["a SHA-1 fingerprint of 20 bytes", section(3, joined(Buffer.alloc(20))), true],
  ["the serial number 0", certificates(0x20, uint64(0n)), false],
  ["a range from 0", certificates(0x21, Buffer.concat([uint64(0n), uint64(5n)])), false],
  ["a range backwards", certificates(0x21, Buffer.concat([uint64(5n), uint64(4n)])), false],
  ["two ranges in one", certificates(0x21, Buffer.alloc(32, 1)), false],
  [
    "a bitmap past the end",
    certificates(0x22, Buffer.concat([uint64(2n ** 64n - 4n), joined(Buffer.of(0x7f))])),
    false,
  ],
  [
    "a bitmap with serial number 0",
    certificates(0x22, Buffer.concat([uint64(0n), joined(Buffer.of(1))])),
    false,
  ],
  ["a signature by nobody", Buffer.concat([Buffer.of(4), joined("", "")]), false],
])("a KRL with %s is read: %s", (_, sections, readable) => {
  const asked = caseWith(Buffer.concat([header, sections]));
  expect(judged(asked)).toBe(readable ? "malformed" : "error");
});

test("a signature in a KRL has to be right, and nothing may follow it", () => {
  const key = softwareSkEd25519();
  const upTo = Buffer.concat([header, Buffer.of(4), wireString(key.blob)]);
  const signed = Buffer.concat([upTo, wireString(key.sign(upTo))]);
  expect(judged(caseWith(signed))).toBe("malformed");
  expect(judged(caseWith(Buffer.concat([signed, section(255, extension(0))])))).toBe("error");
  const other = Buffer.concat([upTo, wireString(key.sign(header))]);
  expect(judged(caseWith(other))).toBe("error");
});

test("a KRL of another version, and one with a byte too many, are refused", () => {
  const other = Buffer.from(header);
  other.writeUInt8(2, 11);
  expect(judged(caseWith(other))).toBe("error");
  expect(judged(caseWith(Buffer.concat([header, Buffer.of(0)])))).toBe("error");
  expect(judged(caseWith(Buffer.of(0, 1, 2)))).toBe("error");
});
