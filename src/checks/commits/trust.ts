import { UsageError } from "../../errors.ts";
import type { NamedFile } from "../../policy/signatures.ts";
import type { OpenPgpTrust } from "./openpgp/trust.ts";
import { openPgpTrust } from "./openpgp/trust.ts";
import { partRevokedList } from "./revoked-fingerprints.ts";
import { matchesPatternList } from "./ssh/patterns.ts";
import { readRevocationList } from "./ssh/revocation.ts";
import { loadSshTrust, type SshTrust } from "./ssh/trust.ts";
import type { TrustMaterial } from "./subject.ts";
import { loadX509Trust, type X509Trust } from "./x509/trust.ts";

/** Everything by which signatures are judged. */
export interface CommitTrust {
  readonly ssh: SshTrust;
  readonly openPgp: OpenPgpTrust;
  readonly x509: X509Trust;
  /** Fingerprints of OpenPGP keys that no longer count, in upper-case hex. */
  readonly revoked: ReadonlySet<string>;
  /** Whether anybody at all is listed. */
  readonly listsAnybody: boolean;
  /** Whether an e-mail address belongs to somebody who is listed. */
  readonly isListed: (email: string) => boolean;
  readonly warnings: readonly string[];
}

/**
 * Reads every file that the section names, as it was at the trust ref. Whatever is not understood is
 * a UsageError that names the file.
 */
export async function loadCommitTrust(material: TrustMaterial): Promise<CommitTrust> {
  const { policy } = material;
  const revoked = (policy?.revokedKeys ?? []).map((file) => ({
    path: file.path,
    ...partRevokedList(fileOf(material, file)),
  }));
  const fingerprints = revoked.flatMap((list) => list.fingerprints);
  const ssh = sshTrust(material, revoked);
  const openPgp = await openPgpTrustOf(material);
  const x509 = await x509TrustOf(material, fingerprints);
  const emails = new Set([
    ...openPgp.trust.certificates.flatMap((each) => each.emails.map(lowered)),
    ...(policy?.gitsignIdentities ?? []).map(({ identity }) => lowered(identity)),
    ...(policy?.gitHubAuthors ?? []).map(lowered),
  ]);
  const { signers } = ssh.trust;
  return {
    ssh: ssh.trust,
    openPgp: openPgp.trust,
    x509: x509.trust,
    revoked: new Set(fingerprints),
    listsAnybody:
      signers.length + openPgp.trust.certificates.length + x509.trust.roots.length > 0 ||
      (policy?.gitsignIdentities.length ?? 0) > 0,
    isListed: (email) =>
      emails.has(lowered(email)) ||
      signers.some(({ principals }) => matchesPatternList(email, principals)),
    warnings: [...ssh.warnings, ...openPgp.warnings, ...x509.warnings],
  };
}

function sshTrust(
  material: TrustMaterial,
  revoked: readonly { readonly path: string; readonly rest: Buffer }[],
): ReturnType<typeof loadSshTrust> {
  const named = material.policy?.allowedSigners;
  const lists = revoked.map(({ path, rest }) => readRevocationList(path, rest));
  const { trust, warnings } = loadSshTrust(
    named === undefined
      ? {}
      : { allowedSigners: { path: named.path, text: fileOf(material, named).toString("utf8") } },
  );
  if (lists.length === 0) return { trust, warnings };
  const all = {
    revokes: (key: Parameters<(typeof lists)[0]["revokes"]>[0]) =>
      lists.some((list) => list.revokes(key)),
  };
  return { trust: { ...trust, revoked: all }, warnings };
}

/** The library for certificates is large, so it is loaded where there are some. */
async function openPgpTrustOf(
  material: TrustMaterial,
): Promise<{ readonly trust: OpenPgpTrust; readonly warnings: readonly string[] }> {
  const files = (material.policy?.openPgpKeys ?? []).map((file) => ({
    path: file.path,
    bytes: fileOf(material, file),
  }));
  if (files.length === 0) return { trust: openPgpTrust([]), warnings: [] };
  const { loadOpenPgpTrust } = await import("./openpgp/load-trust.ts");
  return loadOpenPgpTrust(files, { minRsaBits: material.policy?.minRsaBits ?? 2048 });
}

async function x509TrustOf(
  material: TrustMaterial,
  fingerprints: readonly string[],
): Promise<{ readonly trust: X509Trust; readonly warnings: readonly string[] }> {
  const files = (material.policy?.x509Roots ?? []).map((file) => ({
    path: file.path,
    bytes: fileOf(material, file),
  }));
  const isJson = ({ bytes }: { readonly bytes: Buffer }): boolean =>
    /^\s*\{/.test(bytes.toString("latin1", 0, 64));
  const gitsignIdentities = material.policy?.gitsignIdentities ?? [];
  const [own, second] = files.filter(isJson);
  if (second !== undefined) {
    throw new UsageError(`${second.path}: is the second trusted_root.json; only one can count`);
  }
  const trustedRoot =
    own !== undefined
      ? { path: own.path, text: own.bytes.toString("utf8") }
      : gitsignIdentities.length > 0
        ? (await import("./sigstore-root.ts")).publicTrustedRoot()
        : undefined;
  return loadX509Trust({
    roots: files.filter((file) => !isJson(file)),
    ...(trustedRoot === undefined ? {} : { trustedRoot }),
    gitsignIdentities,
    revoked: fingerprints.filter(({ length }) => length === 64),
  });
}

function fileOf({ files, label }: TrustMaterial, { path }: NamedFile): Buffer {
  const bytes = files.get(path);
  if (bytes === undefined) throw new UsageError(`${path}: there is no such file at ${label}`);
  return bytes;
}

function lowered(email: string): string {
  return email.toLowerCase();
}
