import { messageOf, UsageError } from "../../../errors.ts";
import { quote } from "../../../policy/words.ts";
import { readCertificate, type Certificate } from "./certificate.ts";
import type { Anchor } from "./chain.ts";
import type { GitsignIdentity } from "./fulcio.ts";
import type { LogKeys } from "./log-key.ts";
import { readTrustedRoot, type TrustedRoot } from "./trusted-root.ts";

/** Whom X.509 signatures are believed from. */
export interface X509Trust {
  /** The roots of the policy's own files: they certify people, and private Fulcios. */
  readonly roots: readonly Anchor[];
  /** The roots of the Sigstore trust root: they certify only what Fulcio certifies. */
  readonly fulcio: readonly Anchor[];
  readonly intermediates: readonly Certificate[];
  readonly logs: LogKeys;
  /** Certificate transparency logs; where there are any, Fulcio's certificates must be in one. */
  readonly ctLogs: LogKeys;
  readonly identities: readonly GitsignIdentity[];
  /** Fingerprints of certificates, an authority's too, that no longer count. */
  readonly revoked: ReadonlySet<string>;
}

/** The files as they were read at the trust ref; `path` is for messages. */
export interface X509TrustFiles {
  readonly roots: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly trustedRoot?: { readonly path: string; readonly text: string };
  readonly gitsignIdentities: readonly GitsignIdentity[];
  /** SHA-256 fingerprints of certificates, as `readFingerprint` understands them. */
  readonly revoked: readonly string[];
}

/** Reads the files; whatever is not understood is a UsageError that names the file. */
export function loadX509Trust(files: X509TrustFiles): {
  readonly trust: X509Trust;
  readonly warnings: readonly string[];
} {
  const own = files.roots.map(({ path, bytes }) => ({ path, read: readRoots(path, bytes) }));
  const root = files.trustedRoot && readTrustedRoot(files.trustedRoot.path, files.trustedRoot.text);
  const sources = own.map(({ read }) => read);
  const trust: X509Trust = {
    roots: sources.flatMap(({ anchors }) => anchors),
    fulcio: root?.anchors ?? [],
    intermediates: [
      ...sources.flatMap(({ intermediates }) => intermediates),
      ...(root?.intermediates ?? []),
    ],
    logs: root?.logs ?? new Map(),
    ctLogs: root?.ctLogs ?? new Map(),
    identities: files.gitsignIdentities,
    revoked: readRevoked(files.revoked),
  };
  const rootless = own.filter(({ read }) => read.anchors.length === 0).map(({ path }) => path);
  return { trust, warnings: warningsFor(rootless, root, files) };
}

/**
 * A SHA-256 fingerprint in 64 hexadecimal digits, however it was written: with colons, in capitals,
 * behind `sha256:`. Nothing where a text is something else.
 */
export function readFingerprint(text: string): string | undefined {
  const digits = text
    .trim()
    .replace(/^sha256[ :=]+/i, "")
    .replaceAll(":", "")
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}

function readRevoked(texts: readonly string[]): ReadonlySet<string> {
  const mistakes: string[] = [];
  const fingerprints = texts.map((text) => {
    const fingerprint = readFingerprint(text);
    if (fingerprint === undefined) {
      mistakes.push(
        `${quote(text)} is not a certificate's SHA-256 fingerprint of 64 hexadecimal digits`,
      );
    }
    return fingerprint ?? "";
  });
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return new Set(fingerprints);
}

const pemBlock = /-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file: those that name themselves as issuer are roots, the others help to get there. */
function readRoots(path: string, bytes: Buffer): Pick<TrustedRoot, "anchors" | "intermediates"> {
  const text = bytes.toString("latin1");
  const blocks = text.match(pemBlock) ?? [];
  const begun = text.split("-----BEGIN ").length - 1;
  if (blocks.length === 0 || blocks.length !== begun) {
    throw new UsageError(
      `${path}: is not a file of certificates (-----BEGIN CERTIFICATE-----) only`,
    );
  }
  const certificates = blocks.map((block, index) => readBlock(path, block, index));
  const isRoot = (each: Certificate): boolean => each.subject.equals(each.issuer);
  return {
    anchors: certificates.filter(isRoot).map((certificate) => ({ certificate })),
    intermediates: certificates.filter((each) => !isRoot(each)),
  };
}

function readBlock(path: string, block: string, index: number): Certificate {
  try {
    const base64 = block.replace(/-----[A-Z ]+-----|\s/g, "");
    const raw = Buffer.from(base64, "base64");
    if (raw.toString("base64") !== base64) throw new Error("it is not base64");
    const certificate = readCertificate(raw);
    const claims = certificate.subject.equals(certificate.issuer);
    if (claims && !certificate.x509.verify(certificate.publicKey)) {
      throw new Error("it names itself as its issuer, and did not sign itself");
    }
    return certificate;
  } catch (thrown) {
    const which = `certificate ${index + 1} cannot be read`;
    throw new UsageError(`${path}: ${which}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function warningsFor(
  rootless: readonly string[],
  root: TrustedRoot | undefined,
  { gitsignIdentities }: X509TrustFiles,
): readonly string[] {
  const warnings = rootless.map(
    (path) => `${path}: has no root (a certificate that signed itself), so no chain can end in it`,
  );
  if (gitsignIdentities.length > 0 && root === undefined) {
    warnings.push(
      "gitsign-identities are listed without a Sigstore trust root, so no log entry can be checked",
    );
  }
  return warnings;
}
