import { expect, test } from "@jest/globals";
import { describeWithPrograms } from "./programs.ts";
import { armoured, unarmoured } from "./software-key.ts";
import { judged, verdictOf } from "./verdict-of.ts";
import type { Case, Workshop } from "./workshop.ts";

const payload = Buffer.from("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n");
const at = Date.UTC(2023, 5, 1) / 1000;
const ann = ["-n", "ann@example.org"];
const always = ["-I", "x", ...ann];

/** What the certificate says, what the list says of its authority, and the verdict. */
const cases: readonly (readonly [string, readonly string[], string, string])[] = [
  ["for everybody", always, "* cert-authority CA", "known"],
  ["a pattern", always, "*@example.org cert-authority CA", "known"],
  ["another pattern", always, "*@example.com cert-authority CA", "identity-mismatch"],
  [
    "a pattern that is negated",
    always,
    "*@example.org,!ann@* cert-authority CA",
    "identity-mismatch",
  ],
  ["two principals, one fits", ["-I", "x", "-n", "root,ann@b"], "ann@? cert-authority CA", "known"],
  ["no principals", ["-I", "x"], "* cert-authority CA", "identity-mismatch"],
  ["without cert-authority", always, "* CA", "unknown"],
  ["the plain key is listed", always, "* KEY", "unknown"],
  ["the plain key as an authority", always, "* cert-authority KEY", "unknown"],
  ["the certificate itself is listed", always, "* CERT", "known"],
  ["another authority", always, "* cert-authority OTHER", "unknown"],
  ["a host's", ["-h", ...always], "* cert-authority CA", "unsupported"],
  ["valid later", [...always, "-V", "20240101Z:20250101Z"], "* cert-authority CA", "not-yet-valid"],
  [
    "expired",
    [...always, "-V", "20200101Z:20210101Z"],
    "* cert-authority CA",
    "expired-at-signing",
  ],
  [
    "expired this second",
    [...always, "-V", "20200101Z:20230601000000Z"],
    "* cert-authority CA",
    "expired-at-signing",
  ],
  [
    "valid from this second",
    [...always, "-V", "20230601Z:20240101Z"],
    "* cert-authority CA",
    "known",
  ],
  [
    "the authority is listed until",
    always,
    '* cert-authority,valid-before="20230101Z" CA',
    "expired-at-signing",
  ],
  [
    "the authority is listed for files",
    always,
    '* cert-authority,namespaces="file" CA',
    "wrong-namespace",
  ],
  ["a forced command", [...always, "-O", "force-command=ls"], "* cert-authority CA", "known"],
  [
    "a source address",
    [...always, "-O", "source-address=10.0.0.0/8"],
    "* cert-authority CA",
    "known",
  ],
  ["an unknown extension", [...always, "-O", "extension:x@y=z"], "* cert-authority CA", "known"],
];

/** What OpenSSH lets pass and we do not, with the certificate and the list. */
const stricter: readonly (readonly [string, readonly string[], string, string])[] = [
  [
    "an unknown critical option",
    [...always, "-O", "critical:x@y=z"],
    "* cert-authority CA",
    "unsupported",
  ],
  [
    "a listed certificate that expired",
    [...always, "-V", "20200101Z:20210101Z"],
    "* CERT",
    "expired-at-signing",
  ],
  ["a listed certificate of a host", ["-h", ...always], "* CERT", "unsupported"],
  [
    "an authority that signs with SHA-1",
    ["-t", "ssh-rsa", "rsa", ...always],
    "* cert-authority RSA",
    "weak",
  ],
  ["an authority with a short RSA key", ["short", ...always], "* cert-authority SHORT", "weak"],
];

function prepare(workshop: Workshop): void {
  for (const name of ["ca", "other", "key"]) workshop.makeKey(name, "ed25519");
  workshop.makeKey("rsa", "rsa", 2048);
  workshop.makeKey("short", "rsa", 1024);
}

function caseOf(workshop: Workshop, args: readonly string[], list: string): Case {
  const authority = args.includes("rsa") ? "rsa" : args.includes("short") ? "short" : "ca";
  workshop.certify(
    authority,
    "key",
    args.filter((arg) => arg !== authority),
  );
  const keys: Readonly<Record<string, string>> = {
    CA: "ca",
    OTHER: "other",
    RSA: "rsa",
    SHORT: "short",
    KEY: "key",
    CERT: "key-cert",
  };
  const signers = list.replace(/\b[A-Z]+$/, (name) => workshop.publicKey(keys[name] ?? ""));
  return { signature: workshop.sign("key-cert", payload), payload, signers: `${signers}\n`, at };
}

describeWithPrograms("certificates", prepare, (workshop) => {
  test.each(cases)("%s", (_, args, list, word) => {
    const asked = caseOf(workshop(), args, list);
    expect(judged(asked)).toBe(word);
    expect(workshop().judge(asked).length > 0).toBe(word === "known");
  });

  test.each(stricter)("stricter than OpenSSH: %s", (_, args, list, word) => {
    const asked = caseOf(workshop(), args, list);
    expect(judged(asked)).toBe(word);
    expect(workshop().judge(asked).length).toBeGreaterThan(0);
  });

  test("the signer is the certificate's principal, not the list's pattern", () => {
    const asked = caseOf(workshop(), always, "* cert-authority CA");
    expect(workshop().judge(asked)).toEqual(["ann@example.org"]);
    expect(verdictOf(asked)).toMatchObject({ signer: { principals: ["ann@example.org"] } });
  });

  test("a change anywhere in the certificate is bad or malformed, and ssh-keygen refuses it too", () => {
    const asked = caseOf(workshop(), always, "* cert-authority CA");
    const blob = unarmoured(asked.signature);
    const certificate = Buffer.from(workshop().publicKey("key-cert").split(" ")[1] ?? "", "base64");
    const start = blob.indexOf(certificate);
    expect(start).toBeGreaterThan(0);
    for (let place = start; place < start + certificate.length; place += 9) {
      const changed = Buffer.from(blob);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      const mutant = { ...asked, signature: armoured(changed) };
      expect(["bad", "malformed", "unsupported"]).toContain(judged(mutant));
      expect(workshop().judge(mutant)).toEqual([]);
    }
  });
});
