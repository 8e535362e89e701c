import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestAuthority {
  readonly key: string;
  /** Signs itself, and is its own authority. */
  readonly certificate: string;
}

/** A certificate for all names under `test` that the tests use, and for the loopback address. */
export function createTestAuthority(): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-ca-"));
  try {
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const names = ["registry", "cdn", "auth", "evil", "mirror", "proxy"].map(
      (n) => `DNS:${n}.test`,
    );
    const kind = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30".split(" ");
    const subject = ["-subj", "/CN=portcullis test"];
    const extension = ["-addext", `subjectAltName=${[...names, "IP:127.0.0.1"].join(",")}`];
    const output = ["-keyout", key, "-out", certificate];
    execFileSync("openssl", [...kind, ...subject, ...extension, ...output], { stdio: "ignore" });
    return { key: readFileSync(key, "utf8"), certificate: readFileSync(certificate, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
