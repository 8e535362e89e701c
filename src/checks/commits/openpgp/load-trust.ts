import { messageOf, UsageError } from "../../../errors.ts";
import { readCertificateFile } from "./certificate-file.ts";
import { readCertificate } from "./certificate.ts";
import { openPgpTrust, type Certificate, type OpenPgpTrust } from "./trust.ts";
import type { OpenPgpOptions } from "./verify.ts";

/** A file that the policy lists, read from wherever trust comes from. */
export interface KeyFile {
  readonly path: string;
  readonly bytes: Buffer;
}

export interface LoadedTrust {
  readonly trust: OpenPgpTrust;
  readonly warnings: readonly string[];
}

/** All copies of one certificate, and the first file that has it. */
interface Copies {
  readonly path: string;
  readonly packets: Buffer[];
}

/**
 * Reads the listed certificates, each once however many files have it. A file that cannot be read
 * whole is a UsageError that names it; a certificate that cannot make good signatures is a warning.
 */
export async function loadOpenPgpTrust(
  files: readonly KeyFile[],
  options: OpenPgpOptions,
): Promise<LoadedTrust> {
  const now = options.now ?? Date.now() / 1000;
  const certificates: Certificate[] = [];
  const warnings: string[] = [];
  for (const { path, packets } of gather(files).values()) {
    const { certificate, oddities } = await readCertificate(packets, now).catch(
      (cause: unknown) => {
        throw unreadable(path, cause);
      },
    );
    certificates.push(certificate);
    const found = usable(certificate, options.minRsaBits)
      ? oddities
      : [...oddities, "has no usable signing key"];
    warnings.push(
      ...found.map((what) => `The certificate ${certificate.fingerprint} in ${path} ${what}.`),
    );
  }
  return { trust: openPgpTrust(certificates), warnings };
}

function gather(files: readonly KeyFile[]): ReadonlyMap<string, Copies> {
  const byPrimary = new Map<string, Copies>();
  for (const { path, bytes } of files) {
    for (const packets of certificatesIn(path, bytes)) {
      const primary = packets[0].body.toString("latin1");
      const whole = Buffer.concat(packets.map((packet) => packet.bytes));
      const known = byPrimary.get(primary);
      if (known === undefined) byPrimary.set(primary, { path, packets: [whole] });
      else known.packets.push(whole);
    }
  }
  return byPrimary;
}

function certificatesIn(path: string, bytes: Buffer): ReturnType<typeof readCertificateFile> {
  try {
    return readCertificateFile(bytes);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): UsageError {
  const message = `The OpenPGP certificates in ${path} cannot be read: ${messageOf(cause)}`;
  return new UsageError(message, { cause });
}

function usable(certificate: Certificate, minRsaBits: number): boolean {
  return certificate.keys.some(({ key, lifetimes, unusable }) => {
    const revoked = lifetimes.some(({ revocations }) => revocations.some(({ hard }) => hard));
    return unusable === undefined && !revoked && (key.modulusBits ?? minRsaBits) >= minRsaBits;
  });
}
