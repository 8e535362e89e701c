import { chmodSync, mkdirSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadX509Trust } from "../../../../src/checks/commits/x509/trust.ts";
import { verifyX509 } from "../../../../src/checks/commits/x509/verify.ts";
import { authority, must, openWorkshop, person, type Workshop } from "./workshop.ts";

const installed = spawnSync("gpgsm", ["--version"]).status === 0;
const describeWithGpgsm = installed ? describe : describe.skip;

describeWithGpgsm("commits that git signs with gpgsm (Debian: apt-get install gpgsm)", () => {
  let shop: Workshop;

  beforeAll(() => {
    shop = openWorkshop();
    const key = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];
    shop.certify("root", { subject: "/CN=Root", key, extensions: authority });
    const extensions = person("ann@example.com");
    shop.certify("ann", { subject: "/CN=Ann", issuer: "root", key, extensions });
    setUpGpgsm(shop);
    setUpGit(shop);
  });

  afterAll(() => {
    shop.run("gpgconf", ["--kill", "all"]);
    shop.remove();
  });

  function judged({ signature, payload }: Commit): unknown {
    const roots = [{ path: "root.pem", bytes: shop.pem("root") }];
    const { trust } = loadX509Trust({ roots, gitsignIdentities: [], revoked: [] });
    return verifyX509(signature, payload, trust, 1_700_000_000);
  }

  test("are known, as git says", () => {
    must(shop.run("git", ["commit", "-q", "-S", "--allow-empty", "-m", "signed"]));
    expect(shop.run("git", ["verify-commit", "HEAD"])).toMatchObject({ status: 0 });
    const signer = { principals: ["ann@example.com"] };
    expect(judged(commitAt(shop, "HEAD"))).toMatchObject({ kind: "known", signer });
  });

  test("are bad when their content is another, as git says", () => {
    const { signature, payload } = commitAt(shop, "HEAD");
    const changed = Buffer.from(payload.toString("utf8").replace("signed", "forged"));
    const header = signature.toString("utf8").trimEnd().replaceAll("\n", "\n ");
    const object = changed.toString("utf8").replace("\n\n", `\ngpgsig ${header}\n\n`);
    const hash = ["hash-object", "-t", "commit", "-w", "--stdin"];
    const id = must(shop.run("git", hash, Buffer.from(object)))
      .stdout.toString("utf8")
      .trim();
    expect(shop.run("git", ["verify-commit", id]).status).not.toBe(0);
    expect(judged(commitAt(shop, id))).toMatchObject({ kind: "failure", code: "bad" });
  });
});

function setUpGpgsm(shop: Workshop): void {
  mkdirSync(shop.path("gnupg"), { mode: 0o700 });
  const quiet = "batch\npinentry-mode loopback\ndisable-crl-checks\ndisable-policy-checks\n";
  shop.write("gnupg/gpgsm.conf", quiet);
  shop.write("gnupg/gpg-agent.conf", "allow-loopback-pinentry\n");
  const digest = ["x509", "-in", "root.pem", "-noout", "-fingerprint", "-sha1"];
  const trusted = must(shop.run("openssl", digest)).stdout.toString("utf8").trim();
  shop.write("gnupg/trustlist.txt", `${trusted.replace(/^.*=/, "")} S relax\n`);
  const bundle = ["-inkey", "ann.key", "-in", "ann.pem", "-certfile", "root.pem", "-legacy"];
  must(
    shop.run("openssl", ["pkcs12", "-export", ...bundle, "-passout", "pass:word", "-out", "a.p12"]),
  );
  shop.write("word", "word\n");
  // git cannot be told to hand over a password, so a program of ours does.
  const script = `#!/bin/sh\nexec gpgsm --passphrase-fd 3 "$@" 3<"${shop.path("word")}"\n`;
  chmodSync(shop.write("signer", script), 0o700);
  must(shop.run(shop.path("signer"), ["--import", "a.p12"]));
}

function setUpGit(shop: Workshop): void {
  must(shop.run("git", ["init", "-q", "."]));
  const settings = {
    "user.name": "Ann",
    "user.email": "ann@example.com",
    "user.signingKey": "ann@example.com",
    "gpg.format": "x509",
    "gpg.x509.program": shop.path("signer"),
  };
  for (const [name, value] of Object.entries(settings)) {
    must(shop.run("git", ["config", name, value]));
  }
}

interface Commit {
  readonly signature: Buffer;
  readonly payload: Buffer;
}

/** A commit's signature and what was signed, split as git does. */
function commitAt(shop: Workshop, revision: string): Commit {
  const raw = must(shop.run("git", ["cat-file", "commit", revision])).stdout.toString("latin1");
  const found = /\ngpgsig ((?:.*\n)(?: .*\n)*)/.exec(raw);
  if (found === null) throw new Error(`the commit ${revision} is not signed`);
  const [whole, lines = ""] = found;
  return {
    signature: Buffer.from(lines.replaceAll("\n ", "\n"), "latin1"),
    payload: Buffer.from(raw.replace(whole, "\n"), "latin1"),
  };
}
